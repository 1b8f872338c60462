import { catalogue, indicatorOf } from '@app/contract/figures/catalogue.ts';
import { getSeriesThroughReform, getWhatBecame } from '@app/contract/figures/restated/routes.ts';
import { type Line, lineWords } from '@app/contract/figures/routes.ts';
import { addDays, type CivilDate } from '@app/contract/kernel/period.ts';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormat } from '../../kernel/format.ts';
import { paths } from '../../kernel/paths.ts';
import { useRead } from '../../kernel/query.ts';
import { usePost, useSession } from '../../kernel/session.ts';
import { useWords } from '../../kernel/words.ts';
import { Page } from '../../shell/Page.tsx';
import { UnitDialog } from '../../shell/UnitDialog.tsx';
import type { AddressPart } from '../../ui/AddressBar.tsx';
import { buttonClass } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { linesRead } from '../lines-read.ts';
import { Divisions } from './Divisions.tsx';
import { Flow } from './Flow.tsx';
import { Joined } from './Joined.tsx';
import { Made } from './Made.tsx';
import { periodsAround, type Range, ranges, rangeWords } from './range.ts';
import { SeriesPanel } from './SeriesPanel.tsx';
import { type View, views } from './series.ts';
import { type Became, changesOf, lastChangeOn } from './steps.ts';
import { Unchanged } from './Unchanged.tsx';
import './reform.css';

type Question = { indicator: string; range: Range; view: View; line: Line | 'all' };

const usualIndicator = 'outreach_sessions';

/** What the address asks for; what it leaves out or says wrong is what one would look at first. */
const useQuestion = (): {
  question: Question;
  go: (next: Partial<Question>) => void;
  unitId: number;
  offered: readonly (Line | 'all')[];
} => {
  const { unitId } = useParams({ from: '/inside/units/$unitId/reform' });
  const search = useSearch({ from: '/inside/units/$unitId/reform' });
  const navigate = useNavigate();
  const post = usePost();
  const offered = linesRead(post?.body ?? { kind: 'committee', line: 'committee' });
  const question: Question = {
    indicator: indicatorOf(search.indicator ?? '')?.id ?? usualIndicator,
    range: ranges.find((each) => each === search.by) ?? 'quarter',
    view: views.find((each) => each === search.view) ?? 'each',
    line: offered.find((each) => each === search.line) ?? offered[0] ?? 'all',
  };
  const go = (next: Partial<Question>): void => {
    const { indicator, range, view, line } = { ...question, ...next };
    void navigate({
      to: paths.reform,
      params: { unitId },
      search: { indicator, by: range, view, line },
      replace: true,
      resetScroll: false,
    });
  };
  return { question, go, unitId: Number(unitId), offered };
};

const useAddress = (
  unit: string,
  { question, go, offered }: Pick<ReturnType<typeof useQuestion>, 'question' | 'go' | 'offered'>,
  choose: () => void,
): AddressPart[] => {
  const { t } = useWords();
  const indicator = indicatorOf(question.indicator);
  return [
    { label: t({ vi: 'Địa bàn', en: 'Place' }), value: unit, onOpen: choose },
    {
      label: t({ vi: 'Chỉ tiêu', en: 'Indicator' }),
      value: indicator ? t(indicator.words) : question.indicator,
      options: {
        list: catalogue.map(({ id, words }) => ({ value: id, label: t(words) })),
        chosen: question.indicator,
        onPick: (id) => go({ indicator: id }),
      },
    },
    {
      label: t({ vi: 'Kỳ', en: 'Period' }),
      value: t(rangeWords[question.range]),
      options: {
        list: ranges.map((value) => ({ value, label: t(rangeWords[value]) })),
        chosen: question.range,
        // The list holds no other values.
        onPick: (value) => go({ range: value as Range }),
      },
    },
    {
      label: t({ vi: 'Tuyến', en: 'Line' }),
      value: t(lineWords[question.line]),
      options: {
        list: offered.map((value) => ({ value, label: t(lineWords[value]) })),
        chosen: question.line,
        onPick: (value) => go({ line: value as Line | 'all' }),
      },
    },
  ];
};

type BodyProps = Pick<ReturnType<typeof useQuestion>, 'question' | 'go'> & { became: Became; day: CivilDate };

