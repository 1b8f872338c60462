import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useWords } from '../kernel/words.ts';
import { Icon } from './Icon.tsx';

export type Found = { id: string; title: string; detail?: string; tag?: string };

type Props = {
  label: string;
  placeholder: string;
  text: string;
  onText: (text: string) => void;
  /** What was found for `text`; undefined while nothing has been asked. */
  found: readonly Found[] | undefined;
  onPick: (found: Found) => void;
  /** The one box that Ctrl K jumps to. */
  shortcut?: boolean;
  autoFocus?: boolean;
};

const useCtrlK = (on: boolean, go: () => void) => {
  useEffect(() => {
    if (!on) return;
    const press = (event: globalThis.KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      go();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [on, go]);
};

/** A search with suggestions (combobox): arrows choose, Enter opens, Escape closes. */
export const SearchBox = ({ label, placeholder, text, onText, found, onPick, shortcut = false, autoFocus }: Props) => {
  const { t } = useWords();
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  useCtrlK(shortcut, () => input.current?.select());
  useEffect(() => {
    if (autoFocus) input.current?.focus();
  }, [autoFocus]);

  const shown = open && text.trim() !== '' && found !== undefined;
  const at = Math.min(active, (found?.length ?? 1) - 1);
  const pick = (one: Found) => {
    setOpen(false);
    onPick(one);
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found?.length) {
      event.preventDefault();
      setOpen(true);
      setActive((at + step + found.length) % found.length);
    } else if (event.key === 'Enter' && shown && found[at]) {
      event.preventDefault();
      pick(found[at]);
    } else if (event.key === 'Escape' && shown) {
      event.preventDefault();
      setOpen(false);
    }
  };
  return (
    <search className="find">
      <Icon of={IconSearch} />
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded={shown}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={shown && found.length > 0 ? `${list}-${at}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={text}
        onChange={(event) => {
          onText(event.target.value);
          setOpen(true);
          setActive(0);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={press}
      />
      {shortcut && <kbd aria-hidden>Ctrl K</kbd>}
      <div className="found" hidden={!shown}>
        <div id={list} role="listbox" aria-label={label}>
          {shown &&
            found.map((one, index) => (
              // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the input; aria-activedescendant tells which option is chosen
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the input
              <div
                key={one.id}
                id={`${list}-${index}`}
                role="option"
                aria-selected={index === at}
                onMouseDown={(event) => event.preventDefault()}
                onMouseEnter={() => setActive(index)}
                onClick={() => pick(one)}
              >
                <b>{one.title}</b>
                {one.detail && <span className="dim">{one.detail}</span>}
                {one.tag && <span className="tag">{one.tag}</span>}
              </div>
            ))}
        </div>
        {shown && found.length === 0 && (
          <p className="none">
            {t({
              vi: 'Không tìm thấy. Thử tên khác, gõ không dấu cũng được.',
              en: 'Nothing found. Try another name; accents may be left out.',
            })}
          </p>
        )}
      </div>
      <span className="vh" role="status">
        {shown && t({ vi: '{n} kết quả', en: '{n} results' }, { n: found.length })}
      </span>
    </search>
  );
};
