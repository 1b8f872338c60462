/** What both boards of timeliness share: address, headline, ways of looking, the row of all. */
import type { Counted } from '@app/contract/reporting/timeliness/routes.ts';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { paths } from '../../kernel/paths.ts';
import { useWords } from '../../kernel/words.ts';
import { Page } from '../../shell/Page.tsx';
import type { AddressPart } from '../../ui/AddressBar.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { useFormChoices } from '../forms.ts';
import { inSentence } from '../report-look.ts';
import { UnitPicker } from '../UnitPicker.tsx';
import type { Place } from '../use-place.ts';
import type { HeatRow } from './HeatMap.tsx';
import { shareText, useMedian } from './TimelinessTables.tsx';
import { type Board, heatOfShare, type Order, orderOf, percentOf } from './timeliness-rules.ts';

/** What both boards tell: of single reports, and of communes by province. */
type Some = Pick<Board, 'unit' | 'form' | 'period' | 'choices' | 'periods' | 'all'>;

const views = ['picture', 'table', 'ranking'] as const;
type View = (typeof views)[number];

export type Search = { unit?: string; form?: string; period?: string; view?: View; order?: Order; level?: 'communes' };

/** What the address holds, and a way to change parts of it. */
export const useBoardAddress = (place: Place) => {
  const navigate = useNavigate();
  const asked = useSearch({ from: '/inside/timeliness' });
  const view = views.find((each) => each === asked.view) ?? 'picture';
  const order = orderOf(asked.order);
  const level = asked.level === 'communes' ? ('communes' as const) : null;
  const go = ({ level: next = level, ...to }: Omit<Search, 'level'> & { level?: 'communes' | null }) => {
    const search: Search = {
      unit: String(place.unit),
      form: place.form,
      period: place.period,
      view,
      order,
      ...to,
      ...(next && { level: next }),
    };
    void navigate({ to: paths.timeliness, search, resetScroll: false });
  };
  return { view, order, level, go };
};

/** What the sentences count. */
const countsOf = ({ onTime, late, overdue, notDue }: Counted) => ({ onTime, late, overdue, notDue });

/** The headline: how many of how many, then the newest period. */
const Lead = ({ board }: { board: Some }) => {
  const { t } = useWords();
  const median = useMedian();
  const { due, onTime } = board.all;
  const last = board.periods.at(-1)?.counted;
  return (
    <>
      <b>
        {t(
          {
            vi: '{onTime}/{due} báo cáo đúng hạn trong 12 kỳ ({percent}%).',
            en: '{onTime} of {due} reports on time in 12 periods ({percent}%).',
          },
          { onTime, due, percent: percentOf(board.all) ?? '–' },
        )}
      </b>{' '}
      {last &&
        t(
          {
            vi: '{period}: {onTime} đúng hạn, {late} muộn, {overdue} quá hạn chưa gửi, {notDue} chưa đến hạn. ',
            en: '{period}: {onTime} on time, {late} late, {overdue} overdue, {notDue} not due yet. ',
          },
          { ...countsOf(last), period: t(board.period.words) },
        )}
      {board.all.median !== null &&
        t({ vi: 'Trung vị: gửi {median}.', en: 'Median: sent {median}.' }, { median: median(board.all.median) })}
    </>
  );
};

const viewWords = {
  picture: { vi: 'Hình', en: 'Picture' },
  table: { vi: 'Bảng', en: 'Table' },
  ranking: { vi: 'Xếp hạng', en: 'Ranking' },
} as const;
const orderWords = {
  worst: { vi: 'Chậm trước', en: 'Slowest first' },
  best: { vi: 'Đúng hạn trước', en: 'Soonest first' },
  name: { vi: 'Tên', en: 'Name' },
} as const;

