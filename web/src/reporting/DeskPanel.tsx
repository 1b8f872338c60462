import type { Words } from '@app/contract/kernel/words.ts';
import { getReport } from '@app/contract/reporting/routes.ts';
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useFormat } from '../kernel/format.ts';
import { paths } from '../kernel/paths.ts';
import { useRead } from '../kernel/query.ts';
import { useWords } from '../kernel/words.ts';
import { Button, buttonClass } from '../ui/Button.tsx';
import { Drawer } from '../ui/Drawer.tsx';
import { FigureText } from '../ui/FigureText.tsx';
import { Notice } from '../ui/Notice.tsx';
import { StateTag } from '../ui/Tag.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import { figureOf, rowsOf } from './form-cells.ts';
import { styleOf } from './report-grid.ts';
import { lookOf } from './report-look.ts';
import type { ReportAnswer } from './use-draft.ts';

type Props = {
  reportId: number;
  title: string;
  onClose: () => void;
  onAccept: () => void;
  onReturn: () => void;
};

const exact = (value: number | null | undefined) =>
  value === null || value === undefined ? null : { value, precision: 'exact' as const };

const Cells = ({ answer }: { answer: ReportAnswer }) => {
  const { t } = useWords();
  const format = useFormat();
  const { form, cells, submissions, previousPeriod, lastYearPeriod } = answer;
  const cellOf = new Map(cells.map((cell) => [cell.indicator, cell]));
  const figures = Object.fromEntries(
    cells.map(({ indicator, value, precision }) => [indicator, value === null ? null : { value, precision }]),
  );
  const changed = new Map(submissions[0]?.changed.map((change) => [change.indicator, change.before]));
  const past = (
    name: Words | undefined,
    value: number | null | undefined,
    style: { unit?: string; decimals?: number },
  ) => (name ? `${t(name)}: ${format.figure(exact(value), style)}` : null);
  return (
    <ul className="cells">
      {rowsOf(form).map((row) => {
        const cell = cellOf.get(row.indicator);
        const figure = figureOf(row.indicator, figures);
        const style = styleOf(row);
        const before = changed.get(row.indicator);
        const lines = [
          before !== undefined &&
            `${t({ vi: 'Lần gửi trước', en: 'Submission before' })}: ${format.figure(exact(before))}`,
          past(previousPeriod?.words, cell?.previous, style),
          past(lastYearPeriod?.words, cell?.lastYear, style),
        ].filter(Boolean);
        return (
          <li key={row.indicator} className="cellq">
            <h3>
              <span>{t(row.words)}</span>
              <FigureText value={figure?.value ?? null} precision={figure?.precision ?? 'exact'} {...style} />
            </h3>
            {lines.length > 0 && <p>{lines.join(' · ')}</p>}
            {cell?.note && (
              <p className="say">{t({ vi: 'Ghi chú: “{note}”', en: 'Note: "{note}"' }, { note: cell.note })}</p>
            )}
          </li>
        );
      })}
    </ul>
  );
};

/** One report beside the list: its cells against earlier periods, and the decision. */
export const DeskPanel = ({ reportId, title, onClose, onAccept, onReturn }: Props) => {
  const { t, tell } = useWords();
  const { data, error } = useRead(getReport, { params: { reportId } });
  const answer = data?.report.id === reportId ? data : undefined;
  const whyNot = answer?.whyNot.acceptReport;
  return (
    <Drawer title={title} onClose={onClose}>
      {error && <Notice kind="error">{tell(error)}</Notice>}
      {!answer && !error && <Waiting>{t({ vi: 'Đang mở báo cáo…', en: 'Opening the report…' })}</Waiting>}
      {answer && (
        <div className="one">
          <div className="act">
            <StateTag state={lookOf(answer.report)}>
              {answer.report.revision > 1 && answer.report.state === 'submitted'
                ? t(
                    { vi: 'Chờ duyệt, lần gửi {n}', en: 'Awaiting review, submission {n}' },
                    { n: answer.report.revision },
                  )
                : undefined}
            </StateTag>
            <span className="small mid">
              {t(
                { vi: '{filled}/{asked} ô', en: '{filled} of {asked} cells' },
                { filled: answer.report.filled, asked: answer.report.asked },
              )}
            </span>
            <Link
              className={`${buttonClass('quiet', true)} push`}
              to={paths.report}
              params={{ reportId: String(reportId) }}
            >
              {t({ vi: 'Mở cả báo cáo', en: 'Open the report' })}
            </Link>
          </div>
          {whyNot ? (
            <p className="why-line small mid">{t(whyNot.says)}</p>
          ) : (
            <div className="act">
              <Button icon={IconCheck} onClick={onAccept}>
                {t({ vi: 'Duyệt báo cáo này', en: 'Accept this report' })}
              </Button>
              <Button icon={IconArrowBackUp} onClick={onReturn}>
                {t({ vi: 'Trả lại…', en: 'Return…' })}
              </Button>
            </div>
          )}
          {answer.report.returnReason && <Notice kind="warning">{answer.report.returnReason}</Notice>}
          <Cells answer={answer} />
        </div>
      )}
    </Drawer>
  );
};
