import { downloadUrging, getUrging, sendUrging, type UrgingAnswer } from '@app/contract/reporting/urging/routes.ts';
import { IconDownload, IconSend } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { download as downloadFile } from '../../kernel/call.ts';
import { paths } from '../../kernel/paths.ts';
import { useAction, useRead } from '../../kernel/query.ts';
import { useSession } from '../../kernel/session.ts';
import { useWords } from '../../kernel/words.ts';
import { Page } from '../../shell/Page.tsx';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { TextInput } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { say } from '../../ui/toast.ts';
import { Loaded } from '../Loaded.tsx';
import { inSentence } from '../report-look.ts';
import { LetterState, UrgedTable } from './UrgingParts.tsx';

const SendDialog = ({ urging, onClose }: { urging: UrgingAnswer; onClose: () => void }) => {
  const { t, fault } = useWords();
  const { today } = useSession();
  const [number, setNumber] = useState('');
  const [issuedOn, setIssuedOn] = useState(today);
  const reported = urging.reports.filter(({ answeredAt }) => answeredAt !== null);
  const send = useAction(sendUrging, {
    onDone: ({ told }) => {
      onClose();
      say(t({ vi: 'Đã gửi tới {n} đơn vị.', en: 'Sent to {n} {n|unit|units}.' }, { n: told }));
    },
  });
  return (
    <FormDialog
      title={t({ vi: 'Gửi văn bản đôn đốc', en: 'Send the letter' })}
      keep={t({ vi: 'Chưa gửi', en: 'Not yet' })}
      act={t({ vi: 'Gửi {n} đơn vị', en: 'Send to {n}' }, { n: urging.reports.length - reported.length })}
      whyNot={number.trim() ? null : t({ vi: 'Ghi số văn bản.', en: 'Type the number of the letter.' })}
      busy={send.isPending}
      problem={send.error}
      onSubmit={() =>
        send.mutate({
          params: { urgingId: urging.id },
          body: { number: number.trim(), issuedOn, reported: reported.map(({ reportId }) => reportId) },
        })
      }
      onClose={onClose}
    >
      {reported.length > 0 && (
        <p>
          {t(
            {
              vi: '{n} đơn vị đã gửi báo cáo sau khi soạn, không còn nêu trong văn bản: {names}. Tải lại văn bản trước khi lấy số.',
              en: '{n} {n|unit has|units have} reported since the draft and {n|is|are} no longer named: {names}. Download the letter again before it is numbered.',
            },
            { n: reported.length, names: reported.map(({ unit }) => unit.fullName).join('; ') },
          )}
        </p>
      )}
      <TextInput
        label={t({ vi: 'Số, ký hiệu', en: 'Number' })}
        hint={t({ vi: 'Như trong sổ văn bản đi. Ví dụ: 25/BCĐ-TH.', en: 'As in the register, for example 25/BCĐ-TH.' })}
        maxLength={60}
        value={number}
        onChange={(event) => setNumber(event.target.value)}
        error={fault(send.error, 'number')}
      />
      <TextInput
        label={t({ vi: 'Ngày văn bản', en: 'Date of the letter' })}
        type="date"
        max={today}
        value={issuedOn}
        onChange={(event) => setIssuedOn(event.target.value)}
        error={fault(send.error, 'issuedOn')}
      />
    </FormDialog>
  );
};

const Urging = ({ urging }: { urging: UrgingAnswer }) => {
  const { t, tell } = useWords();
  const [sending, setSending] = useState(false);
  const [saving, setSaving] = useState(false);
  const isSender = urging.whyNotSend === null || urging.whyNotSend.code === 'reporting.urging-sent';
  const download = async () => {
    setSaving(true);
    try {
      await downloadFile(downloadUrging, { params: { urgingId: urging.id } }, `don-doc-${urging.id}.docx`);
    } catch (problem) {
      say(tell(problem as Parameters<typeof tell>[0]), 'problem');
    } finally {
      setSaving(false);
    }
  };
  return (
    <Page
      title={t(
        { vi: '{unit} đôn đốc {form}, {period}', en: '{unit} urges for {form}, {period}' },
        { unit: urging.unit.fullName, form: t(urging.form.title), period: t(inSentence(urging.period.words)) },
      )}
      lead={<LetterState urging={urging} />}
      actions={
        <>
          {isSender && (
            <Link
              className={buttonClass()}
              to={paths.urgings}
              search={{ unit: String(urging.unit.id), form: urging.form.code, period: urging.period.code }}
            >
              {t({ vi: 'Danh sách chậm', en: 'Who is late' })}
            </Link>
          )}
          <Button icon={IconDownload} busy={saving} onClick={() => void download()}>
            {t({ vi: 'Tải văn bản (DOCX)', en: 'Download the letter (DOCX)' })}
          </Button>
          {isSender && (
            <Button
              look="filled"
              icon={IconSend}
              whyNot={urging.whyNotSend && t(urging.whyNotSend.says)}
              onClick={() => setSending(true)}
            >
              {t(
                { vi: 'Gửi {n} đơn vị', en: 'Send to {n}' },
                { n: urging.reports.filter(({ answeredAt }) => urging.sentAt !== null || answeredAt === null).length },
              )}
            </Button>
          )}
        </>
      }
    >
      {urging.note && <p>{urging.note}</p>}
      <UrgedTable urging={urging} />
      {sending && <SendDialog urging={urging} onClose={() => setSending(false)} />}
    </Page>
  );
};

/** One urging letter: whom it is for, its file, and sending it with number and date. */
export const UrgingPage = () => {
  const { urgingId } = useParams({ from: '/inside/urgings/$urgingId' });
  const read = useRead(getUrging, { params: { urgingId: Number(urgingId) } });
  return <Loaded read={read}>{(urging) => <Urging urging={urging} />}</Loaded>;
};
