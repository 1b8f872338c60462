import { previewAccounts } from '@app/contract/identity/enrolment/routes.ts';
import type { Call } from '@app/contract/kernel/route.ts';
import { useRead } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Table } from '../../ui/Table.tsx';
import { Waiting } from '../../ui/Waiting.tsx';

const nowhere = { below: 0, level: 'commune', kind: 'police', role: 'officer' } as const;

type Props = { order: Call<typeof previewAccounts>['query'] | null };

/** Which accounts would be opened, by name, before anything is done. Null: the order is not complete. */
export const ManyPreview = ({ order }: Props) => {
  const { t, tell } = useWords();
  const { data, error } = useRead(previewAccounts, { query: order ?? nowhere }, { when: order !== null });
  const n = data?.toOpen.length ?? 0;
  if (error) return <Notice kind="error">{tell(error)}</Notice>;
  if (!data) return <Waiting>{t({ vi: 'Đang lập danh sách…', en: 'Making the list…' })}</Waiting>;
  return (
    <section aria-labelledby="to-open">
      <h2 id="to-open">{t({ vi: 'Sẽ mở {n} tài khoản', en: '{n} {n|account|accounts} would be opened' }, { n })}</h2>
      {data.alreadyThere > 0 && (
        <p className="mid">
          {t(
            {
              vi: '{n} đơn vị đã có tài khoản cho chức danh này, không mở thêm.',
              en: '{n} {n|unit has|units have} an account for this post already and are left out.',
            },
            { n: data.alreadyThere },
          )}
        </p>
      )}
      {n === 0 ? (
        <Empty>
          {t({
            vi: 'Không có đơn vị nào cần mở với lựa chọn này. Đổi cơ quan hoặc chức danh.',
            en: 'With this choice there is nobody left. Choose another body or post.',
          })}
        </Empty>
      ) : (
        <div className="panel">
          <Table
            caption={t({ vi: 'Tài khoản sẽ mở', en: 'Accounts that would be opened' })}
            columns={[
              {
                key: 'unit',
                head: t({ vi: 'Đơn vị', en: 'Unit' }),
                cell: ({ unit }) => unit.fullName,
                narrow: 'first',
              },
              { key: 'code', head: t({ vi: 'Mã', en: 'Code' }), cell: ({ unit }) => unit.code, narrow: 'first-right' },
              {
                key: 'username',
                head: t({ vi: 'Tên tài khoản', en: 'User name' }),
                cell: ({ username }) => username,
                narrow: 'second',
              },
            ]}
            rows={data.toOpen}
            keyOf={({ unit }) => String(unit.id)}
            rowHead="unit"
          />
        </div>
      )}
    </section>
  );
};
