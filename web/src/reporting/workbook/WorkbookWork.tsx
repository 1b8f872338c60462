import { formatFigure, MISSING } from '@app/contract/kernel/figure.ts';
import { type CheckedReport, type CheckedUnits, MOST_FILE_BYTES } from '@app/contract/reporting/workbook/routes.ts';
import { IconDownload, IconUpload } from '@tabler/icons-react';
import { type DragEvent, type ReactNode, useState } from 'react';
import { Problem } from '../../kernel/call.ts';
import { useWords } from '../../kernel/words.ts';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import { say } from '../../ui/toast.ts';
import { Waiting } from '../../ui/Waiting.tsx';
import { CheckedWords } from './CheckedWords.tsx';
import { acceptedRows, addressText, type CheckedRow, refusedRows } from './checked-rows.ts';
import './workbook.css';

type Checked = CheckedReport | CheckedUnits;

type Props<C extends Checked> = {
  onDownload: (as: 'xlsx' | 'csv') => Promise<void>;
  onCheck: (file: Blob) => Promise<C>;
  /** Reads the file again for the accepted cells from this place on: a table of many units tells them a part at a time. */
  onMore?: (file: Blob, from: number) => Promise<C>;
  onApply: (file: Blob, checked: C) => Promise<void>;
  /** What is written on the one filled button. */
  applyLabel: (checked: C) => string;
  whyNotApply: (checked: C) => { says: { vi: string; en: string } } | null;
  /** Whether the cells belong to several units. */
  many: boolean;
  /** Why nothing may be sent at all. */
  closed?: string | null;
};

/** Rows shown before one asks for more. */
const FIRST = 100;
const MORE = 500;

/** Sent as plain bytes: what a file is, the server tells by its content, whatever the device calls it. */
const plain = (file: File): Blob => new Blob([file], { type: 'application/octet-stream' });

const Rows = ({
  rows,
  columns,
  caption,
  total = rows.length,
  onMore,
}: {
  rows: readonly CheckedRow[];
  columns: readonly Column<CheckedRow>[];
  caption: string;
  /** How many there are, those that were not told yet included. */
  total?: number;
  onMore?: (() => Promise<void>) | undefined;
}) => {
  const { t } = useWords();
  const [most, setMost] = useState(FIRST);
  const showMore = async () => {
    if (most + MORE > rows.length && rows.length < total) await onMore?.();
    setMost(most + MORE);
  };
  return (
    <>
      <Table caption={caption} columns={columns} rows={rows.slice(0, most)} keyOf={({ key }) => key} rowHead="at" />
      {(onMore ? total : rows.length) > most && (
        <p>
          <Button small onClick={() => void showMore()}>
            {t(
              { vi: 'Xem thêm ({n} ô nữa)', en: 'Show more ({n} left)' },
              { n: (onMore ? total : rows.length) - most },
            )}
          </Button>
        </p>
      )}
    </>
  );
};

const useColumns = (many: boolean): { refused: Column<CheckedRow>[]; accepted: Column<CheckedRow>[] } => {
  const { t, language } = useWords();
  const shared: Column<CheckedRow>[] = [
    { key: 'at', head: t({ vi: 'Ô', en: 'Cell' }), cell: ({ at }) => t(addressText(at)), narrow: 'first' },
    ...(many
      ? [
          {
            key: 'unit',
            head: t({ vi: 'Đơn vị', en: 'Unit' }),
            cell: ({ unit }: CheckedRow) => unit,
            narrow: 'first' as const,
          },
        ]
      : []),
    {
      key: 'indicator',
      head: t({ vi: 'Chỉ tiêu', en: 'Indicator' }),
      cell: ({ indicator }) => (indicator ? t(indicator) : ''),
      narrow: 'second',
    },
  ];
  return {
    refused: [
      ...shared,
      {
        key: 'text',
        head: t({ vi: 'Trong tệp', en: 'In the file' }),
        cell: ({ text }) => text || MISSING,
        narrow: 'first-right',
      },
      {
        key: 'says',
        head: t({ vi: 'Vì sao', en: 'Why' }),
        cell: ({ says }) => (says ? t(says) : ''),
        narrow: 'second',
      },
    ],
    accepted: [
      ...shared,
      {
        key: 'before',
        head: t({ vi: 'Đang có', en: 'Now' }),
        number: true,
        cell: ({ before }) => formatFigure(before ?? null, { language }),
        narrow: 'first-right',
      },
      {
        key: 'after',
        head: t({ vi: 'Sẽ ghi', en: 'Will be' }),
        number: true,
        cell: ({ after, precision }) =>
          after === null || after === undefined
            ? t({ vi: '(xóa)', en: '(cleared)' })
            : formatFigure(after, { language, ...(precision && { precision }) }),
        narrow: 'second-right',
      },
    ],
  };
};

