import {
  type DraftAnswer,
  type ChangePreview as Preview,
  previewChangeDraft,
} from '@app/contract/org/drafts/routes.ts';
import type { ReactNode } from 'react';
import { useFormat } from '../../kernel/format.ts';
import { useRead } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { Notice } from '../../ui/Notice.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import { StateTag } from '../../ui/Tag.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { inSentence } from './draft-edit.ts';

const fateWords = {
  ends: { vi: 'Kết thúc', en: 'Ends' },
  begins: { vi: 'Mới', en: 'New' },
  changes: { vi: 'Đổi', en: 'Changes' },
} as const;

type Unit = Preview['units'][number];

const Part = ({ title, says, children }: { title: string; says: ReactNode; children?: ReactNode }) => (
  <section className="list">
    <h2>{title}</h2>
    <p>{says}</p>
    {children}
  </section>
);

const Units = ({ units }: { units: readonly Unit[] }) => {
  const { t } = useWords();
  const format = useFormat();
  const place = (side: Unit['before']) =>
    side === null ? (
      <span className="dim">–</span>
    ) : (
      <>
        <b>{side.fullName}</b> <span className="dim">{[side.code, side.parent].filter(Boolean).join(' · ')}</span>
      </>
    );
  const share = (value: number) => format.figure({ value: value * 100, precision: 'exact' }, { unit: '%' });
  const others = ({ others: list, fate }: Unit) =>
    list
      .map((other) => {
        const part = other.share !== null && other.share < 1 ? ` (${share(other.share)})` : '';
        const unknown = other.share === null ? t({ vi: ' (chưa rõ tỷ lệ)', en: ' (share unknown)' }) : '';
        return `${other.fullName}${part}${unknown}`;
      })
      .join(', ') || (fate === 'changes' ? t({ vi: 'vẫn là đơn vị ấy', en: 'stays the same unit' }) : '–');
  const columns: Column<Unit>[] = [
    {
      key: 'fate',
      head: t({ vi: 'Thay đổi', en: 'Change' }),
      cell: ({ fate }) => t(fateWords[fate]),
      narrow: 'first-right',
    },
    { key: 'before', head: t({ vi: 'Trước', en: 'Before' }), cell: ({ before }) => place(before), narrow: 'first' },
    { key: 'after', head: t({ vi: 'Sau', en: 'After' }), cell: ({ after }) => place(after), narrow: 'second' },
    {
      key: 'others',
      head: t({ vi: 'Về đâu, từ đâu', en: 'Goes to, comes from' }),
      cell: others,
      narrow: 'second-right',
    },
  ];
  return (
    <Table
      caption={t({ vi: 'Đơn vị trước và sau', en: 'Units before and after' })}
      columns={columns}
      rows={units}
      keyOf={({ fate, before, after }) =>
        `${fate} ${before?.code} ${after?.code} ${before?.fullName} ${after?.fullName}`
      }
    />
  );
};

type Staying = Preview['obligations']['stay'][number];
const states = { not_sent: 'not-sent', draft: 'draft', submitted: 'sent', returned: 'returned' } as const;