/** How the board is looked at: whose reports, as what, in which order. */
export const Ways = ({ board, place }: { board: Some; place: Place }) => {
  const { t } = useWords();
  const { view, order, level, go } = useBoardAddress(place);
  return (
    <div className="timeliness-ways">
      {board.unit.level === 'nation' && (
        <Segmented
          label={t({ vi: 'Cấp gửi báo cáo', en: 'Level that reports' })}
          options={[
            { value: 'provinces', label: t({ vi: 'Báo cáo của tỉnh', en: 'Reports of provinces' }) },
            { value: 'communes', label: t({ vi: 'Báo cáo của xã', en: 'Reports of communes' }) },
          ]}
          value={level ?? 'provinces'}
          onPick={(next) => go({ level: next === 'communes' ? next : null })}
        />
      )}
      <Segmented
        label={t({ vi: 'Cách xem', en: 'View' })}
        options={views.map((value) => ({ value, label: t(viewWords[value]) }))}
        value={view}
        onPick={(next) => go({ view: next })}
      />
      {view !== 'ranking' && (
        <Segmented
          label={t({ vi: 'Xếp theo', en: 'Order' })}
          options={(['worst', 'best', 'name'] as const).map((value) => ({ value, label: t(orderWords[value]) }))}
          value={order}
          onPick={(next) => go({ order: next })}
        />
      )}
    </div>
  );
};

/** The row of all units above the single ones, and how it is said. */
export const useAllRow = (board: Some): HeatRow => {
  const { t } = useWords();
  return {
    id: 0,
    name: t({ vi: 'Tất cả, % đúng hạn', en: 'All, % on time' }),
    cells: board.periods.map(({ words, counted }) => ({
      ...heatOfShare(counted),
      title: `${t(words)}: ${shareText(counted)}`,
    })),
  };
};

/** What the picture says, in words. */
export const useSentence = (board: Some, count: number, below: string): string => {
  const { t } = useWords();
  return t(
    {
      vi: '{count} {below} × 12 kỳ: {onTime} đúng hạn, {late} muộn, {overdue} quá hạn chưa gửi, {notDue} chưa đến hạn. Chọn Bảng để xem từng ô bằng chữ.',
      en: '{count} {below} × 12 periods: {onTime} on time, {late} late, {overdue} overdue, {notDue} not due yet. Choose Table to read each cell.',
    },
    { ...countsOf(board.all), count, below },
  );
};

/** Address, headline and actions around either board. */
export const Frame = ({
  board,
  place,
  detail,
  actions,
  children,
}: {
  board: Some;
  place: Place;
  detail: string;
  actions: ReactNode;
  children: ReactNode;
}) => {
  const { t } = useWords();
  const formChoices = useFormChoices();
  const [choosing, setChoosing] = useState(false);
  const navigate = useNavigate();
  const { go } = useBoardAddress(place);
  const address: AddressPart[] = [
    { label: t({ vi: 'Địa bàn', en: 'Place' }), value: board.unit.fullName, detail, onOpen: () => setChoosing(true) },
    {
      label: t({ vi: 'Đến kỳ', en: 'Up to' }),
      value: t(board.period.words),
      options: {
        list: board.choices.map(({ code, words }) => ({ value: code, label: t(words) })),
        chosen: board.period.code,
        onPick: (period) => go({ period }),
      },
    },
    {
      label: t({ vi: 'Biểu', en: 'Form' }),
      value: t(formChoices.find(({ code }) => code === place.form)?.title ?? board.form.title),
      options: {
        list: formChoices.map(({ code, title }) => ({ value: code, label: t(title) })),
        chosen: place.form,
        // Another form may have other periods: its newest is looked up.
        onPick: (form) => void navigate({ to: paths.timeliness, search: { unit: String(place.unit), form } }),
      },
    },
  ];
  return (
    <Page
      title={t(
        { vi: 'Đúng hạn đến {period}', en: 'Timeliness up to {period}' },
        { period: t(inSentence(board.period.words)) },
      )}
      lead={<Lead board={board} />}
      address={address}
      actions={actions}
    >
      {board.all.due + board.all.notDue === 0 ? (
        <Empty>
          {t(
            {
              vi: 'Không đơn vị nào dưới {unit} phải nộp biểu này trong 12 kỳ. Chọn biểu khác ở dòng địa chỉ.',
              en: 'No unit below {unit} owed this form in 12 periods. Choose another form in the address line.',
            },
            { unit: board.unit.fullName },
          )}
        </Empty>
      ) : (
        children
      )}
      {choosing && (
        <UnitPicker
          on={board.period.endsOn}
          onClose={() => setChoosing(false)}
          onPick={(unit) => {
            setChoosing(false);
            go({ unit, level: null });
          }}
        />
      )}
    </Page>
  );
};