const Result = ({
  checked,
  many,
  onMore,
  children,
}: {
  checked: Checked;
  many: boolean;
  onMore?: (() => Promise<void>) | undefined;
  children: ReactNode;
}) => {
  const { t } = useWords();
  const columns = useColumns(many);
  const { summary } = checked;
  const refused = refusedRows(checked);
  const accepted = acceptedRows(checked);
  return (
    <section aria-live="polite">
      <h2>
        {t(
          {
            vi: '{accepted} ô sẽ ghi, {refused} ô phải sửa, {unchanged} ô không đổi',
            en: '{accepted} {accepted|cell|cells} to write, {refused} to correct, {unchanged} unchanged',
          },
          summary,
        )}
      </h2>
      <div className="workbook-notices">
        {checked.notices.map(({ code, says }) => (
          <Notice key={code} kind={code === 'reporting.file-stale' ? 'warning' : 'info'}>
            {t(says)}
          </Notice>
        ))}
        {children}
      </div>
      {refused.length > 0 && (
        <>
          <h3>{t({ vi: 'Phải sửa trong tệp ({n})', en: 'To correct in the file ({n})' }, { n: summary.refused })}</h3>
          <Rows
            caption={t({ vi: 'Các ô phải sửa', en: 'Cells to correct' })}
            rows={refused}
            columns={columns.refused}
          />
        </>
      )}
      {accepted.length > 0 && (
        <>
          <h3>{t({ vi: 'Sẽ ghi ({n})', en: 'To be written ({n})' }, { n: summary.accepted })}</h3>
          <Rows
            caption={t({ vi: 'Các ô sẽ ghi', en: 'Cells to be written' })}
            rows={accepted}
            columns={columns.accepted}
            total={summary.accepted}
            onMore={onMore}
          />
        </>
      )}
      <CheckedWords checked={checked} many={many} />
    </section>
  );
};

const Drop = ({ onFile, busy }: { onFile: (file: File) => void; busy: boolean }) => {
  const { t } = useWords();
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file && !busy) onFile(file);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the field inside does the same by keyboard.
    <div
      className={over ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {/* The words of a bare file field are those of the browser, in its language. */}
      <input
        className="vh"
        id="workbook-file"
        type="file"
        accept=".xlsx,.xlsm,.csv,.xls,.ods"
        disabled={busy}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) onFile(file);
          // The same file may be chosen again after it was corrected.
          target.value = '';
        }}
      />
      <label className={buttonClass()} htmlFor="workbook-file">
        <Icon of={IconUpload} />
        {t({ vi: 'Chọn tệp đã điền, hoặc kéo tệp thả vào đây', en: 'Choose the filled file, or drop it here' })}
      </label>
      <p className="small mid">
        {t({
          vi: 'Tệp .xlsx, .xlsm hoặc .csv. Chưa có gì được ghi khi bạn chọn tệp.',
          en: 'Files .xlsx, .xlsm or .csv. Nothing is written when you choose a file.',
        })}
      </p>
    </div>
  );
};

const tooLarge = {
  vi: 'Tệp lớn hơn 12 MB. Xóa ảnh và các trang không dùng, rồi chọn lại.',
  en: 'The file is larger than 12 MB. Remove pictures and sheets that are not needed and choose it again.',
};

