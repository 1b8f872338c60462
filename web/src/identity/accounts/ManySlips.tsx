import { IconFileSpreadsheet, IconPrinter } from '@tabler/icons-react';
import { useBlocker } from '@tanstack/react-router';
import { useState } from 'react';
import { csvOf } from '../../kernel/csv.ts';
import { useFormat } from '../../kernel/format.ts';
import { paths } from '../../kernel/paths.ts';
import { saveFile } from '../../kernel/save.ts';
import { useWords } from '../../kernel/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Table } from '../../ui/Table.tsx';
import { PrintedSlips } from './PrintedSlips.tsx';
import { grouped, type ManyOf, type Slip } from './slips.ts';
import '../secrets.css';

const headOfCsv = [
  'Đơn vị',
  'Đơn vị cấp trên',
  'Cơ quan',
  'Chức danh',
  'Tên tài khoản',
  'Mã',
  'Hiệu lực đến',
  'Địa chỉ',
];

/** The slips of many accounts. Their codes are on this page only; leaving it asks until they are on paper or in a file. */
export const ManySlips = ({ slips, validUntil }: ManyOf) => {
  const { t } = useWords();
  const format = useFormat();
  const [taken, setTaken] = useState(false);
  // The browser does not tell whether the paper came out or the dialog was closed: only the person knows.
  const [asking, setAsking] = useState(false);
  const leaving = useBlocker({
    shouldBlockFn: () => !taken,
    enableBeforeUnload: () => !taken,
    withResolver: true,
  });
  const address = `${location.origin}${paths.enrol}`;
  const until = format.date(validUntil);
  const print = () => {
    window.print();
    if (!taken) setAsking(true);
  };
  const saveCsv = () => {
    setTaken(true);
    const rows = slips.map(({ unit, superior, body, title, username, code }) => [
      unit,
      superior ?? '',
      body.vi,
      title.vi,
      username,
      grouped(code),
      until,
      address,
    ]);
    saveFile(new Blob([csvOf([headOfCsv, ...rows])], { type: 'text/csv;charset=utf-8' }), `phieu-${validUntil}.csv`);
  };
  return (
    <>
      <Notice kind="warning">
        {t(
          {
            vi: 'Mã chỉ có trên trang này, không lưu ở đâu khác. Phiếu có hiệu lực đến hết ngày {until}. In ra, cắt theo nét đứt, đưa tận tay; tệp CSV cũng phải giữ kín và xóa khi phát xong.',
            en: 'The codes are on this page and nowhere else. The slips are good until {until}. Print, cut along the lines, hand them over; keep a CSV file closed and delete it afterwards.',
          },
          { until },
        )}
      </Notice>
      <div className="row slips-do">
        <Button look="filled" icon={IconPrinter} onClick={print}>
          {t({ vi: 'In {n} phiếu', en: 'Print {n} slips' }, { n: slips.length })}
        </Button>
        <Button icon={IconFileSpreadsheet} onClick={saveCsv}>
          {t({ vi: 'Tải CSV', en: 'Download CSV' })}
        </Button>
      </div>
      <div className="panel">
        <Table<Slip>
          caption={t({ vi: 'Phiếu', en: 'Slips' })}
          columns={[
            {
              key: 'unit',
              head: t({ vi: 'Đơn vị', en: 'Unit' }),
              cell: ({ unit, superior }) => (
                <>
                  {unit}
                  {superior && <span className="small dim">, {superior}</span>}
                </>
              ),
              narrow: 'first',
            },
            {
              key: 'post',
              head: t({ vi: 'Chức danh', en: 'Post' }),
              cell: ({ title, body }) => `${t(title)}, ${t(body)}`,
              narrow: 'hidden',
            },
            {
              key: 'username',
              head: t({ vi: 'Tên tài khoản', en: 'User name' }),
              cell: ({ username }) => username,
              narrow: 'first-right',
            },
            {
              key: 'code',
              head: t({ vi: 'Mã', en: 'Code' }),
              cell: ({ code }) => <code className="code">{grouped(code)}</code>,
              narrow: 'second',
            },
          ]}
          rows={slips}
          keyOf={({ username }) => username}
          rowHead="unit"
        />
      </div>
      <PrintedSlips slips={slips} validUntil={validUntil} />
      {asking && leaving.status !== 'blocked' && (
        <Dialog
          title={t({ vi: 'Đã in được chưa?', en: 'Did the slips come out?' })}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>{t({ vi: 'Chưa in được', en: 'Not yet' })}</Button>
              <Button
                look="filled"
                onClick={() => {
                  setTaken(true);
                  setAsking(false);
                }}
              >
                {t({ vi: 'Đã in đủ {n} phiếu', en: 'All {n} came out' }, { n: slips.length })}
              </Button>
            </>
          }
        >
          <p>
            {t({
              vi: 'Nhìn giấy ra khỏi máy in rồi hãy trả lời. Rời trang là mất các mã này.',
              en: 'Look at the paper first. The codes are lost when you leave the page.',
            })}
          </p>
        </Dialog>
      )}
      {leaving.status === 'blocked' && (
        <Dialog
          title={t({ vi: 'Chưa in phiếu', en: 'The slips are not printed' })}
          onClose={leaving.reset}
          actions={
            <>
              <Button onClick={leaving.proceed}>{t({ vi: 'Rời trang, bỏ mã', en: 'Leave, lose the codes' })}</Button>
              <Button look="filled" onClick={leaving.reset}>
                {t({ vi: 'Ở lại để in', en: 'Stay and print' })}
              </Button>
            </>
          }
        >
          <p>
            {t({
              vi: 'Rời trang là mất các mã này. Khi đó phải cấp lại mã cho các tài khoản chưa đăng nhập lần đầu.',
              en: 'The codes are lost when you leave. The accounts would then all need new codes.',
            })}
          </p>
        </Dialog>
      )}
    </>
  );
};
