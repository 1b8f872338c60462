import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../kernel/words.ts';
import type { Choice } from './Field.tsx';
import { Icon } from './Icon.tsx';

/** One part of the address: place, period or line. With `options` it opens a list, with `onOpen` whatever the page opens. */
export type AddressPart = {
  label: string;
  value: string;
  detail?: string;
  options?: { list: readonly Choice<string>[]; chosen: string; onPick: (value: string) => void };
  onOpen?: () => void;
};

const Words = ({ part, opens }: { part: AddressPart; opens: boolean }): ReactNode => (
  <>
    <span className="dim x">{part.label}</span>
    <b>{part.value}</b>
    {part.detail && <span className="dim num x">{part.detail}</span>}
    {opens && <Icon of={IconChevronDown} small />}
  </>
);

const Part = ({ part }: { part: AddressPart }) => {
  if (part.onOpen) {
    return (
      <button type="button" onClick={part.onOpen} aria-haspopup="dialog">
        <Words part={part} opens />
      </button>
    );
  }
  if (!part.options) {
    return (
      <span className="still">
        <Words part={part} opens={false} />
      </span>
    );
  }
  const { list, chosen, onPick } = part.options;
  return (
    <span className="picks">
      <Words part={part} opens />
      <select aria-label={part.label} value={chosen} onChange={(event) => onPick(event.target.value)}>
        {list.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </span>
  );
};

/** Every figure lives at a place, a period and a line. Same spot on every screen: change one, the figure changes, the screen stays. */
export const AddressBar = ({ parts }: { parts: readonly AddressPart[] }) => {
  const { t } = useWords();
  return (
    <nav className="addr" aria-label={t({ vi: 'Địa chỉ của số liệu', en: 'Address of the figures' })}>
      {parts.map((part) => (
        <Part key={part.label} part={part} />
      ))}
    </nav>
  );
};
