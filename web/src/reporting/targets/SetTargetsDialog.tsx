import { catalogue, indicatorOf } from '@app/contract/figures/catalogue.ts';
import { parseVietnameseNumber } from '@app/contract/kernel/figure.ts';
import type { Answer } from '@app/contract/kernel/route.ts';
import { foldAccents } from '@app/contract/kernel/text.ts';
import { type listTargets, setTargets } from '@app/contract/reporting/targets/routes.ts';
import { useState } from 'react';
import { useAction } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { Select, TextArea, TextInput } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { SearchBox } from '../../ui/SearchBox.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { say } from '../../ui/toast.ts';
import { rowsFrom } from './rows-from.ts';

type Targets = Answer<typeof listTargets>;
type For = 'own' | 'each' | 'list';
const EVERY = 'every';

/** Gives a target to the unit, the same to each unit below, or to many by a pasted list. */
export const SetTargetsDialog = ({ targets, onClose }: { targets: Targets; onClose: () => void }) => {
  const { t } = useWords();
  const [chosen, setChosen] = useState<string | null>(null);
  const [text, setText] = useState('');
  const [period, setPeriod] = useState(targets.period.code);
  const [direction, setDirection] = useState<'at_least' | 'at_most'>('at_least');
  const [basis, setBasis] = useState('');
  const above = targets.unit.level !== 'commune';
  const [whom, setWhom] = useState<For>(above ? 'each' : 'own');
  const [value, setValue] = useState('');
  const [list, setList] = useState('');
  const indicator = chosen ? indicatorOf(chosen) : undefined;
  const number = parseVietnameseNumber(value);
  const pasted = rowsFrom(list);
  const rows =
    whom === 'list'
      ? pasted.rows
      : 'problem' in number
        ? []
        : [{ unit: targets.unit.code || targets.unit.fullName, value: number.value, eachBelow: whom === 'each' }];
  const set = useAction(setTargets, {
    onDone: ({ set: many }) => {
      say(t({ vi: 'Đã giao {n} chỉ tiêu.', en: 'Set {n} {n|target|targets}.' }, { n: many }));
      onClose();
    },
  });
  const words = foldAccents(text.trim()).split(/\s+/).filter(Boolean);
  const found = catalogue
    .filter(
      (each) =>
        each.kind !== 'D' && words.every((word) => foldAccents(`${each.words.vi} ${each.words.en}`).includes(word)),
    )
    .slice(0, 10);
  const whyNot = !indicator
    ? t({ vi: 'Chọn chỉ tiêu số liệu.', en: 'Choose an indicator.' })
    : basis.trim().length < 2
      ? t({ vi: 'Ghi số, ngày văn bản giao.', en: 'Name the paper that sets it.' })
      : pasted.wrong.length > 0 && whom === 'list'
        ? t(
            {
              vi: 'Dòng {n} chưa đọc được: cần đơn vị rồi đến số.',
              en: 'Line {n} cannot be read: a unit, then a number.',
            },
            { n: pasted.wrong[0]?.line ?? 0 },
          )
        : rows.length === 0
          ? t({ vi: 'Ghi mức giao.', en: 'Give the value.' })
          : null;
  return (
    <FormDialog
      title={t({ vi: 'Giao chỉ tiêu', en: 'Set targets' })}
      keep={t({ vi: 'Không giao', en: 'Not now' })}
      act={
        whom === 'each'
          ? t({ vi: 'Giao cho từng đơn vị bên dưới', en: 'Give to each unit below' })
          : t({ vi: 'Giao {n} chỉ tiêu', en: 'Set {n} {n|target|targets}' }, { n: rows.length })
      }
      whyNot={whyNot}
      busy={set.isPending}
      problem={set.error}
      onSubmit={() =>
        set.mutate({
          body: { indicator: chosen ?? '', period: period === EVERY ? null : period, direction, basis, rows },
        })
      }
      onClose={onClose}
    >
      {set.error?.answer.fields?.slice(0, 5).map(({ path, says }) => (
        <p key={path} className="er small">
          {t({ vi: 'Dòng {n}: {says}', en: 'Row {n}: {says}' }, { n: Number(/\d+/.exec(path)?.[0] ?? 0) + 1, says })}
        </p>
      ))}
      {indicator ? (
        <p>
          <b>{t(indicator.words)}</b> <span className="dim">({t(indicator.unit)})</span>{' '}
          <button type="button" className="link" onClick={() => setChosen(null)}>
            {t({ vi: 'chọn chỉ tiêu khác', en: 'another indicator' })}
          </button>
        </p>
      ) : (
        <SearchBox
          label={t({ vi: 'Chỉ tiêu số liệu', en: 'Indicator' })}
          placeholder={t({ vi: 'Gõ tên chỉ tiêu số liệu', en: 'Type the name of an indicator' })}
          text={text}
          onText={setText}
          found={
            text.trim() === ''
              ? undefined
              : found.map(({ id, words: name, unit }) => ({ id, title: t(name), detail: t(unit) }))
          }
          onPick={({ id }) => setChosen(id)}
        />
      )}
      <Select
        label={t({ vi: 'Kỳ', en: 'Period' })}
        options={[
          ...targets.periods.map(({ code, words: name }) => ({ value: code, label: t(name) })),
          { value: EVERY, label: t({ vi: 'mọi năm', en: 'every year' }) },
        ]}
        value={period}
        onPick={setPeriod}
      />
      <Segmented
        label={t({ vi: 'Phải', en: 'It must be' })}
        options={[
          { value: 'at_least', label: t({ vi: 'Ít nhất', en: 'At least' }) },
          { value: 'at_most', label: t({ vi: 'Nhiều nhất', en: 'At most' }) },
        ]}
        value={direction}
        onPick={setDirection}
      />
      <Segmented<For>
        label={t({ vi: 'Giao cho', en: 'For' })}
        options={[
          ...(above
            ? [{ value: 'each' as const, label: t({ vi: 'Từng đơn vị bên dưới', en: 'Each unit below' }) }]
            : []),
          { value: 'own', label: targets.unit.fullName },
          ...(above ? [{ value: 'list' as const, label: t({ vi: 'Dán danh sách', en: 'A pasted list' }) }] : []),
        ]}
        value={whom}
        onPick={setWhom}
      />
      {whom === 'list' ? (
        <TextArea
          label={t({ vi: 'Đơn vị và mức giao, mỗi dòng một đơn vị', en: 'Unit and value, one unit a line' })}
          hint={t(
            {
              vi: 'Dán từ Excel: mã hoặc tên đơn vị, rồi đến số. Đọc được {n} dòng.',
              en: 'Paste from a spreadsheet: code or name, then the value. {n} read.',
            },
            { n: pasted.rows.length },
          )}
          rows={6}
          value={list}
          onChange={(event) => setList(event.target.value)}
        />
      ) : (
        <TextInput
          label={t({ vi: 'Mức giao', en: 'Value' })}
          inputMode="decimal"
          value={value}
          error={
            value !== '' && 'problem' in number
              ? t({ vi: 'Viết số như 1.200 hoặc 12,5.', en: 'Write 1.200 or 12,5.' })
              : null
          }
          onChange={(event) => setValue(event.target.value)}
        />
      )}
      <TextInput
        label={t({ vi: 'Văn bản giao', en: 'Set by the paper' })}
        hint={t({ vi: 'Ví dụ: KH 12/KH-BCĐ ngày 05/01/2026.', en: 'For example: KH 12/KH-BCĐ of 05/01/2026.' })}
        value={basis}
        maxLength={200}
        onChange={(event) => setBasis(event.target.value)}
      />
    </FormDialog>
  );
};
