import { LONGEST_SECTION } from '@app/contract/reporting/narrative/references.ts';
import { IconPlus } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useWords } from '../../kernel/words.ts';
import { Button } from '../../ui/Button.tsx';
import { TextArea } from '../../ui/Field.tsx';
import { FigurePicker } from './FigurePicker.tsx';
import { ReadText } from './ReadText.tsx';
import { TakenNotes } from './TakenNotes.tsx';
import type { NarrativeAnswer, Writing } from './use-narrative.ts';

type Props = {
  answer: NarrativeAnswer;
  section: NarrativeAnswer['sections'][number];
  writing: Writing;
};

/** Lines of the field: as many as the text has, within reason. */
const linesOf = (text: string): number =>
  Math.min(
    14,
    Math.max(
      3,
      text.split('\n').reduce((sum, line) => sum + Math.ceil((line.length + 1) / 90), 0),
    ),
  );

/** One section: what is typed, and under it how it reads with its figures. */
export const SectionEditor = ({ answer, section, writing }: Props) => {
  const { t, fault } = useWords();
  const [picking, setPicking] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const text = writing.texts[section.key] ?? '';
  const readOnly = answer.whyNot.saveNarrative !== null;
  const title = t(section.title);
  const insert = (reference: string) => {
    const [from, to] = [field.current?.selectionStart ?? text.length, field.current?.selectionEnd ?? text.length];
    // "{{" opens the list by keyboard and gives way to what is chosen.
    const before = text.slice(0, from).replace(/\{\{$/, '');
    writing.write(section.key, before + reference + text.slice(to));
    setPicking(false);
    const at = before.length + reference.length;
    // After React has put the new text in place.
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(at, at);
    });
  };
  return (
    <section className="panel narrative" aria-label={title} id={`section-${section.key}`}>
      <header>
        <h2>
          {title}{' '}
          {section.required && <span className="small mid">{t({ vi: 'phải có khi gửi', en: 'needed to send' })}</span>}
        </h2>
        {!readOnly && (
          <Button small icon={IconPlus} onClick={() => setPicking(true)}>
            {t({ vi: 'Chèn số liệu', en: 'Insert a figure' })}
          </Button>
        )}
      </header>
      <div className="in">
        {readOnly ? (
          text.trim() === '' && <p className="dim">{t({ vi: 'Không viết gì.', en: 'Nothing written.' })}</p>
        ) : (
          <TextArea
            ref={field}
            label={<span className="vh">{title}</span>}
            hint={t(
              {
                vi: 'Mỗi dòng là một đoạn. Gõ {{ để chèn số liệu. {n}/{most} ký tự.',
                en: 'Each line is a paragraph. Type {{ to insert a figure. {n} of {most} characters.',
              },
              { n: text.length, most: LONGEST_SECTION },
            )}
            error={
              fault(writing.problem, `texts.${section.key}`) ?? fault(writing.problem, `body.texts.${section.key}`)
            }
            rows={linesOf(text)}
            maxLength={LONGEST_SECTION}
            value={text}
            onChange={(event) => {
              writing.write(section.key, event.target.value);
              const typed = event.target.value.slice(0, event.target.selectionStart);
              if (typed.endsWith('{{') && event.target.value.length > text.length) setPicking(true);
            }}
          />
        )}
        {text.trim() !== '' && (
          <div className="reads">
            {!readOnly && <p className="small mid">{t({ vi: 'Đọc là', en: 'Reads' })}</p>}
            <ReadText text={text} figures={answer.figures} />
          </div>
        )}
        <TakenNotes answer={answer} section={section.key} writing={writing} />
      </div>
      {picking && (
        <FigurePicker
          choices={answer.choices}
          figures={answer.figures}
          onPick={insert}
          onClose={() => {
            setPicking(false);
            requestAnimationFrame(() => field.current?.focus());
          }}
        />
      )}
    </section>
  );
};
