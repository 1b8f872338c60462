import type { Answer } from '@app/contract/kernel/route.ts';
import {
  type Counted,
  getTimeliness,
  getTimelinessByProvince,
  setNeighbours,
} from '@app/contract/reporting/timeliness/routes.ts';
import { IconDownload, IconMailForward } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { csvOf } from '../../kernel/csv.ts';
import { useFormat } from '../../kernel/format.ts';
import { paths } from '../../kernel/paths.ts';
import { useAction, useRead } from '../../kernel/query.ts';
import { saveFile } from '../../kernel/save.ts';
import { useWords } from '../../kernel/words.ts';
import { Page } from '../../shell/Page.tsx';
import type { AddressPart } from '../../ui/AddressBar.tsx';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { say } from '../../ui/toast.ts';
import { Waiting } from '../../ui/Waiting.tsx';
import { useFormChoices } from '../forms.ts';
import { Loaded } from '../Loaded.tsx';
import { inSentence, unitsBelowOf } from '../report-look.ts';
import { UnitPicker } from '../UnitPicker.tsx';
import { type Place, usePlace } from '../use-place.ts';
import { HeatMap, type HeatRow } from './HeatMap.tsx';
import { BoardTable, Ranking, shareText, Urged, useMedian, useRevisedColumns } from './TimelinessTables.tsx';
import {
  type Board,
  heatOf,
  heatOfShare,
  inOrder,
  type Order,
  orderOf,
  percentOf,
  reportLegend,
  rowsOfBoard,
  shareLegend,
  shortPeriod,
  timingWords,
} from './timeliness-rules.ts';
import './timeliness.css';

type Country = Answer<typeof getTimelinessByProvince>;
type Some = Pick<Board, 'unit' | 'form' | 'period' | 'choices' | 'periods' | 'all'>;

const views = ['picture', 'table', 'ranking'] as const;
type View = (typeof views)[number];

type Search = { unit?: string; form?: string; period?: string; view?: View; order?: Order; level?: 'communes' };

/** What the address holds, and a way to change parts of it. */
const useBoardAddress = (place: Place) => {
  const navigate = useNavigate();
  const asked = useSearch({ from: '/inside/timeliness' });
  const view = views.find((each) => each === asked.view) ?? 'picture';
  const order = orderOf(asked.order);
  const level = asked.level === 'communes' ? ('communes' as const) : null;
  const go = ({ level: next = level, ...to }: Omit<Search, 'level'> & { level?: 'communes' | null }) => {
    const search: Search = {
      unit: String(place.unit),
      form: place.form,
      period: place.period,
      view,
      order,
      ...to,
      ...(next && { level: next }),
    };
    void navigate({ to: paths.timeliness, search, resetScroll: false });
  };
  return { view, order, level, go };
};

/** What the sentences count. */
const countsOf = ({ onTime, late, overdue, notDue }: Counted) => ({ onTime, late, overdue, notDue });

/** The headline: how many of how many, then the newest period. */
const Lead = ({ board }: { board: Some }) => {
  const { t } = useWords();
  const median = useMedian();
  const { due, onTime } = board.all;
  const last = board.periods.at(-1)?.counted;
  return (
    <>
      <b>
        {t(
          {
            vi: '{onTime}/{due} báo cáo đúng hạn trong 12 kỳ ({percent}%).',
            en: '{onTime} of {due} reports on time in 12 periods ({percent}%).',
          },
          { onTime, due, percent: percentOf(board.all) ?? '–' },
        )}
      </b>{' '}
      {last &&
        t(
          {
            vi: '{period}: {onTime} đúng hạn, {late} muộn, {overdue} quá hạn chưa gửi, {notDue} chưa đến hạn. ',
            en: '{period}: {onTime} on time, {late} late, {overdue} overdue, {notDue} not due yet. ',
          },
          { ...countsOf(last), period: t(board.period.words) },
        )}
      {board.all.median !== null &&
        t({ vi: 'Trung vị: gửi {median}.', en: 'Median: sent {median}.' }, { median: median(board.all.median) })}
    </>
  );
};