/** Everything that hangs on the figures: the series, the proof, the parts, the divisions. */
const Figures = ({ became, day, question, go }: BodyProps) => {
  const { t, tell } = useWords();
  const { today } = useSession();
  const { indicator, range, view, line } = question;
  const { data, error } = useRead(getSeriesThroughReform, {
    query: {
      unit: became.unit.id,
      indicator,
      periods: periodsAround(range, day, today).join(','),
      line,
      ...(view === 'before' && { boundaries: addDays(day, -1) }),
    },
  });
  if (error)
    return (
      <Notice kind="error" live>
        {tell(error)}
        {error.status === 404 &&
          t({ vi: ' Chức danh của bạn có thể không xem được đơn vị này.', en: ' Your post may not see this unit.' })}
      </Notice>
    );
  if (!data) return <Waiting>{t({ vi: 'Đang đọc chuỗi số…', en: 'Reading the series…' })}</Waiting>;
  const standing = data.restated.map(({ unit }) => unit);
  const [one, ...more] = standing;
  return (
    <>
      <div className="reform-two">
        <SeriesPanel series={data} view={view} onView={(next) => go({ view: next })} />
        {data.breaks.length > 0 && <Unchanged series={data} />}
      </div>
      <div className="reform-two">
        <div className="stack">
          <Flow series={data} />
          {view !== 'before' && one && more.length === 0 && <Made series={data} unit={one} line={line} />}
        </div>
        <Divisions
          unitId={one?.id ?? became.unit.id}
          indicator={indicator}
          period={data.unchanged?.period ?? null}
          line={line}
        />
      </div>
    </>
  );
};

const Played = ({ became }: { became: Became }) => {
  const { t } = useWords();
  const format = useFormat();
  const { today, screens } = useSession();
  const navigate = useNavigate();
  const asked = useQuestion();
  const [choosing, setChoosing] = useState(false);
  const { unit } = became;
  const address = useAddress(unit.fullName, asked, () => setChoosing(true));
  const day = lastChangeOn(became, today);
  const changes = changesOf(became);
  return (
    <Page
      title={
        day === null
          ? unit.fullName
          : t(
              { vi: '{unit} qua lần sắp xếp {on}', en: '{unit} through the change of {on}' },
              { unit: unit.fullName, on: format.date(day) },
            )
      }
      lead={t({
        vi: 'Hệ thống nhận một đơn vị bằng mã và ngày. Số trước và sau lần sắp xếp đứng cạnh nhau, chỗ gãy được ghi rõ.',
        en: 'A unit is known by its code and a day. Figures from before and after stand side by side, with the break marked.',
      })}
      address={address}
      actions={
        <Link className={buttonClass()} to={paths.unit} params={{ unitId: String(unit.id) }} search={{}}>
          {t({ vi: 'Trang đơn vị', en: 'The unit' })}
        </Link>
      }
    >
      {changes.length === 0 && (
        <div className="no-change">
          <Notice>
            {unit.level === 'district' && unit.to !== null
              ? t(
                  {
                    vi: 'Cấp huyện kết thúc hoạt động sau ngày {on}, không có đơn vị kế thừa. Xã của huyện chuyển vào các xã, phường mới; số của chính cấp huyện đứng ở tỉnh. Các xã của huyện: xem ở Trang đơn vị.',
                    en: 'The district level ended after {on} and has no successor. Its communes went into new ones; figures of the district itself stand with the province. The unit’s own page lists its communes.',
                  },
                  { on: format.date(unit.to) },
                )
              : t({
                  vi: 'Đơn vị này chưa qua lần nhập, chia nào được ghi.',
                  en: 'No merger or division of this unit is on record.',
                })}
          </Notice>
        </div>
      )}
      {changes.map((change) => (
        <Joined key={change.on} change={change} unitId={unit.id} />
      ))}
      {day !== null && screens.includes('totals') && (
        <Figures key={unit.id} became={became} day={day} question={asked.question} go={asked.go} />
      )}
      {choosing && (
        <UnitDialog
          onPick={(id) => void navigate({ to: paths.reform, params: { unitId: String(id) }, search: {} })}
          onClose={() => setChoosing(false)}
        />
      )}
    </Page>
  );
};

/** Plays a reform for one unit: old and new side by side, its series through the break, the proof that nothing is lost. */
export const ReformPage = () => {
  const { t, tell } = useWords();
  const { unitId } = useParams({ from: '/inside/units/$unitId/reform' });
  const { data, error, isPlaceholderData } = useRead(getWhatBecame, { params: { unitId } });
  if (data && !isPlaceholderData) return <Played became={data} />;
  return (
    <Page title={t({ vi: 'Qua lần sắp xếp', en: 'Through a reform' })}>
      {error ? (
        <Notice kind="error">{tell(error)}</Notice>
      ) : (
        <Waiting>{t({ vi: 'Đang tìm các lần sắp xếp…', en: 'Looking for the changes…' })}</Waiting>
      )}
    </Page>
  );
};