/** Download, fill, choose the file, look at every cell, write: the work of one page, for one report or a table of many. */
export const WorkbookWork = <C extends Checked>({
  onDownload,
  onCheck,
  onMore,
  onApply,
  applyLabel,
  whyNotApply,
  many,
  closed,
}: Props<C>) => {
  const { t } = useWords();
  const [chosen, setChosen] = useState<{ file: File; checked: C } | null>(null);
  const [fault, setFault] = useState<{ vi: string; en: string } | null>(null);
  const [busy, setBusy] = useState<'check' | 'apply' | null>(null);
  const during = async (what: 'check' | 'apply', work: () => Promise<void>) => {
    setBusy(what);
    setFault(null);
    try {
      await work();
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      setFault(problem.says);
    } finally {
      setBusy(null);
    }
  };
  const check = (file: File) =>
    during('check', async () => {
      setChosen(null);
      if (file.size > MOST_FILE_BYTES) setFault(tooLarge);
      else setChosen({ file, checked: await onCheck(plain(file)) });
    });
  /** The accepted cells after those that are shown. The totals are those of now: whoever writes is told when they have changed. */
  const more = (): Promise<void> =>
    during('check', async () => {
      if (!chosen || !onMore) return;
      const next = await onMore(plain(chosen.file), chosen.checked.accepted.length);
      setChosen({
        ...chosen,
        checked: { ...chosen.checked, accepted: [...chosen.checked.accepted, ...next.accepted] },
      });
    });
  const fetchForm = (as: 'xlsx' | 'csv') =>
    onDownload(as).catch((problem: unknown) => {
      if (!(problem instanceof Problem)) throw problem;
      say(t(problem.says), 'problem');
    });
  const whyNot = chosen ? whyNotApply(chosen.checked) : null;
  return (
    <div className="workbook">
      <div className="workbook-steps">
        <section>
          <h2>{t({ vi: '1. Tải biểu về điền', en: '1. Download the form' })}</h2>
          <p className="small mid">
            {t({
              vi: 'Điền bằng Excel hoặc LibreOffice; chỉ các ô nền vàng là sửa được. Trang “Phần lời” nhận phần lời; CSV chỉ có số liệu.',
              en: 'Fill it in with Excel or LibreOffice; only the yellow cells can be changed. The sheet "Words" takes the words; CSV holds figures only.',
            })}
          </p>
          <div className="row">
            <Button icon={IconDownload} onClick={() => void fetchForm('xlsx')}>
              {t({ vi: 'Tải biểu Excel', en: 'Excel form' })}
            </Button>
            <Button look="quiet" onClick={() => void fetchForm('csv')}>
              {t({ vi: 'Tải CSV', en: 'CSV' })}
            </Button>
          </div>
        </section>
        <section>
          <h2>{t({ vi: '2. Gửi tệp đã điền lên', en: '2. Send the filled file' })}</h2>
          {closed ? <Notice>{closed}</Notice> : <Drop onFile={(file) => void check(file)} busy={busy !== null} />}
        </section>
      </div>
      {busy === 'check' && <Waiting>{t({ vi: 'Đang đọc từng ô…', en: 'Reading every cell…' })}</Waiting>}
      {fault && (
        <Notice kind="error" live>
          {t(fault)}
        </Notice>
      )}
      {chosen && (
        <>
          <Result checked={chosen.checked} many={many} onMore={onMore && more}>
            <p className="small mid">{t({ vi: 'Tệp: {name}', en: 'File: {name}' }, { name: chosen.file.name })}</p>
          </Result>
          <div className="foot-bar">
            <div className="push">
              <Button
                look="filled"
                whyNot={whyNot ? t(whyNot.says) : null}
                busy={busy === 'apply'}
                onClick={() => void during('apply', () => onApply(plain(chosen.file), chosen.checked))}
              >
                {applyLabel(chosen.checked)}
              </Button>
            </div>
          </div>
        </>
      )}
    </div>
  );
};
