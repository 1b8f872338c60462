/** An official paper on screen: white paper in both colour schemes, each figure a way to its trace. */
import type {
  Block,
  Chart,
  DocumentLanguage,
  Notice,
  OfficialDocument,
  Paragraph,
  Run,
  Table,
  TableCell,
  TableRow,
} from '@app/contract/documents/tree.ts';
import {
  documentWords,
  withEndMark,
  writeAddressee,
  writeAnnexName,
  writeAnnexNote,
  writeChartValue,
  writeHeading,
  writeList,
  writeNumber,
  writePlaceAndDate,
} from '@app/contract/documents/words.ts';
import { createContext, type MouseEvent, type ReactNode, useContext } from 'react';
import './paper.css';

type Reader = {
  language: DocumentLanguage;
  /** Called instead of following the link when a figure is chosen. */
  onFigure?: ((trace: string) => void) | undefined;
  selectedTrace?: string | null | undefined;
  /** Puts tools around a paragraph, such as a button that opens it for editing. */
  wrapParagraph?: ((paragraph: Paragraph, shown: ReactNode) => ReactNode) | undefined;
};

const ReaderContext = createContext<Reader>({ language: 'vi' });

const Figure = ({ run }: { run: Run & { kind: 'figure' } }) => {
  const { onFigure, selectedTrace } = useContext(ReaderContext);
  const choose = (event: MouseEvent) => {
    // With Ctrl, Shift or the middle button the reader wants the trace in a tab of its own.
    if (!onFigure || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onFigure(run.trace);
  };
  const current = selectedTrace === run.trace ? 'true' : undefined;
  return (
    <a className="paper-figure" href={run.trace} aria-current={current} onClick={choose}>
      {run.bold ? <strong>{run.text}</strong> : run.text}
    </a>
  );
};

const Text = ({ run }: { run: Run & { kind: 'text' } }) => {
  const sloped = run.italic ? <em>{run.text}</em> : run.text;
  return run.bold ? <strong>{sloped}</strong> : sloped;
};

/** Runs have no identity of their own and never move, so their place is their key. */
const keyed = <T,>(items: readonly T[]): [string, T][] => items.map((item, i) => [String(i), item]);

const Runs = ({ runs }: { runs: readonly Run[] }) =>
  keyed(runs).map(([key, run]) =>
    run.kind === 'figure' ? <Figure key={key} run={run} /> : <Text key={key} run={run} />,
  );

const Prose = ({ block }: { block: Paragraph }) => {
  const { language, wrapParagraph } = useContext(ReaderContext);
  const names = [block.edited && 'paper-edited', block.basis && 'paper-basis'].filter(Boolean).join(' ');
  const shown = (
    <p className={names || undefined}>
      {block.edited && <span className="paper-hidden">{documentWords.edited[language]} </span>}
      <Runs runs={block.runs} />
    </p>
  );
  return wrapParagraph ? wrapParagraph(block, shown) : shown;
};

const Remark = ({ block }: { block: Notice }) => (
  <p className="paper-notice">
    <Runs runs={block.runs} />
  </p>
);

const spans = ({ across, down }: TableCell) => ({
  ...(across === undefined ? {} : { colSpan: across }),
  ...(down === undefined ? {} : { rowSpan: down }),
});

const HeadRow = ({ row }: { row: TableRow }) => (
  <tr>
    {keyed(row.cells).map(([key, cell]) => (
      <th key={key} scope={(cell.across ?? 1) > 1 ? 'colgroup' : 'col'} {...spans(cell)}>
        <Runs runs={cell.runs} />
      </th>
    ))}
  </tr>
);

/** The cell that names the row is the first that is set to the left; in "STT | Đơn vị | …" that is the unit. */
const BodyRow = ({ row, columns }: { row: TableRow; columns: Table['columns'] }) => {
  const plain = row.cells.every(({ across = 1, down = 1 }) => across === 1 && down === 1);
  const naming = plain
    ? Math.max(
        0,
        columns.slice(0, row.cells.length).findIndex(({ align }) => align === 'left'),
      )
    : 0;
  const starts = row.cells.map((_, i) => row.cells.slice(0, i).reduce((sum, { across = 1 }) => sum + across, 0));
  return (
    <tr className={row.total ? 'paper-total' : undefined}>
      {row.cells.map((cell, i) => {
        const align = `paper-${columns[starts[i] ?? 0]?.align ?? 'left'}`;
        const key = `${starts[i]}`;
        return i === naming ? (
          <th key={key} scope="row" className={align} {...spans(cell)}>
            <Runs runs={cell.runs} />
          </th>
        ) : (
          <td key={key} className={align} {...spans(cell)}>
            <Runs runs={cell.runs} />
          </td>
        );
      })}
    </tr>
  );
};

const Grid = ({ block }: { block: Table }) => {
  const { language } = useContext(ReaderContext);
  const shares = block.columns.reduce((sum, { width }) => sum + width, 0);
  const unit = block.unit === undefined ? null : `${documentWords.chartUnit[language]}: ${block.unit}`;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls by itself on a phone, and a keyboard must reach it
    <section className="paper-scroll" tabIndex={0} aria-label={block.caption ?? documentWords.table[language]}>
      <table>
        {(block.caption !== undefined || unit !== null) && (
          <caption>
            {block.caption !== undefined && <strong>{block.caption}</strong>}
            {unit !== null && <em className="paper-unit">{unit}</em>}
          </caption>
        )}
        <colgroup>
          {keyed(block.columns).map(([key, { width }]) => (
            <col key={key} style={{ width: `${(width / shares) * 100}%` }} />
          ))}
        </colgroup>
        <thead>
          {keyed(block.head).map(([key, row]) => (
            <HeadRow key={key} row={row} />
          ))}
        </thead>
        <tbody>
          {keyed(block.rows).map(([key, row]) => (
            <BodyRow key={key} row={row} columns={block.columns} />
          ))}
        </tbody>
      </table>
    </section>
  );
};

