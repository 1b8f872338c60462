import { setNeighbours } from '@app/contract/reporting/timeliness/routes.ts';
import { IconDownload, IconMailForward } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { csvOf } from '../../kernel/csv.ts';
import { useFormat } from '../../kernel/format.ts';
import { paths } from '../../kernel/paths.ts';
import { useAction } from '../../kernel/query.ts';
import { saveFile } from '../../kernel/save.ts';
import { useWords } from '../../kernel/words.ts';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { say } from '../../ui/toast.ts';
import { unitsBelowOf } from '../report-look.ts';
import type { Place } from '../use-place.ts';
import { HeatMap, type HeatRow } from './HeatMap.tsx';
import { Frame, useAllRow, useBoardAddress, useSentence, Ways } from './TimelinessFrame.tsx';
import { BoardTable, Ranking, Urged, useRevisedColumns } from './TimelinessTables.tsx';
import {
  type Board,
  heatOf,
  inOrder,
  reportLegend,
  rowsOfBoard,
  shortPeriod,
  timingWords,
} from './timeliness-rules.ts';

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

/** The reports of the units below, each of twelve periods. */
export const ReportsBoard = ({ board, place }: { board: Board; place: Place }) => {
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
