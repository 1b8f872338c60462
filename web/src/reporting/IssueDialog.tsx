import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import { previewEdition } from '@app/contract/reporting/edition/routes.ts';
import { issueEdition } from '@app/contract/reporting/routes.ts';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { paths } from '../kernel/paths.ts';
import { useAction, useRead } from '../kernel/query.ts';
import { useSession } from '../kernel/session.ts';
import { useWords } from '../kernel/words.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextArea, TextInput } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { say } from '../ui/toast.ts';
import { Waiting } from '../ui/Waiting.tsx';
import { ChangeList } from './ChangeList.tsx';
import { inSentence } from './report-look.ts';
import type { Totals } from './TotalsTable.tsx';
import './edition.css';

const SHORTEST = 5;

const isKept = (indicator: string): boolean => !['R', 'A'].includes(indicatorOf(indicator)?.kind ?? '');

/** Before a correction: every number that it changes against the edition it supersedes, and why. */
const Preview = ({ totals }: { totals: Totals }) => {
  const { t, tell } = useWords();
  const read = useRead(previewEdition, {
    query: { unit: totals.unit.id, form: totals.form.code, period: totals.period.code },
  });
  if (read.error)
    return (
      <Notice kind="error" live>
        {tell(read.error)}
      </Notice>
    );
  if (!read.data)
    return <Waiting>{t({ vi: 'Đang so với bản đã ban hành…', en: 'Comparing with what was issued…' })}</Waiting>;
  const { cells, units, changes, supersedes } = read.data;
  return (
    <section aria-label={t({ vi: 'Những số sẽ thay đổi', en: 'What will change' })}>
      <h3>
        {cells === 0
          ? t(
              { vi: 'Không số nào khác bản {number}', en: 'Nothing differs from {number}' },
              { number: supersedes?.number ?? '' },
            )
          : t(
              {
                vi: 'Những số sẽ thay đổi: {cells} ô của {units} đơn vị',
                en: 'What will change: {cells} {cells|cell|cells} at {units} {units|unit|units}',
              },
              { cells, units },
            )}
      </h3>
      <ChangeList changes={changes} cells={cells} />
    </section>
  );
};

/** Before what cannot be taken back: what issuing freezes, with number, date and, for a correction, the reason. */
export const IssueDialog = ({ totals, onClose }: { totals: Totals; onClose: () => void }) => {
  const { t, tell } = useWords();
  const navigate = useNavigate();
  const { today } = useSession();
  const [number, setNumber] = useState('');
  const [issuedOn, setIssuedOn] = useState(today);
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const newest = totals.editions.find(({ isSuperseded }) => !isSuperseded);
  // Ratios and averages are not kept: they follow from their parts.
  const frozen = totals.rows.filter(({ indicator, accepted }) => accepted !== null && isKept(indicator)).length;
  const issue = useAction(issueEdition, {
    onDone: ({ id, figures }) => {
      say(t({ vi: 'Đã ban hành. {n} số liệu được khóa.', en: 'Issued. {n} figures are frozen.' }, { n: figures }));
      void navigate({ to: paths.edition, params: { editionId: String(id) } });
    },
  });
  const faults = {
    number: number.trim() === '' ? t({ vi: 'Nhập số văn bản.', en: 'Enter the number.' }) : null,
    issuedOn: issuedOn === '' ? t({ vi: 'Nhập ngày ban hành.', en: 'Enter the date.' }) : null,
    reason:
      newest && reason.trim().length < SHORTEST
        ? t({ vi: 'Ghi lý do đính chính, ít nhất 5 ký tự.', en: 'Give the reason, at least 5 characters.' })
        : null,
  };
  const press = () => {
    setAsked(true);
    if (faults.number || faults.issuedOn || faults.reason) return;
    issue.mutate({
      body: {
        unit: totals.unit.id,
        form: totals.form.code,
        period: totals.period.code,
        number: number.trim(),
        issuedOn,
        reason: newest ? reason.trim() : null,
      },
    });
  };
  const shown = (fault: string | null) => (asked ? fault : null);
  return (
    <Dialog
      title={t(
        { vi: 'Ban hành số liệu {period}', en: 'Issue the figures of {period}' },
        { period: t(inSentence(totals.period.words)) },
      )}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t({ vi: 'Thôi', en: 'Cancel' })}</Button>
          <Button look="filled" busy={issue.isPending} onClick={press}>
            {t({ vi: 'Ban hành {n} số liệu', en: 'Issue {n} figures' }, { n: frozen })}
          </Button>
        </>
      }
    >
      {issue.error && (
        <Notice kind="error" live>
          {tell(issue.error)}
        </Notice>
      )}
      <Notice kind="warning">
        {t(
          {
            vi: 'Ban hành sẽ khóa {n} số liệu đã duyệt của {unit}, số của mọi đơn vị bên dưới và các báo cáo của kỳ. Không rút lại được, chỉ đính chính bằng bản mới.',
            en: 'Issuing freezes {n} accepted figures of {unit}, those of every unit below, and the reports of the period. It cannot be withdrawn, only corrected by a new edition.',
          },
          { n: frozen, unit: totals.unit.fullName },
        )}
      </Notice>
      {newest && <Preview totals={totals} />}
      {totals.accepted < totals.expected && (
        <p>
          {t(
            {
              vi: 'Mới duyệt {accepted}/{expected} báo cáo. {missing} đơn vị chưa có trong số tổng.',
              en: '{accepted} of {expected} reports are accepted. {missing} units are not in the totals.',
            },
            { accepted: totals.accepted, expected: totals.expected, missing: totals.expected - totals.accepted },
          )}
        </p>
      )}
      <TextInput
        label={t({ vi: 'Số văn bản', en: 'Number' })}
        hint={t({ vi: 'Số do văn thư cấp, ví dụ 57/BC-BCĐ', en: 'As given by the registry, such as 57/BC-BCĐ' })}
        maxLength={60}
        autoComplete="off"
        error={shown(faults.number)}
        value={number}
        onChange={(event) => setNumber(event.target.value)}
      />
      <TextInput
        type="date"
        label={t({ vi: 'Ngày ban hành', en: 'Date' })}
        error={shown(faults.issuedOn)}
        value={issuedOn}
        onChange={(event) => setIssuedOn(event.target.value)}
      />
      {newest && (
        <TextArea
          label={t(
            { vi: 'Lý do đính chính bản {number}', en: 'Reason for superseding {number}' },
            { number: newest.number },
          )}
          error={shown(faults.reason)}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
    </Dialog>
  );
};