const Bar = ({ chart, series, at, most }: { chart: Chart; series: number; at: number; most: number }) => {
  const { language } = useContext(ReaderContext);
  const drawn = chart.series[series];
  if (!drawn) return null;
  const value = drawn.values[at] ?? null;
  const share = value === null || most === 0 ? 0 : (Math.abs(value) / most) * 100;
  return (
    <span className="paper-bar">
      {chart.series.length > 1 && <span className="paper-hidden">{drawn.name}: </span>}
      <svg aria-hidden="true" height="12" width={`${share * 0.8}%`}>
        <rect width="100%" height="12" className={`paper-fill-${series + 1}`} />
      </svg>
      <span className={value === null ? 'paper-missing' : 'paper-value'}>{writeChartValue(drawn, at, language)}</span>
    </span>
  );
};

/** The chart as bars that are also a list: every number stands beside its bar, so nothing hangs on the picture. */
const Bars = ({ block }: { block: Chart }) => {
  const { language } = useContext(ReaderContext);
  const most = Math.max(0, ...block.series.flatMap(({ values }) => values.map((value) => Math.abs(value ?? 0))));
  return (
    <figure className="paper-chart">
      <figcaption>
        <strong>{block.title}</strong>
        <em>
          ({documentWords.chartUnit[language]}: {block.unit})
        </em>
        {block.series.length > 1 && (
          <span className="paper-legend">
            {block.series.map(({ name }, i) => (
              <span key={name}>
                <svg aria-hidden="true" width="12" height="12">
                  <rect width="12" height="12" className={`paper-fill-${i + 1}`} />
                </svg>
                {name}
              </span>
            ))}
          </span>
        )}
      </figcaption>
      <ul>
        {keyed(block.categories).map(([key, category]) => (
          <li key={key}>
            <span className="paper-category">{category}</span>
            <span className="paper-bars">
              {block.series.map(({ name }, series) => (
                <Bar key={name} chart={block} series={series} at={Number(key)} most={most} />
              ))}
            </span>
          </li>
        ))}
      </ul>
    </figure>
  );
};