const viewWords = {
  picture: { vi: 'Hình', en: 'Picture' },
  table: { vi: 'Bảng', en: 'Table' },
  ranking: { vi: 'Xếp hạng', en: 'Ranking' },
} as const;
const orderWords = {
  worst: { vi: 'Chậm trước', en: 'Slowest first' },
  best: { vi: 'Đúng hạn trước', en: 'Soonest first' },
  name: { vi: 'Tên', en: 'Name' },
} as const;

const Ways = ({ board, place }: { board: Some; place: Place }) => {
  const { t } = useWords();
  const { view, order, level, go } = useBoardAddress(place);
  return (
    <div className="timeliness-ways">
      {board.unit.level === 'nation' && (
        <Segmented
          label={t({ vi: 'Cấp gửi báo cáo', en: 'Level that reports' })}
          options={[
            { value: 'provinces', label: t({ vi: 'Báo cáo của tỉnh', en: 'Reports of provinces' }) },
            { value: 'communes', label: t({ vi: 'Báo cáo của xã', en: 'Reports of communes' }) },
          ]}
          value={level ?? 'provinces'}
          onPick={(next) => go({ level: next === 'communes' ? next : null })}
        />
      )}
      <Segmented
        label={t({ vi: 'Cách xem', en: 'View' })}
        options={views.map((value) => ({ value, label: t(viewWords[value]) }))}
        value={view}
        onPick={(next) => go({ view: next })}
      />
      {view !== 'ranking' && (
        <Segmented
          label={t({ vi: 'Xếp theo', en: 'Order' })}
          options={(['worst', 'best', 'name'] as const).map((value) => ({ value, label: t(orderWords[value]) }))}
          value={order}
          onPick={(next) => go({ order: next })}
        />
      )}
    </div>
  );
};

/** The row of all units above the single ones, and how it is said. */
const useAllRow = (board: Some): HeatRow => {
  const { t } = useWords();
  return {
    id: 0,
    name: t({ vi: 'Tất cả, % đúng hạn', en: 'All, % on time' }),
    cells: board.periods.map(({ words, counted }) => ({
      ...heatOfShare(counted),
      title: `${t(words)}: ${shareText(counted)}`,
    })),
  };
};

const useSentence = (board: Some, count: number, below: string): string => {
  const { t } = useWords();
  return t(
    {
      vi: '{count} {below} × 12 kỳ: {onTime} đúng hạn, {late} muộn, {overdue} quá hạn chưa gửi, {notDue} chưa đến hạn. Chọn Bảng để xem từng ô bằng chữ.',
      en: '{count} {below} × 12 periods: {onTime} on time, {late} late, {overdue} overdue, {notDue} not due yet. Choose Table to read each cell.',
    },
    { ...countsOf(board.all), count, below },
  );
};

const ReportsPicture = ({ board, units }: { board: Board; units: Board['units'] }) => {
  const { t } = useWords();
  const navigate = useNavigate();
  const sentence = useSentence(board, units.length, t(unitsBelowOf(board.unit.level)));
  const all = useAllRow(board);
  const rows = units.map(
    ({ id, fullName, cells }): HeatRow => ({
      id,
      name: fullName,
      cells: board.periods.map(({ code, words }) => {
        const cell = cells.find(({ period }) => period === code);
        return cell ? { ...heatOf(cell), title: `${t(words)}: ${t(timingWords(cell))}` } : null;
      }),
    }),
  );
  const open = (unitId: number, column: number) => {
    const code = board.periods[column]?.code;
    const cell = units.find(({ id }) => id === unitId)?.cells.find(({ period }) => period === code);
    if (cell) void navigate({ to: paths.report, params: { reportId: String(cell.reportId) } });
  };
  return (
    <HeatMap
      sentence={sentence}
      heads={board.periods.map(({ code }) => shortPeriod(code))}
      rows={[all, ...rows]}
      legend={reportLegend}
      onPick={open}
    />
  );
};

