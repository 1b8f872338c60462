import { useFormat } from '../../kernel/format.ts';
import { paths } from '../../kernel/paths.ts';
import { DemoMark } from '../../shell/DemoMark.tsx';
import { Mark } from '../../ui/Brand.tsx';
import { PrintSheet } from '../../ui/PrintSheet.tsx';
import { grouped, onSheets, type Slip } from './slips.ts';
import './slips.css';

const PrintedSlip = ({ slip, validUntil }: { slip: Slip; validUntil: string }) => (
  <article className="slip">
    <header>
      <Mark />
      <b>Phiếu đăng nhập lần đầu</b>
      <DemoMark />
    </header>
    <p className="slip-unit">
      <b>{slip.unit}</b>
      {slip.superior && `, ${slip.superior}`}
    </p>
    <p>
      {slip.title.vi}, {slip.body.vi}
    </p>
    <dl>
      <dt>Tên tài khoản</dt>
      <dd>{slip.username}</dd>
      <dt>Mã</dt>
      <dd className="slip-code">{grouped(slip.code)}</dd>
    </dl>
    <ol>
      <li>
        Mở <b>{`${location.host}${paths.enrol}`}</b> trên máy tính, điện thoại.
      </li>
      <li>Gõ tên tài khoản và mã, rồi tự đặt mật khẩu từ 10 ký tự.</li>
      <li>Xé bỏ phiếu. Lần sau vào bằng mật khẩu.</li>
    </ol>
    <p className="slip-until">Mã dùng một lần, đến hết ngày {validUntil}. Chỉ giao cho người giữ chức danh.</p>
  </article>
);

/** The slips as they leave the printer: eight on a sheet, with lines to cut along. Not seen on the screen. */
export const PrintedSlips = ({ slips, validUntil }: { slips: readonly Slip[]; validUntil: string }) => {
  const format = useFormat();
  return (
    <PrintSheet>
      {onSheets(slips).map((sheet) => (
        <section key={sheet[0]?.username} className="slip-sheet">
          {sheet.map((slip) => (
            <PrintedSlip key={slip.username} slip={slip} validUntil={format.date(validUntil)} />
          ))}
        </section>
      ))}
    </PrintSheet>
  );
};
