import { foldAccents } from '@app/contract/kernel/text.ts';
import {
  type Aspect,
  aspects,
  type FigurePairs,
  sayReference,
  writeReference,
} from '@app/contract/reporting/narrative/references.ts';
import { useState } from 'react';
import { useWords } from '../../kernel/words.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextInput } from '../../ui/Field.tsx';
import type { NarrativeAnswer } from './use-narrative.ts';

const aspectWords = {
  value: { vi: 'Kỳ này', en: 'This period' },
  before: { vi: 'Cùng kỳ', en: 'A year ago' },
  change: { vi: 'Tăng, giảm', en: 'Change' },
} as const satisfies Record<Aspect, object>;

type Props = {
  choices: NarrativeAnswer['choices'];
  figures: FigurePairs;
  onPick: (reference: string) => void;
  onClose: () => void;
};

/** A figure of the form to place in a text: found without accents, chosen with Enter; it is never typed. */
export const FigurePicker = ({ choices, figures, onPick, onClose }: Props) => {
  const { t, language } = useWords();
  const [text, setText] = useState('');
  const words = foldAccents(text).trim();
  const found = choices.filter((choice) => foldAccents(t(choice.words)).includes(words));
  const first = found[0];
  const pick = (indicator: string, aspect: Aspect) => onPick(writeReference({ indicator, aspect, at: null }));
  return (
    <Dialog title={t({ vi: 'Chèn số liệu', en: 'Insert a figure' })} onClose={onClose}>
      <TextInput
        label={t({ vi: 'Tìm chỉ tiêu', en: 'Find an indicator' })}
        hint={t({
          vi: 'Gõ không dấu cũng được. Enter lấy số đầu tiên.',
          en: 'Accents may be left out. Enter takes the first.',
        })}
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !first) return;
          event.preventDefault();
          pick(first.indicator, 'value');
        }}
      />
      <ul className="figure-choices">
        {found.map(({ indicator, words: name }) => (
          <li key={indicator}>
            <span className="b">{t(name)}</span>
            <span className="ways">
              {aspects.map((aspect) => (
                <button key={aspect} type="button" className="way" onClick={() => pick(indicator, aspect)}>
                  <span className="vh">{t(name)}: </span>
                  <span className="small mid">{t(aspectWords[aspect])}</span>
                  <span className="num">{sayReference({ indicator, aspect, at: null }, figures, language)}</span>
                </button>
              ))}
            </span>
          </li>
        ))}
      </ul>
      {found.length === 0 && (
        <p role="status">
          {t({ vi: 'Biểu này không có chỉ tiêu nào như vậy.', en: 'This form has no such indicator.' })}
        </p>
      )}
    </Dialog>
  );
};