const Revised = ({ board }: { board: Board }) => {
  const { t } = useWords();
  const format = useFormat();
  const { accepted, again, medianDays, mostRevisions } = board.revised;
  if (accepted === 0) return null;
  const days = medianDays === null ? '' : format.figure({ value: medianDays, precision: 'exact' }, { decimals: 1 });
  return (
    <section className="timeliness-part">
      <h2>{t({ vi: 'Bản gửi đầu và bản được nhận', en: 'First submission and the accepted one' })}</h2>
      <p>
        {t(
          {
            vi: '{again}/{accepted} báo cáo được nhận phải gửi lại ít nhất một lần.',
            en: '{again} of {accepted} accepted reports were sent again at least once.',
          },
          { again, accepted },
        )}{' '}
        {again > 0 &&
          t(
            {
              vi: 'Trung vị {days} ngày từ lần gửi đầu đến bản được nhận; nhiều nhất {most} lần gửi. Từng đơn vị ở Xếp hạng.',
              en: 'Median {days} days from the first to the accepted one; {most} submissions at most. Each unit under Ranking.',
            },
            { days, most: mostRevisions },
          )}
      </p>
    </section>
  );
};

/** Address, headline and actions around either board. */
const Frame = ({
  board,
  place,
  detail,
  actions,
  children,
}: {
  board: Some;
  place: Place;
  detail: string;
  actions: ReactNode;
  children: ReactNode;
}) => {
  const { t } = useWords();
  const formChoices = useFormChoices();
  const [choosing, setChoosing] = useState(false);
  const navigate = useNavigate();
  const { go } = useBoardAddress(place);
  const address: AddressPart[] = [
    { label: t({ vi: 'Địa bàn', en: 'Place' }), value: board.unit.fullName, detail, onOpen: () => setChoosing(true) },
    {
      label: t({ vi: 'Đến kỳ', en: 'Up to' }),
      value: t(board.period.words),
      options: {
        list: board.choices.map(({ code, words }) => ({ value: code, label: t(words) })),
        chosen: board.period.code,
        onPick: (period) => go({ period }),
      },
    },
    {
      label: t({ vi: 'Biểu', en: 'Form' }),
      value: t(formChoices.find(({ code }) => code === place.form)?.title ?? board.form.title),
      options: {
        list: formChoices.map(({ code, title }) => ({ value: code, label: t(title) })),
        chosen: place.form,
        // Another form may have other periods: its newest is looked up.
        onPick: (form) => void navigate({ to: paths.timeliness, search: { unit: String(place.unit), form } }),
      },
    },
  ];
  return (
    <Page
      title={t(
        { vi: 'Đúng hạn đến {period}', en: 'Timeliness up to {period}' },
        { period: t(inSentence(board.period.words)) },
      )}
      lead={<Lead board={board} />}
      address={address}
      actions={actions}
    >
      {board.all.due + board.all.notDue === 0 ? (
        <Empty>
          {t(
            {
              vi: 'Không đơn vị nào dưới {unit} phải nộp biểu này trong 12 kỳ. Chọn biểu khác ở dòng địa chỉ.',
              en: 'No unit below {unit} owed this form in 12 periods. Choose another form in the address line.',
            },
            { unit: board.unit.fullName },
          )}
        </Empty>
      ) : (
        children
      )}
      {choosing && (
        <UnitPicker
          on={board.period.endsOn}
          onClose={() => setChoosing(false)}
          onPick={(unit) => {
            setChoosing(false);
            go({ unit, level: null });
          }}
        />
      )}
    </Page>
  );
};

