import type { Counted } from '@app/contract/reporting/timeliness/routes.ts';
import { IconDownload } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { csvOf } from '../../kernel/csv.ts';
import { paths } from '../../kernel/paths.ts';
import { saveFile } from '../../kernel/save.ts';
import { useWords } from '../../kernel/words.ts';
import { Button } from '../../ui/Button.tsx';
import { unitsBelowOf } from '../report-look.ts';
import type { Place } from '../use-place.ts';
import { HeatMap, type HeatRow } from './HeatMap.tsx';
import { Frame, type Search, useAllRow, useBoardAddress, useSentence, Ways } from './TimelinessFrame.tsx';
import { Ranking, shareText } from './TimelinessTables.tsx';
import { type Country, heatOfShare, inOrder, rowsOfCountry, shareLegend, shortPeriod } from './timeliness-rules.ts';

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

/** The reports of all communes, counted by province. */
export const ProvincesBoard = ({ board, place }: { board: Country; place: Place }) => {
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
      new Blob([csvOf(rowsOfCountry(board, t))], { type: 'text/csv;charset=utf-8' }),
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
