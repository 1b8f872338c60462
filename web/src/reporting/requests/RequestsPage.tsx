import { listRequests, type RequestBrief, requestKindWords } from '@app/contract/reporting/requests/routes.ts';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useFormat } from '../../kernel/format.ts';
import { paths } from '../../kernel/paths.ts';
import { useRead } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { Page } from '../../shell/Page.tsx';
import { buttonClass } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Loaded } from '../Loaded.tsx';
import { inSentence } from '../report-look.ts';
import { RequestState } from './RequestState.tsx';
import './requests.css';

const Row = ({ request }: { request: RequestBrief }) => {
  const { t } = useWords();
  const format = useFormat();
  const [day, hour] = format.moment(request.dueAt).split(' ');
  return (
    <li className="task">
      <div className={request.late > 0 ? 'due late' : 'due'}>
        {day}
        <small>{hour}</small>
      </div>
      <div className="what">
        <h3>
          {request.title} <RequestState request={request} />
        </h3>
        <p>
          {t(
            {
              vi: '{kind}, {period}. Trả lời {n}/{all} đơn vị, quá hạn {late}.',
              en: '{kind}, {period}. {n} of {all} have answered, {late} late.',
            },
            {
              kind: t(requestKindWords[request.kind]),
              period: t(inSentence(request.period.words)),
              n: request.answered,
              all: request.asked,
              late: request.late,
            },
          )}
        </p>
      </div>
      <Link className={buttonClass('outline', true)} to={paths.request} params={{ requestId: String(request.id) }}>
        {t({ vi: 'Xem tiến độ', en: 'See progress' })}
      </Link>
    </li>
  );
};

/** What the own body has asked of units below, and how far each is. */
export const RequestsPage = () => {
  const { t } = useWords();
  const read = useRead(listRequests, {});
  return (
    <Loaded read={read}>
      {({ requests, whyNot }) => (
        <Page
          title={t({ vi: 'Yêu cầu báo cáo', en: 'Requests' })}
          lead={t({
            vi: 'Báo cáo chuyên đề, đột xuất gửi tới đơn vị bạn chọn. Số đã có không hỏi lại.',
            en: 'Thematic and ad-hoc reports from units you choose. What is known is not asked again.',
          })}
          actions={
            whyNot.sendRequest === null && (
              <Link className={buttonClass('filled')} to={paths.newRequest}>
                <Icon of={IconPlus} /> {t({ vi: 'Soạn yêu cầu', en: 'New request' })}
              </Link>
            )
          }
        >
          {requests.length === 0 ? (
            <Empty>{t({ vi: 'Chưa gửi yêu cầu nào.', en: 'Nothing has been requested yet.' })}</Empty>
          ) : (
            <section className="list">
              <h2>
                {t({ vi: 'Đã gửi', en: 'Sent' })} <span className="num">{requests.length}</span>
              </h2>
              <ul>
                {requests.map((request) => (
                  <Row key={request.id} request={request} />
                ))}
              </ul>
            </section>
          )}
        </Page>
      )}
    </Loaded>
  );
};
