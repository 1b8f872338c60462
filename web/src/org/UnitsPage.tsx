import { listChildren, searchUnits } from '@app/contract/org/routes.ts';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { paths } from '../kernel/paths.ts';
import { useRead } from '../kernel/query.ts';
import { useWords } from '../kernel/words.ts';
import { Page } from '../shell/Page.tsx';
import { Empty } from '../ui/Empty.tsx';
import { TextInput } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import { ChangeSets } from './ChangeSets.tsx';
import { UnitTable } from './UnitTable.tsx';
import './org.css';

/** The last day of the tree of 63 provinces and three levels (Resolution 202/2025/QH15). */
const lastDayOfOldTree = '2025-06-30';
const atLeast = 2;

const Found = ({ text, on }: { text: string; on: string | undefined }) => {
  const { t, tell } = useWords();
  const { data, error } = useRead(searchUnits, { query: { q: text, limit: 50, ...(on && { on }) } });
  if (error) return <Notice kind="error">{tell(error)}</Notice>;
  if (!data) return <Waiting>{t({ vi: 'Đang tìm…', en: 'Searching…' })}</Waiting>;
  return (
    <section className="list" aria-labelledby="found">
      <h2 id="found">
        {t({ vi: 'Kết quả', en: 'Results' })}{' '}
        <span className="num" role="status">
          {data.length === 50 ? t({ vi: '50 kết quả đầu', en: 'first 50' }) : data.length}
        </span>
      </h2>
      {data.length === 0 ? (
        <Empty>
          {t({
            vi: 'Không tìm thấy. Thử tên khác, gõ không dấu cũng được; hoặc xem cả đơn vị cũ ở “Mọi thời kỳ”.',
            en: 'Nothing found. Try another name; accents may be left out. Former units stand under “All times”.',
          })}
        </Empty>
      ) : (
        <UnitTable caption={t({ vi: 'Đơn vị tìm thấy', en: 'Units found' })} units={data} on={on} />
      )}
    </section>
  );
};

const Provinces = ({ on }: { on: string | undefined }) => {
  const { t, tell } = useWords();
  // The root is the one unit with this code.
  const nation = useRead(searchUnits, { query: { q: 'VN', limit: 1 } });
  const root = nation.data?.[0]?.id;
  const { data, error } = useRead(
    listChildren,
    { params: { unitId: root ?? 0 }, query: on ? { on } : {} },
    { when: root !== undefined },
  );
  const failed = error ?? nation.error;
  if (failed) return <Notice kind="error">{tell(failed)}</Notice>;
  if (!data) return <Waiting>{t({ vi: 'Đang tải danh mục…', en: 'Loading the register…' })}</Waiting>;
  return (
    <section className="list" aria-labelledby="provinces">
      <h2 id="provinces">
        {t({ vi: 'Tỉnh, thành phố', en: 'Provinces and cities' })} <span className="num">{data.length}</span>
      </h2>
      <UnitTable caption={t({ vi: 'Tỉnh, thành phố', en: 'Provinces and cities' })} units={data} on={on} />
    </section>
  );
};

type TreeProps = { on: string | undefined; searches: boolean; onPick: (on: string | undefined) => void };

/** Which tree is looked at: the last one before the reform, or that of today; a search then looks through all times. */
const TreeSwitch = ({ on, searches, onPick }: TreeProps) => {
  const { t } = useWords();
  return (
    <Segmented
      label={t({ vi: 'Thời kỳ', en: 'Time' })}
      value={on === lastDayOfOldTree ? 'old' : 'all'}
      onPick={(value) => onPick(value === 'old' ? lastDayOfOldTree : undefined)}
      options={[
        {
          value: 'all',
          label: searches ? t({ vi: 'Mọi thời kỳ', en: 'All times' }) : t({ vi: 'Hiện nay', en: 'Today' }),
        },
        { value: 'old', label: t({ vi: 'Trước 01/07/2025', en: 'Before 1 Jul 2025' }) },
      ]}
    />
  );
};

/** Units of all times: found by name or code, or from the nation down; and what has changed them. */
export const UnitsPage = () => {
  const { t } = useWords();
  const navigate = useNavigate();
  const { q = '', on } = useSearch({ from: '/inside/units' });
  const [text, setText] = useState(q);
  const asked = useDeferredValue(text.trim());
  const go = (search: { q: string; on: string | undefined }) =>
    void navigate({
      to: paths.units,
      search: { ...(search.q && { q: search.q }), ...(search.on && { on: search.on }) },
      replace: true,
    });
  return (
    <Page
      title={t({ vi: 'Địa giới, sáp nhập', en: 'Units and mergers' })}
      lead={t({
        vi: 'Một đơn vị được nhận ra bằng mã và ngày: mã 44 là Tỉnh Quảng Bình đến 30/06/2025, là Tỉnh Quảng Trị từ 01/07/2025.',
        en: 'A unit is known by its code and a day: code 44 is Tỉnh Quảng Bình until 30 Jun 2025, and Tỉnh Quảng Trị from 1 Jul 2025.',
      })}
    >
      <div className="two">
        <div>
          <div className="unit-find">
            <TextInput
              label={t({ vi: 'Tìm theo tên hoặc mã', en: 'Find by name or code' })}
              hint={t({
                vi: 'Gõ không dấu cũng được: “dong hoi”. Đơn vị cũ cũng có.',
                en: 'Accents may be left out: “dong hoi”. Former units are found too.',
              })}
              type="search"
              autoComplete="off"
              spellCheck={false}
              value={text}
              onChange={(event) => {
                setText(event.target.value);
                go({ q: event.target.value.trim(), on });
              }}
            />
            <TreeSwitch on={on} searches={asked.length >= atLeast} onPick={(day) => go({ q: text.trim(), on: day })} />
          </div>
          {asked.length >= atLeast ? <Found text={asked} on={on} /> : <Provinces on={on} />}
        </div>
        <div className="beside-list">
          <ChangeSets />
        </div>
      </div>
    </Page>
  );
};