const Obligations = ({ obligations, day }: { obligations: Preview['obligations']; day: string }) => {
  const { t } = useWords();
  const { stay, staying, withdrawn, opens, moved } = obligations;
  const columns: Column<Staying>[] = [
    { key: 'unit', head: t({ vi: 'Đơn vị', en: 'Unit' }), cell: ({ unit }) => unit, narrow: 'first' },
    { key: 'form', head: t({ vi: 'Biểu', en: 'Form' }), cell: ({ form }) => t(form), narrow: 'second' },
    {
      key: 'period',
      head: t({ vi: 'Kỳ', en: 'Period' }),
      cell: ({ period }) => t(period.words),
      narrow: 'second-right',
    },
    {
      key: 'state',
      head: t({ vi: 'Trạng thái', en: 'State' }),
      cell: ({ state }) => <StateTag state={states[state]} />,
      narrow: 'first-right',
    },
    {
      key: 'who',
      head: t({ vi: 'Ai làm tiếp', en: 'Who goes on' }),
      cell: ({ state, decider }) =>
        state === 'submitted'
          ? t({ vi: '{unit} duyệt', en: '{unit} decides' }, { unit: decider ?? '–' })
          : t(
              {
                vi: 'Đơn vị gửi trước {day}; sau đó tỉnh nhập từ tệp',
                en: 'The unit sends before {day}; later the province imports it',
              },
              { day },
            ),
      narrow: 'hidden',
    },
  ];
  return (
    <Part
      title={t({ vi: 'Báo cáo', en: 'Reports' })}
      says={t(
        {
          vi: '{stay} báo cáo kỳ cũ chưa duyệt vẫn của đơn vị cũ; {withdrawn} báo cáo đang mở không phải làm nữa; {moved} báo cáo đổi nơi nhận.',
          en: '{stay} {stay|report|reports} of earlier periods stay with the old units; {withdrawn} open {withdrawn|one is|ones are} no longer owed; {moved} {moved|goes|go} to another superior.',
        },
        { stay: staying, withdrawn, moved },
      )}
    >
      {opens.map(({ unit, form, from, reports }) => (
        <p key={`${unit} ${form.en}`}>
          {t(
            {
              vi: '{unit} nộp {form} từ {period} ({n} báo cáo mở ngay).',
              en: '{unit} owes {form} from {period} on ({n} opened at once).',
            },
            { unit, form, period: inSentence(from.words), n: reports },
          )}
        </p>
      ))}
      {stay.length > 0 && (
        <Table
          caption={t({ vi: 'Báo cáo kỳ cũ chưa duyệt', en: 'Reports of earlier periods not accepted' })}
          columns={columns}
          rows={stay}
          keyOf={({ unit, form, period }) => `${unit} ${form.en} ${period.code}`}
        />
      )}
      {staying > stay.length && (
        <p className="small mid">
          {t({ vi: 'Chỉ kể {n} báo cáo đầu.', en: 'Only the first {n} are listed.' }, { n: stay.length })}
        </p>
      )}
    </Part>
  );
};

type Total = NonNullable<Preview['figures']['totals']>[number];

const Totals = ({ totals }: { totals: readonly Total[] }) => {
  const { t } = useWords();
  const format = useFormat();
  const figure = (value: number | null) => (value === null ? '–' : format.figure({ value, precision: 'exact' }));
  const columns: Column<Total>[] = [
    { key: 'unit', head: t({ vi: 'Đơn vị', en: 'Unit' }), cell: ({ unit }) => unit, narrow: 'first' },
    {
      key: 'indicator',
      head: t({ vi: 'Chỉ tiêu', en: 'Indicator' }),
      cell: ({ indicator }) => t(indicator),
      narrow: 'second',
    },
    { key: 'period', head: t({ vi: 'Kỳ', en: 'Period' }), cell: ({ period }) => t(period.words), narrow: 'hidden' },
    {
      key: 'before',
      head: t({ vi: 'Trước', en: 'Before' }),
      cell: ({ before }) => figure(before),
      number: true,
      narrow: 'second-right',
    },
    {
      key: 'after',
      head: t({ vi: 'Sau', en: 'After' }),
      cell: ({ after }) => figure(after),
      number: true,
      narrow: 'first-right',
    },
  ];
  return (
    <Table
      caption={t({ vi: 'Số tổng thay đổi', en: 'Totals that change' })}
      columns={columns}
      rows={totals}
      keyOf={({ unit, indicator, period }) => `${unit} ${indicator.en} ${period.code}`}
    />
  );
};

const Figures = ({ figures }: { figures: Preview['figures'] }) => {
  const { t } = useWords();
  const { periods, changed, national, totals, notAllocated } = figures;
  return (
    <Part
      title={t({ vi: 'Số liệu', en: 'Figures' })}
      says={
        national.compared === 0
          ? t({
              vi: 'Các đơn vị này chưa có số ở kỳ nào kết thúc từ ngày có hiệu lực, nên không số tổng nào thay đổi.',
              en: 'These units have no figures in a period that ends on the day or later, so no total changes.',
            })
          : t(
              {
                vi: '{changed} số tổng chuyển sang cây mới. Số cả nước giữ nguyên từng chữ số: đã so {n}, khác {d}.',
                en: '{changed} {changed|total moves|totals move} to the new tree. National totals stay the same to the digit: {n} compared, {d} differ.',
              },
              { changed, n: national.compared, d: national.differing },
            )
      }
    >
      {periods.length > 0 && (
        <p className="small mid">
          {t(
            { vi: 'Kỳ liên quan: {periods}.', en: 'Periods concerned: {periods}.' },
            { periods: periods.map(({ words }) => t(inSentence(words))).join(', ') },
          )}
        </p>
      )}
      {notAllocated.map(({ unit, standsAt }) => (
        <Notice key={unit} kind="warning">
          {t(
            {
              vi: 'Chưa rõ tỷ lệ dân số nên số cũ của {unit} không chia cho các phần mà đứng ở {at}, ghi “chưa phân bổ”.',
              en: 'The shares are unknown, so earlier figures of {unit} are not divided; they stand at {at}, marked “not allocated”.',
            },
            { unit, at: standsAt },
          )}
        </Notice>
      ))}
      {totals !== null && totals.length > 0 && <Totals totals={totals} />}
      {totals === null && changed > 0 && (
        <p className="small mid">
          {t({
            vi: 'Chức danh quản trị không đọc số liệu. Cán bộ tổng hợp cùng cấp mở trang này sẽ thấy từng số.',
            en: 'Administrators read no figures. The reporting officer of your level sees each of them on this page.',
          })}
        </p>
      )}
    </Part>
  );
};

