import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import { type ReactNode, useState } from 'react';
import { useFormat } from '../../kernel/format.ts';
import { useWords } from '../../kernel/words.ts';
import { Select } from '../../ui/Field.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import { differencesOfForms, type FormContent, type FormDifference, type Row } from './form-edit.ts';
import type { FormAnswer } from './use-form-draft.ts';

const useSay = () => {
  const { t } = useWords();
  const name = (id: string) => t(indicatorOf(id)?.words ?? { vi: id, en: id });
  const who = ({ levels, required }: Row) =>
    [
      levels.includes('commune') && t({ vi: 'xã', en: 'communes' }),
      levels.includes('province') && t({ vi: 'tỉnh', en: 'provinces' }),
      required && t({ vi: 'bắt buộc', en: 'required' }),
    ]
      .filter(Boolean)
      .join(', ');
  return (each: FormDifference): ReactNode => {
    switch (each.what) {
      case 'title':
        return t({ vi: 'Đổi tên: “{before}” thành “{after}”', en: 'Title: "{before}" became "{after}"' }, each);
      case 'section-added':
        return t({ vi: 'Thêm mục “{section}”', en: 'New section "{section}"' }, each);
      case 'section-removed':
        return t({ vi: 'Bỏ mục “{section}”', en: 'Section "{section}" removed' }, each);
      case 'row-added':
        return t(
          { vi: 'Thêm “{name}” vào mục “{section}”', en: 'Added "{name}" to "{section}"' },
          { name: name(each.indicator), section: each.section },
        );
      case 'row-removed':
        return t({ vi: 'Bỏ “{name}”', en: 'Removed "{name}"' }, { name: name(each.indicator) });
      case 'row-moved':
        return t({ vi: 'Chuyển chỗ “{name}”', en: 'Moved "{name}"' }, { name: name(each.indicator) });
      case 'row-changed':
        return t(
          { vi: '“{name}”: {before} thành {after}', en: '"{name}": {before} became {after}' },
          { name: name(each.indicator), before: who(each.before), after: who(each.after) },
        );
    }
  };
};

const marks: Record<FormDifference['what'], string> = {
  title: '≠',
  'section-added': '+',
  'section-removed': '−',
  'row-added': '+',
  'row-removed': '−',
  'row-moved': '↕',
  'row-changed': '≠',
};

/** What differs, line by line, in words. */
export const Differences = ({ before, after }: { before: FormContent; after: FormContent }) => {
  const { t } = useWords();
  const tell = useSay();
  const list = differencesOfForms(before, after);
  if (list.length === 0) return <p className="mid">{t({ vi: 'Hai bản giống nhau.', en: 'Both are the same.' })}</p>;
  return (
    <ul className="form-differences">
      {list.map((each) => (
        <li key={JSON.stringify(each)} className={each.what}>
          <span className="num" aria-hidden>
            {marks[each.what]}
          </span>
          {tell(each)}
        </li>
      ))}
    </ul>
  );
};

type Version = FormAnswer['versions'][number];

/** Every version with its first period, and any two of them side by side. */
export const FormVersions = ({ answer, draft }: { answer: FormAnswer; draft: FormContent | null }) => {
  const { t } = useWords();
  const format = useFormat();
  const { versions } = answer;
  const all = [
    ...(draft ? [{ name: 'draft', label: t({ vi: 'bản nháp', en: 'the draft' }), content: draft }] : []),
    ...versions.map(({ version, content }) => ({
      name: String(version),
      label: t({ vi: 'phiên bản {n}', en: 'version {n}' }, { n: version }),
      content,
    })),
  ];
  const [newer, setNewer] = useState(all[0]?.name ?? '');
  const [older, setOlder] = useState(all[1]?.name ?? all[0]?.name ?? '');
  const [after, before] = [newer, older].map((name) => all.find((each) => each.name === name)?.content);
  const options = all.map(({ name, label }) => ({ value: name, label }));
  const columns: Column<Version>[] = [
    {
      key: 'version',
      head: t({ vi: 'Phiên bản', en: 'Version' }),
      cell: ({ version }) => version,
      number: true,
      narrow: 'second-right',
    },
    { key: 'from', head: t({ vi: 'Dùng từ', en: 'Used from' }), cell: ({ from }) => t(from.words), narrow: 'first' },
    {
      key: 'rows',
      head: t({ vi: 'Số dòng', en: 'Rows' }),
      cell: ({ rows }) => rows,
      number: true,
      narrow: 'first-right',
    },
    {
      key: 'published',
      head: t({ vi: 'Ban hành', en: 'Published' }),
      cell: ({ publishedAt, publishedBy }) =>
        publishedAt
          ? `${format.moment(publishedAt)}${publishedBy ? ` · ${t(publishedBy)}` : ''}`
          : t({ vi: 'có sẵn', en: 'ships with the program' }),
      narrow: 'second',
    },
  ];
  return (
    <div className="stack">
      <Table
        caption={t({ vi: 'Các phiên bản', en: 'Versions' })}
        columns={columns}
        rows={versions}
        keyOf={({ version }) => String(version)}
        rowHead="from"
      />
      {all.length > 1 && after && before && (
        <section aria-label={t({ vi: 'So hai bản', en: 'Compare two' })} className="stack">
          <div className="pick-two">
            <Select label={t({ vi: 'So', en: 'Compare' })} options={options} value={newer} onPick={setNewer} />
            <Select label={t({ vi: 'với', en: 'with' })} options={options} value={older} onPick={setOlder} />
          </div>
          <Differences before={before} after={after} />
        </section>
      )}
    </div>
  );
};
