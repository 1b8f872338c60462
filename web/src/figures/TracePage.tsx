import { lineWords, listPeriods, type Reading } from '@app/contract/figures/routes.ts';
import { getUnit } from '@app/contract/org/routes.ts';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { paths } from '../kernel/paths.ts';
import { useRead } from '../kernel/query.ts';
import { usePost } from '../kernel/session.ts';
import { useWords } from '../kernel/words.ts';
import { Page } from '../shell/Page.tsx';
import { UnitDialog } from '../shell/UnitDialog.tsx';
import type { AddressPart } from '../ui/AddressBar.tsx';
import { buttonClass } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { linesRead } from './lines-read.ts';
import { Trace } from './Trace.tsx';
import { readQuestion, searchOf, type TraceQuestion } from './trace-address.ts';

const useLines = () => {
  const post = usePost();
  return linesRead(post?.body ?? { kind: 'committee', line: 'committee' });
};

/** The place, period and line of the figure; each can be changed while the page stays. */
const useAddress = (question: TraceQuestion, go: (next: TraceQuestion) => void, openUnits: () => void) => {
  const { t } = useWords();
  const unit = useRead(getUnit, { params: { unitId: question.unit }, query: {} });
  const periods = useRead(listPeriods, { query: {} });
  const listed = periods.data?.map(({ code, words }) => ({ value: code, label: t(words) })) ?? [];
  const known = listed.some(({ value }) => value === question.period);
  const line = question.line ?? 'all';
  const offered = useLines();
  const parts: AddressPart[] = [
    { label: t({ vi: 'Địa bàn', en: 'Place' }), value: unit.data?.unit.fullName ?? '…', onOpen: openUnits },
    {
      label: t({ vi: 'Kỳ', en: 'Period' }),
      value: listed.find(({ value }) => value === question.period)?.label ?? question.period,
      options: {
        list: known ? listed : [{ value: question.period, label: question.period }, ...listed],
        chosen: question.period,
        onPick: (period) => go({ ...question, period }),
      },
    },
    {
      label: t({ vi: 'Tuyến', en: 'Line' }),
      value: t(lineWords[line]),
      options: {
        list: offered.map((value) => ({ value, label: t(lineWords[value]) })),
        chosen: line,
        // The list holds no other values.
        onPick: (value) => go({ ...question, line: value as (typeof offered)[number] }),
      },
    },
  ];
  return parts;
};

const Whole = ({ question }: { question: TraceQuestion }) => {
  const { t } = useWords();
  const navigate = useNavigate();
  const [choosing, setChoosing] = useState(false);
  const go = (next: TraceQuestion) => void navigate({ to: paths.trace, search: searchOf(next) });
  const address = useAddress(question, go, () => setChoosing(true));
  return (
    <Page
      title={t({ vi: 'Nguồn của số liệu', en: 'Source of a figure' })}
      lead={t({
        vi: 'Số này từ đâu ra, ai gửi, ai duyệt, còn thiếu đơn vị nào.',
        en: 'Where the figure comes from, who sent and who accepted it, and which units are missing.',
      })}
      address={address}
    >
      <article className="trace whole">
        <Trace question={question} compact={false} onReading={(reading: Reading) => go({ ...question, reading })} />
      </article>
      {choosing && <UnitDialog onPick={(unit) => go({ ...question, unit })} onClose={() => setChoosing(false)} />}
    </Page>
  );
};

/** The trace of one figure as a page of its own, so that an address in a paper or a message opens it. */
export const TracePage = () => {
  const { t } = useWords();
  const search = useSearch({ from: '/inside/figures/trace' });
  const [line] = useLines();
  const question = readQuestion({ line, ...search });
  if (question) return <Whole question={question} />;
  return (
    <Page title={t({ vi: 'Nguồn của số liệu', en: 'Source of a figure' })}>
      <Empty
        action={
          <Link className={buttonClass()} to={paths.totals}>
            {t({ vi: 'Mở số liệu tổng hợp', en: 'Open the totals' })}
          </Link>
        }
      >
        {t({
          vi: 'Địa chỉ này chưa nêu đủ chỉ tiêu, đơn vị và kỳ. Chọn một số trong bảng tổng hợp hoặc trong báo cáo để xem nguồn.',
          en: 'This address does not name an indicator, a unit and a period. Choose a figure in the totals or in a report.',
        })}
      </Empty>
    </Page>
  );
};
