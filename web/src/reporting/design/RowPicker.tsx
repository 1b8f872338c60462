import { catalogue } from '@app/contract/figures/catalogue.ts';
import { type Line, lineWords } from '@app/contract/figures/routes.ts';
import { useDeferredValue, useState } from 'react';
import { useSession } from '../../kernel/session.ts';
import { useWords } from '../../kernel/words.ts';
import { SearchBox } from '../../ui/SearchBox.tsx';
import { type FormContent, findIndicators } from './form-edit.ts';
import { kindWords } from './kinds.ts';

const SHOWN = 12;

type Props = { section: string; line: Line; content: FormContent; onPick: (id: string) => void };

/** Finds an indicator of the catalogue for a section; those that the form has, and those of other lines, are left out. */
export const RowPicker = ({ section, line, content, onPick }: Props) => {
  const { t } = useWords();
  const { today } = useSession();
  const [text, setText] = useState('');
  const asked = useDeferredValue(text);
  const found = findIndicators(asked, line, content, today);
  const inside = (id: string) => catalogue.filter((each) => each.breakdown?.of === id).length;
  return (
    <SearchBox
      label={t({ vi: 'Thêm chỉ tiêu vào “{section}”', en: 'Add an indicator to "{section}"' }, { section })}
      placeholder={t({ vi: 'Thêm dòng: gõ tên chỉ tiêu', en: 'Add a row: type the name of an indicator' })}
      text={text}
      onText={setText}
      found={
        asked.trim() === ''
          ? undefined
          : found.slice(0, SHOWN).map((each) => ({
              id: each.id,
              title: t(each.words),
              detail: [
                t(each.unit),
                t(kindWords[each.kind]),
                ...(each.share === 'one' ? [t(lineWords[each.line])] : []),
              ].join(' · '),
              ...(inside(each.id) > 0 && {
                tag: t({ vi: 'kèm {n} mục', en: 'with {n} categories' }, { n: inside(each.id) }),
              }),
            }))
      }
      onPick={({ id }) => {
        onPick(id);
        setText('');
      }}
    />
  );
};
