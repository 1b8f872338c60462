import { searchUnits, type UnitBrief } from '@app/contract/org/routes.ts';
import { useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { paths } from '../kernel/paths.ts';
import { useRead } from '../kernel/query.ts';
import { useWords } from '../kernel/words.ts';
import { type Found, SearchBox } from '../ui/SearchBox.tsx';

const foundOf = (unit: UnitBrief, until: string): Found => ({
  id: String(unit.id),
  title: unit.fullName,
  detail: [unit.code, ...unit.within].join(' · '),
  ...(unit.validTo !== null && { tag: until }),
});

type Props = {
  shortcut?: boolean;
  autoFocus?: boolean;
  onPicked?: () => void;
  /** What to do with the unit that was chosen; without it, its page opens. */
  onPick?: (unit: UnitBrief) => void;
  /** Only units in force on this day. */
  on?: string;
};

/** Search for units by name without accents or by code; old and new units stand apart by their last day. */
export const UnitSearch = ({ shortcut = false, autoFocus = false, onPicked, onPick, on }: Props) => {
  const { t } = useWords();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const { data } = useRead(
    searchUnits,
    { query: { q: asked, limit: 10, ...(on && { on }) } },
    { when: asked.length > 1 },
  );
  const year = (unit: UnitBrief) =>
    t({ vi: 'đến {year}', en: 'until {year}' }, { year: unit.validTo?.slice(0, 4) ?? '' });
  return (
    <SearchBox
      label={t({ vi: 'Tìm đơn vị', en: 'Find a unit' })}
      placeholder={t({ vi: 'Tìm xã, phường, tỉnh hoặc mã…', en: 'Find a unit by name or code…' })}
      text={text}
      onText={setText}
      found={asked.length > 1 ? data?.map((unit) => foundOf(unit, year(unit))) : undefined}
      shortcut={shortcut}
      autoFocus={autoFocus}
      onPick={(found) => {
        setText('');
        onPicked?.();
        const unit = onPick && data?.find(({ id }) => String(id) === found.id);
        if (unit) onPick(unit);
        else void navigate({ to: paths.unit, params: { unitId: found.id } });
      }}
    />
  );
};
