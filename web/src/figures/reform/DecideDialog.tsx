import { type Division, decideDivision } from '@app/contract/figures/divisions/routes.ts';
import { useState } from 'react';
import { useFormat } from '../../kernel/format.ts';
import { useAction } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { TextInput } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { say } from '../../ui/toast.ts';
import { shareOf, whyNotShares } from './shares.ts';

/** By which shares the figures of a divided unit pass to its parts, and on which paper that rests. */
export const DecideDialog = ({ division, onClose }: { division: Division; onClose: () => void }) => {
  const { t, fault } = useWords();
  const format = useFormat();
  const open = division.parts.filter(({ weightBy }) => weightBy !== 'law');
  const byLaw = division.parts.flatMap(({ weight, weightBy }) =>
    weightBy === 'law' && weight !== null ? [weight] : [],
  );
  const [typed, setTyped] = useState<Record<number, string>>({});
  const [basis, setBasis] = useState('');
  const texts = open.map(({ unit }) => typed[unit.id] ?? '');
  const decide = useAction(decideDivision, {
    onDone: () => {
      say(
        t(
          {
            vi: 'Đã ghi tỷ lệ của {unit}. Số quy về được tính lại ngay.',
            en: 'The shares of {unit} are kept. Restated figures follow at once.',
          },
          { unit: division.unit.fullName },
        ),
      );
      onClose();
    },
  });
  const whyNot =
    whyNotShares(texts, byLaw) ??
    (basis.trim().length < 3 ? { vi: 'Ghi văn bản làm căn cứ.', en: 'Name the paper it rests on.' } : null);
  return (
    <FormDialog
      title={t({ vi: 'Quyết tỷ lệ của {unit}', en: 'Shares of {unit}' }, { unit: division.unit.fullName })}
      keep={t({ vi: 'Để chưa phân bổ', en: 'Leave it not allocated' })}
      act={t({ vi: 'Ghi tỷ lệ của {n} đơn vị', en: 'Keep the shares of {n} {n|unit|units}' }, { n: open.length })}
      whyNot={whyNot && t(whyNot)}
      busy={decide.isPending}
      problem={decide.error}
      onClose={onClose}
      onSubmit={() =>
        decide.mutate({
          body: {
            unit: division.unit.id,
            on: division.on,
            shares: open.flatMap(({ unit }) => {
              const weight = shareOf(typed[unit.id] ?? '');
              return weight === null ? [] : [{ unit: unit.id, weight }];
            }),
            basis: basis.trim(),
          },
        })
      }
    >
      <p className="small mid">
        {t(
          {
            vi: 'Chia ngày {on}. Tỷ lệ là phần dân số của đơn vị cũ chuyển về từng đơn vị. Phần chưa ghi vẫn đứng ở {above}. Số đã duyệt và bản đã ban hành không đổi.',
            en: 'Divided on {on}. A share is the part of the former population that went to each unit. What is left open stays with {above}. Accepted figures and issued editions do not change.',
          },
          { on: format.date(division.on), above: division.above.fullName },
        )}
      </p>
      {open.map(({ unit, clause }, at) => (
        <TextInput
          key={unit.id}
          label={t({ vi: '{unit}, %', en: '{unit}, %' }, { unit: unit.fullName })}
          hint={clause ?? undefined}
          inputMode="decimal"
          autoComplete="off"
          value={texts[at] ?? ''}
          onChange={(event) => setTyped({ ...typed, [unit.id]: event.target.value })}
        />
      ))}
      <TextInput
        label={t({ vi: 'Căn cứ', en: 'Basis' })}
        hint={t({ vi: 'Số, ngày và cơ quan ra văn bản.', en: 'Number, day and issuer of the paper.' })}
        error={fault(decide.error, 'basis')}
        value={basis}
        onChange={(event) => setBasis(event.target.value)}
      />
    </FormDialog>
  );
};
