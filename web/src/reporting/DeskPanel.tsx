import type { Words } from '@app/contract/kernel/words.ts';
import { getReport } from '@app/contract/reporting/routes.ts';
import { IconActivity, IconAlertTriangle, IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormat } from '../kernel/format.ts';
import { paths } from '../kernel/paths.ts';
import { useRead } from '../kernel/query.ts';
import { useWords } from '../kernel/words.ts';
import { Button, buttonClass } from '../ui/Button.tsx';
import { Drawer } from '../ui/Drawer.tsx';
import { FigureText } from '../ui/FigureText.tsx';
import type { IconOf } from '../ui/Icon.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { StateTag, Tag } from '../ui/Tag.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import { TalkButton } from './discussion/TalkButton.tsx';
import { type FormRow, figureOf, rowsOf, typedRows } from './form-cells.ts';
import { styleOf } from './report-grid.ts';
import { lookOf } from './report-look.ts';
import { CellReason } from './returns/CellReason.tsx';
import { bothSides } from './returns/changes.ts';
import { type Chosen, outcomeOf, type Question, questionsOf, SHORTEST, withReason } from './returns/choice.ts';
import { useDecision } from './use-decision.ts';
import type { ReportAnswer } from './use-draft.ts';
import './returns/returns.css';

type Props = {
  reportId: number;
  title: string;
  onClose: () => void;
  onAccept: () => void;
  onReturn: () => void;
  onDecided: () => void;
};

const exact = (value: number | null | undefined) =>
  value === null || value === undefined ? null : { value, precision: 'exact' as const };

const questionLooks: Record<Exclude<Question, 'note'>, { words: Words; look: string; icon: IconOf }> = {
  changed: { words: { vi: 'Đã sửa', en: 'Changed' }, look: 'gui', icon: IconCheck },
  outside: {
    words: { vi: 'Sửa ngoài ô trả lại', en: 'Changed, though not returned' },
    look: 'tra',
    icon: IconAlertTriangle,
  },
  unchanged: {
    words: { vi: 'Trả lại nhưng chưa sửa', en: 'Returned, not changed' },
    look: 'tra',
    icon: IconAlertTriangle,
  },
  strong: { words: { vi: 'Lệch nhiều so cùng kỳ', en: 'Far from a year ago' }, look: 'tinhieu', icon: IconActivity },
};

type CellProps = {
  answer: ReportAnswer;
  row: FormRow;
  asks: readonly Question[];
  /** Null: nothing is decided here. */
  choose: { reason: string | undefined; asked: boolean; onReason: (reason: string | null) => void } | null;
};

const Cell = ({ answer, row, asks, choose }: CellProps) => {
  const { t } = useWords();
  const format = useFormat();
  const { cells, submissions, previousPeriod, lastYearPeriod } = answer;
  const cell = cells.find(({ indicator }) => indicator === row.indicator);
  const figures = Object.fromEntries(
    cells.map(({ indicator, value, precision }) => [indicator, value === null ? null : { value, precision }]),
  );
  const figure = figureOf(row.indicator, figures);
  const style = styleOf(row);
  const change = submissions[0]?.changed.find(({ indicator }) => indicator === row.indicator);
  const past = (name: Words | undefined, value: number | null | undefined) =>
    name ? `${t(name)}: ${format.figure(exact(value), style)}` : null;
  const lines = [
    change &&
      `${t({ vi: 'Lần gửi trước', en: 'Submission before' })}: ${bothSides(change, { t, figure: format.figure }).before}`,
    past(previousPeriod?.words, cell?.previous),
    past(lastYearPeriod?.words, cell?.lastYear),
  ].filter(Boolean);
  const tags = asks.filter((ask) => ask !== 'note');
  return (
    <li className="cellq">
      <h3>
        <span>{t(row.words)}</span>
        <FigureText value={figure?.value ?? null} precision={figure?.precision ?? 'exact'} {...style} />
      </h3>
      {lines.length > 0 && <p>{lines.join(' · ')}</p>}
      {tags.length > 0 && (
        <div className="asks">
          {tags.map((ask) => (
            <Tag key={ask} look={questionLooks[ask].look} icon={questionLooks[ask].icon}>
              {t(questionLooks[ask].words)}
            </Tag>
          ))}
        </div>
      )}
      {cell?.returned && <Notice kind="warning">{cell.returned}</Notice>}
      {cell?.note && (
        <p className="say">{t({ vi: 'Đơn vị ghi: “{note}”', en: 'The unit notes: "{note}"' }, { note: cell.note })}</p>
      )}
      {choose && !row.computed && (
        <>
          <Segmented
            label={t({ vi: 'Quyết định ô {name}', en: 'Decide on {name}' }, { name: row.words })}
            options={[
              { value: 'take', label: t({ vi: 'Nhận', en: 'Accept' }), icon: IconCheck, tone: 'ok' },
              { value: 'return', label: t({ vi: 'Trả lại', en: 'Return' }), icon: IconArrowBackUp, tone: 'no' },
            ]}
            value={choose.reason === undefined ? 'take' : 'return'}
            onPick={(way) => choose.onReason(way === 'take' ? null : '')}
          />
          {choose.reason !== undefined && (
            <CellReason
              name={t(row.words)}
              reason={choose.reason}
              error={choose.asked && choose.reason.trim().length < SHORTEST}
              onReason={choose.onReason}
            />
          )}
        </>
      )}
    </li>
  );
};

