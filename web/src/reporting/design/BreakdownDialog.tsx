import type { KnownIndicator } from '@app/contract/figures/catalogue.ts';
import { breakDownIndicator } from '@app/contract/reporting/design/routes.ts';
import { useState } from 'react';
import { useAction } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { TextArea, TextInput } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { categoriesFrom } from './categories.ts';

/** Breaks down what others use already: its own cell stays typed, each category is an "of which". */
export const BreakdownDialog = ({ indicator, onClose }: { indicator: KnownIndicator; onClose: () => void }) => {
  const { t } = useWords();
  const [by, setBy] = useState('');
  const [list, setList] = useState('');
  const categories = categoriesFrom(list);
  const add = useAction(breakDownIndicator, { onDone: onClose });
  return (
    <FormDialog
      title={t({ vi: 'Chia nhỏ “{name}”', en: 'Break "{name}" down' }, { name: indicator.words })}
      keep={t({ vi: 'Không chia', en: 'Not now' })}
      act={t({ vi: 'Thêm {n} mục', en: 'Add {n} categories' }, { n: categories.length })}
      whyNot={
        by.trim().length < 2 || categories.length === 0
          ? t({ vi: 'Ghi chia theo gì và các mục.', en: 'Say what it is broken down by, and the categories.' })
          : null
      }
      busy={add.isPending}
      problem={add.error}
      onSubmit={() =>
        add.mutate({
          params: { indicatorId: indicator.id },
          body: { by: { vi: by }, categories: categories.map((vi) => ({ vi })) },
        })
      }
      onClose={onClose}
    >
      <p className="small mid">
        {t({
          vi: 'Mỗi mục có ô nhập riêng và không vượt số tổng. Ô tổng vẫn nhập như cũ.',
          en: 'Each category has a cell of its own and never exceeds the total. The total is typed as before.',
        })}
      </p>
      <TextInput
        label={t({ vi: 'Chia theo', en: 'Broken down by' })}
        value={by}
        maxLength={80}
        onChange={(event) => setBy(event.target.value)}
      />
      <TextArea
        label={t({ vi: 'Các mục, mỗi dòng một mục', en: 'Categories, one a line' })}
        rows={5}
        value={list}
        onChange={(event) => setList(event.target.value)}
      />
    </FormDialog>
  );
};