const Told = ({ preview, day }: { preview: Preview; day: string }) => {
  const { t } = useWords();
  const { units, posts, bodies, named } = preview;
  const count = (fate: Unit['fate']) => units.filter((unit) => unit.fate === fate).length;
  return (
    <div className="stack change-preview">
      <Part
        title={t({ vi: 'Đơn vị', en: 'Units' })}
        says={t(
          {
            vi: 'Từ {day}: {ends} đơn vị kết thúc, {begins} đơn vị mới, {changes} đơn vị đổi.',
            en: 'From {day}: {ends} {ends|unit ends|units end}, {begins} {begins|begins|begin}, {changes} {changes|changes|change}.',
          },
          { day, ends: count('ends'), begins: count('begins'), changes: count('changes') },
        )}
      >
        <Units units={units} />
      </Part>
      <Obligations obligations={preview.obligations} day={day} />
      <Figures figures={preview.figures} />
      <Part
        title={t({ vi: 'Chức danh và cơ quan', en: 'Posts and bodies' })}
        says={
          posts.length === 0
            ? t({ vi: 'Không ai giữ chức danh ở đơn vị kết thúc.', en: 'Nobody holds a post at a unit that ends.' })
            : t({
                vi: 'Chức danh ở đơn vị kết thúc vẫn đọc được số cũ, không làm gì thêm. Giao chức danh ở đơn vị mới trong mục Tài khoản.',
                en: 'Posts at ending units still read what they read and do nothing more. Give posts at the new units under Accounts.',
              })
        }
      >
        {posts.map(({ unit, posts: held, accounts }) => (
          <p key={unit}>
            {t(
              {
                vi: '{unit}: {held} chức danh, {accounts} tài khoản',
                en: '{unit}: {held} {held|post|posts}, {accounts} {accounts|account|accounts}',
              },
              { unit, held, accounts },
            )}
          </p>
        ))}
        {bodies.length > 0 && (
          <p>
            {t(
              { vi: 'Cơ quan được lập: {list}.', en: 'Bodies founded: {list}.' },
              { list: bodies.map((body) => t(body)).join('; ') },
            )}
          </p>
        )}
      </Part>
      {named.length > 0 && (
        <Part
          title={t({ vi: 'Còn nhắc tới đơn vị kết thúc', en: 'What still names ending units' })}
          says={t({
            vi: 'Giữ nguyên như đã ghi; xem lại nếu cần chuyển sang đơn vị mới.',
            en: 'It stays as it was written; see whether it should be set for the new units.',
          })}
        >
          {named.map(({ what, count: n, units: of }) => (
            <p key={what.en}>
              {t({ vi: '{n} {what}: {units}', en: '{n} {what}: {units}' }, { n, what, units: of.join(', ') })}
            </p>
          ))}
        </Part>
      )}
    </div>
  );
};

/** What the change would do, read from the server, which carries it out and takes it back. */
export const ChangePreview = ({ answer, version }: { answer: DraftAnswer; version: number }) => {
  const { t, tell } = useWords();
  const format = useFormat();
  const { data, error, isPlaceholderData } = useRead(previewChangeDraft, { params: { draftId: answer.id } });
  if (error)
    return (
      <Notice kind="error" live>
        {tell(error)}
      </Notice>
    );
  if (!data || isPlaceholderData)
    return (
      <Waiting>
        {t({
          vi: 'Đang tính thử trên toàn bộ cây đơn vị. Chưa có gì thay đổi…',
          en: 'Trying it on the whole tree of units. Nothing has changed…',
        })}
      </Waiting>
    );
  return <Told key={version} preview={data} day={answer.effectiveOn ? format.date(answer.effectiveOn) : ''} />;
};