const Opened = ({ answer, ...props }: Props & { answer: ReportAnswer }) => {
  const { t } = useWords();
  const [chosen, setChosen] = useState<Chosen>(new Map());
  const [asked, setAsked] = useState(false);
  const { busy, giveBack } = useDecision(answer.report, props.onDecided);
  const { report, form } = answer;
  const whyNot = answer.whyNot.acceptReport;
  const questions = questionsOf(answer);
  const typed = typedRows(form);
  const values = new Map(answer.cells.map(({ indicator, value }) => [indicator, value]));
  const outcome = outcomeOf(typed, (id) => (values.get(id) ?? null) !== null, chosen);
  const asking = rowsOf(form).filter(({ indicator }) => questions.has(indicator));
  const others = rowsOf(form).filter(({ indicator }) => !questions.has(indicator));
  const cellOf = (row: FormRow) => (
    <Cell
      key={row.indicator}
      answer={answer}
      row={row}
      asks={questions.get(row.indicator) ?? []}
      choose={
        whyNot
          ? null
          : {
              reason: chosen.get(row.indicator),
              asked,
              onReason: (reason) => setChosen((now) => withReason(now, row.indicator, reason)),
            }
      }
    />
  );
  const press = () => {
    setAsked(true);
    if (outcome.short === undefined && !busy) giveBack({ cells: outcome.cells });
  };
  return (
    <div className="one">
      <div className="act">
        <StateTag state={lookOf(report)}>
          {report.returnedCells > 0
            ? t({ vi: 'Trả lại {n} ô', en: '{n} {n|cell|cells} returned' }, { n: report.returnedCells })
            : report.revision > 1 && report.state === 'submitted'
              ? t({ vi: 'Chờ duyệt, lần gửi {n}', en: 'Awaiting review, submission {n}' }, { n: report.revision })
              : undefined}
        </StateTag>
        <span className="small mid">
          {t(
            { vi: '{filled}/{asked} ô', en: '{filled} of {asked} cells' },
            { filled: report.filled, asked: report.asked },
          )}
        </span>
        <Link
          className={`${buttonClass('quiet', true)} push`}
          to={paths.report}
          params={{ reportId: String(report.id) }}
        >
          {t({ vi: 'Mở cả báo cáo', en: 'Open the report' })}
        </Link>
        <TalkButton report={report} messages={answer.messages} small />
      </div>
      {whyNot && <p className="why-line small mid">{t(whyNot.says)}</p>}
      {report.returnReason && <Notice kind="warning">{report.returnReason}</Notice>}
      {!whyNot && (
        <p className="why-line small mid">
          {questions.size === 0
            ? t({ vi: 'Không ô nào cần chú ý riêng.', en: 'No cell asks for a closer look.' })
            : t(
                {
                  vi: '{others} ô nhận được ngay. {n} ô đáng xem.',
                  en: '{others} cells can be taken as they are, {n} {n|is|are} worth a look.',
                },
                { others: typed.length - questions.size, n: questions.size },
              )}
        </p>
      )}
      {asking.length > 0 && <ul className="cells">{asking.map(cellOf)}</ul>}
      {asking.length > 0 ? (
        <details className="other-cells" open={others.some(({ indicator }) => chosen.has(indicator)) || undefined}>
          <summary>{t({ vi: 'Xem {n} ô còn lại', en: 'See the other {n} cells' }, { n: others.length })}</summary>
          <ul className="cells">{others.map(cellOf)}</ul>
        </details>
      ) : (
        <ul className="cells">{others.map(cellOf)}</ul>
      )}
      {!whyNot && (
        <div className="act decide">
          {chosen.size === 0 ? (
            <>
              <Button icon={IconCheck} onClick={props.onAccept}>
                {t({ vi: 'Duyệt báo cáo này', en: 'Accept this report' })}
              </Button>
              <Button icon={IconArrowBackUp} onClick={props.onReturn}>
                {t({ vi: 'Trả lại…', en: 'Return…' })}
              </Button>
            </>
          ) : (
            <Button
              icon={IconArrowBackUp}
              busy={busy}
              whyNot={
                outcome.accepted === 0
                  ? t({ vi: 'Trả lại mọi ô là trả lại cả báo cáo', en: 'Every cell: return the whole report' })
                  : null
              }
              onClick={press}
            >
              {t(
                { vi: 'Nhận {m} ô, trả lại {n} ô', en: 'Accept {m} cells, return {n}' },
                { m: outcome.accepted, n: chosen.size },
              )}
            </Button>
          )}
        </div>
      )}
    </div>
  );
};

/** One report beside the list: the cells worth a look first, each to be taken or returned, and the decision. */
export const DeskPanel = (props: Props) => {
  const { reportId, title, onClose } = props;
  const { t, tell } = useWords();
  const { data, error } = useRead(getReport, { params: { reportId } });
  const answer = data?.report.id === reportId ? data : undefined;
  return (
    <Drawer title={title} onClose={onClose}>
      {error && <Notice kind="error">{tell(error)}</Notice>}
      {!answer && !error && <Waiting>{t({ vi: 'Đang mở báo cáo…', en: 'Opening the report…' })}</Waiting>}
      {/* Another report, or a newer revision of it: the choice begins anew. */}
      {answer && <Opened key={`${reportId}:${answer.report.revision}`} {...props} answer={answer} />}
    </Drawer>
  );
};
