import type { Words } from '@app/contract/kernel/words.ts';
import type { OperationAnswer } from '@app/contract/operation/routes.ts';
import { sayAge, sayBytes } from '@app/contract/operation/words.ts';
import { useFormat } from '../kernel/format.ts';
import { useWords } from '../kernel/words.ts';

type Fact = { name: Words; value: string; more?: string | undefined };

const never: Words = { vi: 'Chưa có', en: 'None yet' };
const ago: Words = { vi: '{age} trước', en: '{age} ago' };

/** Database, disk, backup and audit heads, each as one line of a list. */
export const Facts = ({ of }: { of: OperationAnswer }) => {
  const { t } = useWords();
  const format = useFormat();
  const { database, disk } = of;
  const last = (name: Words, what: OperationAnswer['backup']): Fact =>
    what
      ? {
          name,
          value: t(ago, { age: sayAge(what.ageSeconds) }),
          more: [format.fullMoment(what.at), what.note].filter(Boolean).join(' · '),
        }
      : { name, value: t(never) };
  const growth =
    database.growth &&
    t(
      { vi: 'thêm {bytes} trong {days} ngày', en: '{bytes} more in {days} {days|day|days}' },
      { bytes: sayBytes(Math.max(0, database.growth.bytes)), days: database.growth.days },
    );
  const facts: Fact[] = [
    { name: { vi: 'Phiên bản Chung Tay', en: 'Version of Chung Tay' }, value: of.version },
    {
      name: { vi: 'Cơ sở dữ liệu', en: 'Database' },
      value: `PostgreSQL ${database.version}`,
      more: t({ vi: 'chạy từ {at}', en: 'running since {at}' }, { at: format.fullMoment(database.startedAt) }),
    },
    {
      name: { vi: 'Dung lượng dữ liệu', en: 'Size of the data' },
      value: t(sayBytes(database.sizeBytes)),
      more: growth ?? t({ vi: 'biết độ tăng từ ngày mai', en: 'growth is known from tomorrow' }),
    },
    {
      name: { vi: 'Đĩa còn trống', en: 'Free disk' },
      value: disk ? t(sayBytes(disk.freeBytes)) : '–',
      more: disk
        ? t({ vi: 'trong {total}', en: 'of {total}' }, { total: sayBytes(disk.totalBytes) })
        : t({
            vi: 'ở máy cơ sở dữ liệu, không đo được từ đây',
            en: 'on the machine of the database, not measured here',
          }),
    },
    {
      name: { vi: 'Kết nối', en: 'Connections' },
      value: t({ vi: '{used} trên {max}', en: '{used} of {max}' }, database.connections),
    },
    last({ vi: 'Sao lưu cuối', en: 'Last backup' }, of.backup),
    last({ vi: 'Diễn tập khôi phục cuối', en: 'Last restore drill' }, of.drill),
    last({ vi: 'Ký đầu chuỗi nhật ký', en: 'Audit head signed' }, of.auditHead),
    last({ vi: 'Kiểm nhật ký (verify)', en: 'Audit verified' }, of.auditVerified),
  ];
  return (
    <section aria-labelledby="op-facts" className="list">
      <h2 id="op-facts">{t({ vi: 'Tình trạng', en: 'State' })}</h2>
      <dl className="op-facts">
        {facts.map(({ name, value, more }) => (
          <div key={name.en}>
            <dt>{t(name)}</dt>
            <dd>
              <b>{value}</b>
              {more && <span className="small dim">{more}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
};