/** Whether the units below see each other's ranking: their superior decides. */
const NeighboursSwitch = ({ isOn }: { isOn: boolean }) => {
  const { t, tell } = useWords();
  const set = useAction(setNeighbours, {
    onDone: (now) =>
      say(
        now.isOn
          ? t({
              vi: 'Các đơn vị cấp dưới nay thấy xếp hạng của nhau.',
              en: 'The units below now see each other in the ranking.',
            })
          : t({
              vi: 'Các đơn vị cấp dưới không còn thấy xếp hạng của nhau.',
              en: 'The units below no longer see each other in the ranking.',
            }),
      ),
    onProblem: (problem) => say(tell(problem), 'problem'),
  });
  return (
    <Checkbox checked={isOn} onPick={(next) => set.mutate({ body: { isOn: next } })}>
      {t({
        vi: 'Cho các đơn vị cấp dưới xem xếp hạng của nhau (hạng và tỷ lệ, không có số liệu)',
        en: 'Let the units below see each other in the ranking (rank and share, no figures)',
      })}
    </Checkbox>
  );
};

const Reports = ({ board, place }: { board: Board; place: Place }) => {
  const { t } = useWords();
  const format = useFormat();
  const { view, order } = useBoardAddress(place);
  const revised = useRevisedColumns();
  const search = { unit: String(place.unit), form: place.form, period: board.period.code };
  const units = inOrder(board.units, order);
  const save = () =>
    saveFile(
      new Blob([csvOf(rowsOfBoard(board, t, format.fullMoment))], { type: 'text/csv;charset=utf-8' }),
      `dung-han-${board.form.code}-${board.period.code}.csv`,
    );
  return (
    <Frame
      board={board}
      place={place}
      detail={`${board.units.length} ${t(unitsBelowOf(board.unit.level))}`}
      actions={
        <>
          <Button icon={IconDownload} onClick={save}>
            {t({ vi: 'Tải CSV', en: 'Download CSV' })}
          </Button>
          <Link className={buttonClass()} to={paths.desk} search={search}>
            {t({ vi: 'Bàn duyệt', en: 'Review desk' })}
          </Link>
          {board.whyNot.draftUrging === null &&
            (board.toUrge > 0 ? (
              <Link className={buttonClass('filled')} to={paths.urgings} search={search}>
                <Icon of={IconMailForward} />
                {t({ vi: 'Đôn đốc {n} đơn vị', en: 'Urge {n} {n|unit|units}' }, { n: board.toUrge })}
              </Link>
            ) : (
              <Link className={buttonClass()} to={paths.urgings} search={search}>
                {t({ vi: 'Các lần đôn đốc', en: 'Letters so far' })}
              </Link>
            ))}
        </>
      }
    >
      <Ways board={board} place={place} />
      {view === 'picture' && <ReportsPicture board={board} units={units} />}
      {view === 'table' && <BoardTable board={board} units={units} />}
      {view === 'ranking' && <Ranking units={board.units} more={revised} />}
      {view === 'ranking' && board.whyNot.setNeighbours === null && <NeighboursSwitch isOn={board.neighboursSee} />}
      <Revised board={board} />
      <Urged board={board} />
    </Frame>
  );
};