const headingTags = { 1: 'h3', 2: 'h4', 3: 'h5' } as const;

const Drawn = ({ block }: { block: Block }) => {
  switch (block.kind) {
    case 'heading': {
      const Tag = headingTags[block.level];
      return <Tag>{writeHeading(block)}</Tag>;
    }
    case 'paragraph':
      return <Prose block={block} />;
    case 'table':
      return <Grid block={block} />;
    case 'chart':
      return <Bars block={block} />;
    case 'notice':
      return <Remark block={block} />;
  }
};

const Mark = ({ document }: { document: OfficialDocument }) =>
  document.demonstration ? <p className="paper-mark">{documentWords.demonstration[document.language]}</p> : null;

const Head = ({ document: { head, language } }: { document: OfficialDocument }) => (
  <div className="paper-head">
    <div>
      {head.governingBody !== null && <span>{head.governingBody}</span>}
      <strong className="paper-ruled">{head.issuingBody}</strong>
      <span className="paper-number">{writeNumber(head, language)}</span>
    </div>
    <div>
      <strong>{documentWords.nation[language]}</strong>
      <strong className="paper-motto">{documentWords.motto[language]}</strong>
      <em>{writePlaceAndDate(head.place, head.date, language)}</em>
    </div>
  </div>
);

const Addressees = ({ document: { addressees, language } }: { document: OfficialDocument }) => {
  const [only] = addressees;
  if (only === undefined) return null;
  if (addressees.length === 1) {
    return (
      <p className="paper-to">
        {documentWords.to[language]} {writeAddressee(only)}
      </p>
    );
  }
  return (
    <div className="paper-to">
      <span>{documentWords.to[language]}</span>
      <ul>
        {writeList(addressees).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
};

const Signature = ({ document: { signature, recipients, language } }: { document: OfficialDocument }) => (
  <div className="paper-signature">
    <div className="paper-recipients">
      {recipients.length > 0 && (
        <>
          <strong>
            <em>{documentWords.recipients[language]}</em>
          </strong>
          <ul>
            {writeList(recipients).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}
    </div>
    <div className="paper-power">
      {signature.power.map((line) => (
        <strong key={line}>{line}</strong>
      ))}
      <span className="paper-room" />
      {signature.office !== undefined && <strong>{signature.office}</strong>}
      {signature.name !== null && <strong>{signature.name}</strong>}
    </div>
  </div>
);

export type OfficialPaperProps = Omit<Reader, 'language'> & { document: OfficialDocument };

/** The preview of an official paper, in the order and with the words that its DOCX and PDF have. */
export const OfficialPaper = ({ document, ...reader }: OfficialPaperProps) => {
  const { language } = document;
  return (
    <ReaderContext.Provider value={{ language, ...reader }}>
      <article className="paper" lang={language} aria-label={`${document.typeName} ${document.abstract.join(' ')}`}>
        <Mark document={document} />
        <Head document={document} />
        <h2 className="paper-title">
          {[document.typeName, ...document.abstract].map((line) => (
            <span key={line}>{line} </span>
          ))}
        </h2>
        <Addressees document={document} />
        {withEndMark(document.blocks).map((block) => (
          <Drawn key={block.id} block={block} />
        ))}
        <Signature document={document} />
        {document.annexes.map((annex) => (
          <section key={annex.id} className="paper-annex" aria-label={writeAnnexName(annex.number, language)}>
            <Mark document={document} />
            <h3 className="paper-title paper-title-plain">
              <span>{writeAnnexName(annex.number, language)} </span>
              <span>{annex.title.toLocaleUpperCase('vi')}</span>
            </h3>
            <p className="paper-annex-note">{writeAnnexNote(document)}</p>
            {annex.blocks.map((block) => (
              <Drawn key={block.id} block={block} />
            ))}
          </section>
        ))}
      </article>
    </ReaderContext.Provider>
  );
};
