import { getRequest, type RequestAnswer, requestKindWords } from '@app/contract/reporting/requests/routes.ts';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormat } from '../../kernel/format.ts';
import { paths } from '../../kernel/paths.ts';
import { useRead } from '../../kernel/query.ts';
import { usePost } from '../../kernel/session.ts';
import { useWords } from '../../kernel/words.ts';
import { Page } from '../../shell/Page.tsx';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { Table } from '../../ui/Table.tsx';
import { Loaded } from '../Loaded.tsx';
import { inSentence } from '../report-look.ts';
import { EndDialog, ExtendDialog } from './ChangeDialogs.tsx';
import { RequestState } from './RequestState.tsx';
import { UnitName } from './UnitName.tsx';
import './requests.css';

const placeWords = {
  desk: {
    one: { vi: 'Mở bàn duyệt', en: 'Open the desk' },
    many: { vi: 'Bàn duyệt {form}', en: 'Desk of {form}' },
  },
  totals: {
    one: { vi: 'Mở số tổng', en: 'Open the totals' },
    many: { vi: 'Số tổng {form}', en: 'Totals of {form}' },
  },
} as const;

/** What the sender can still do about it, each with the reason when it cannot be done. */
const Changes = ({ request }: { request: RequestAnswer }) => {
  const { t } = useWords();
  const [open, setOpen] = useState<'extend' | 'close' | 'withdraw' | null>(null);
  const { extendRequest, closeRequest, withdrawRequest } = request.whyNot;
  // What the centre asks of communes is decided by their provinces: there is nothing of it on its own desk, but its totals are there.
  const decidesHere = request.units.some(({ unit }) => unit.within === null);
  const place = placeWords[decidesHere ? 'desk' : 'totals'];
  const close = () => setOpen(null);
  return (
    <>
      {request.forms.map((form) => (
        <Link
          key={form}
          className={buttonClass()}
          to={decidesHere ? paths.desk : paths.totals}
          search={{ unit: String(request.by.id), form, period: request.period.code }}
        >
          {request.forms.length === 1 ? t(place.one) : t(place.many, { form })}
        </Link>
      ))}
      <Button whyNot={extendRequest && t(extendRequest.says)} onClick={() => setOpen('extend')}>
        {t({ vi: 'Gia hạn', en: 'Extend' })}
      </Button>
      {withdrawRequest === null ? (
        <Button onClick={() => setOpen('withdraw')}>{t({ vi: 'Rút yêu cầu', en: 'Withdraw' })}</Button>
      ) : (
        <Button whyNot={closeRequest && t(closeRequest.says)} onClick={() => setOpen('close')}>
          {t({ vi: 'Kết thúc sớm', en: 'Close early' })}
        </Button>
      )}
      {open === 'extend' && <ExtendDialog request={request} onClose={close} />}
      {(open === 'close' || open === 'withdraw') && <EndDialog request={request} how={open} onClose={close} />}
    </>
  );
};

const Units = ({ request }: { request: RequestAnswer }) => {
  const { t } = useWords();
  const format = useFormat();
  type Row = RequestAnswer['units'][number];
  const answer = ({ answeredAt, isLate, reportId }: Row) => {
    if (answeredAt === null && reportId === null) return t({ vi: 'Không phải gửi nữa', en: 'No longer owed' });
    const said =
      answeredAt === null
        ? t({ vi: 'Chưa gửi', en: 'Not sent' })
        : t({ vi: 'Gửi {moment}', en: 'Sent {moment}' }, { moment: format.moment(answeredAt) });
    return isLate ? `${said} (${t({ vi: 'quá hạn', en: 'late' })})` : said;
  };
  return (
    <Table
      caption={t({ vi: 'Đơn vị được yêu cầu', en: 'Units that were asked' })}
      columns={[
        {
          key: 'unit',
          head: t({ vi: 'Đơn vị', en: 'Unit' }),
          cell: ({ unit }: Row) => <UnitName unit={unit} />,
          narrow: 'first',
        },
        { key: 'answer', head: t({ vi: 'Trả lời', en: 'Answer' }), cell: answer, narrow: 'second' },
        {
          key: 'report',
          head: <span className="vh">{t({ vi: 'Báo cáo', en: 'Report' })}</span>,
          cell: ({ reportId }: Row) =>
            reportId !== null && (
              <Link to={paths.report} params={{ reportId: String(reportId) }}>
                {t({ vi: 'Mở báo cáo', en: 'Open' })}
              </Link>
            ),
          narrow: 'first-right',
        },
      ]}
      rows={request.units}
      keyOf={({ unit }) => String(unit.id)}
      rowHead="unit"
    />
  );
};

const Request = ({ request }: { request: RequestAnswer }) => {
  const { t } = useWords();
  const format = useFormat();
  const isOwn = usePost()?.unit.id === request.by.id;
  const own = isOwn ? request : { ...request, units: request.units.filter(({ reportId }) => reportId !== null) };
  return (
    <Page
      title={`${t(requestKindWords[request.kind])}: ${request.title}`}
      lead={
        <>
          {t(
            {
              vi: '{by} yêu cầu, {period}. Hạn gửi {due}.',
              en: 'Asked by {by}, {period}. Due {due}.',
            },
            {
              by: request.by.fullName,
              period: t(inSentence(request.period.words)),
              due: format.moment(request.dueAt),
            },
          )}{' '}
          {isOwn &&
            t(
              { vi: 'Trả lời {n}/{all} đơn vị.', en: '{n} of {all} have answered.' },
              { n: request.answered, all: request.asked },
            )}{' '}
          {(isOwn || request.ended) && <RequestState request={request} />}
        </>
      }
      actions={isOwn && <Changes request={request} />}
    >
      <p>
        <b>{t({ vi: 'Lý do:', en: 'Reason:' })}</b> {request.reason}
      </p>
      {request.endedReason && (
        <p>
          <b>{t({ vi: 'Lý do kết thúc:', en: 'Ended because:' })}</b> {request.endedReason}
        </p>
      )}
      <Units request={own} />
    </Page>
  );
};

/** One request: why, until when, and who has answered. */
export const RequestPage = () => {
  const { requestId } = useParams({ from: '/inside/requests/$requestId' });
  const read = useRead(getRequest, { params: { requestId: Number(requestId) } });
  return <Loaded read={read}>{(request) => <Request request={request} />}</Loaded>;
};