const CountryTable = ({ board, units, search }: { board: Country; units: Country['units']; search: Search }) => {
  const { t } = useWords();
  return (
    <section className="timeliness-table" aria-label={t({ vi: 'Bảng đúng hạn', en: 'Table of timeliness' })}>
      <table className="grid">
        <caption className="vh">
          {t({ vi: 'Báo cáo đúng hạn của xã, theo tỉnh', en: 'Reports of communes on time, by province' })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t({ vi: 'Tỉnh, thành phố', en: 'Province' })}</th>
            {board.periods.map(({ code }) => (
              <th scope="col" key={code}>
                {shortPeriod(code)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {units.map(({ id, fullName, cells }) => (
            <tr key={id}>
              <th scope="row">
                <Link to={paths.timeliness} search={{ ...search, unit: String(id) }}>
                  {fullName}
                </Link>
              </th>
              {board.periods.map(({ code }) => {
                const counted: Counted | undefined = cells.find(({ period }) => period === code)?.counted;
                return (
                  <td key={code} className={counted ? undefined : 'none'} data-period={shortPeriod(code)}>
                    {counted ? shareText(counted) : '–'}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

const Provinces = ({ board, place }: { board: Country; place: Place }) => {
  const { t } = useWords();
  const { view, order, go } = useBoardAddress(place);
  const units = inOrder(board.units, order);
  const search = { form: place.form, period: board.period.code, view, order };
  const sentence = useSentence(board, units.length, t(unitsBelowOf(board.unit.level)));
  const all = useAllRow(board);
  const rows = units.map(
    ({ id, fullName, cells }): HeatRow => ({
      id,
      name: fullName,
      cells: board.periods.map(({ code, words }) => {
        const counted = cells.find(({ period }) => period === code)?.counted;
        return counted ? { ...heatOfShare(counted), title: `${t(words)}: ${shareText(counted)}` } : null;
      }),
    }),
  );
  const save = () =>
    saveFile(
      new Blob(
        [
          csvOf([
            ...[
              [
                t({ vi: 'Hạng', en: 'Rank' }),
                t({ vi: 'Mã', en: 'Code' }),
                t({ vi: 'Tỉnh', en: 'Province' }),
                t({ vi: 'Kỳ', en: 'Period' }),
              ].concat([
                t({ vi: 'Đến hạn', en: 'Due' }),
                t({ vi: 'Đúng hạn', en: 'On time' }),
                t({ vi: 'Muộn', en: 'Late' }),
                t({ vi: 'Chưa gửi', en: 'Not sent' }),
              ]),
            ],
            ...board.units.flatMap(({ rank, code, fullName, cells }) =>
              cells.map(({ period, counted }) =>
                [rank ?? '', code, fullName, period, counted.due, counted.onTime, counted.late, counted.overdue].map(
                  String,
                ),
              ),
            ),
          ]),
        ],
        { type: 'text/csv;charset=utf-8' },
      ),
      `dung-han-xa-${board.form.code}-${board.period.code}.csv`,
    );
  return (
    <Frame
      board={board}
      place={place}
      detail={t({ vi: 'xã theo tỉnh', en: 'communes by province' })}
      actions={
        <Button icon={IconDownload} onClick={save}>
          {t({ vi: 'Tải CSV', en: 'Download CSV' })}
        </Button>
      }
    >
      <Ways board={board} place={place} />
      {view === 'picture' && (
        <HeatMap
          sentence={sentence}
          heads={board.periods.map(({ code }) => shortPeriod(code))}
          rows={[all, ...rows]}
          legend={shareLegend}
          onPick={(id) => id > 0 && go({ unit: String(id), level: null })}
        />
      )}
      {view === 'table' && <CountryTable board={board} units={units} search={search} />}
      {view === 'ranking' && <Ranking units={board.units} />}
    </Frame>
  );
};

const ReadReports = ({ place }: { place: Place }) => {
  const read = useRead(getTimeliness, { query: place });
  return <Loaded read={read}>{(board) => <Reports board={board} place={place} />}</Loaded>;
};

const ReadProvinces = ({ place }: { place: Place }) => {
  const read = useRead(getTimelinessByProvince, { query: place });
  return <Loaded read={read}>{(board) => <Provinces board={board} place={place} />}</Loaded>;
};

/** Who reports on time: units × periods as picture, table and ranking, first against final, and who was urged. */
export const TimelinessPage = () => {
  const { unit, form, period, level } = useSearch({ from: '/inside/timeliness' });
  const place = usePlace({
    ...(unit !== undefined && { unit }),
    ...(form !== undefined && { form }),
    ...(period !== undefined && { period }),
  });
  const { t } = useWords();
  if (!place) return <Waiting>{t({ vi: 'Đang tìm kỳ gần nhất…', en: 'Looking for the newest period…' })}</Waiting>;
  return level === 'communes' ? <ReadProvinces place={place} /> : <ReadReports place={place} />;
};
