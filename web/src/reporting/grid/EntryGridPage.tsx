import { getEntryGrid } from '@app/contract/reporting/grid/routes.ts';
import { IconStack2 } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useFormat } from '../../kernel/format.ts';
import { paths } from '../../kernel/paths.ts';
import { useRead } from '../../kernel/query.ts';
import { useSession } from '../../kernel/session.ts';
import { useWords } from '../../kernel/words.ts';
import { Page } from '../../shell/Page.tsx';
import type { AddressPart } from '../../ui/AddressBar.tsx';
import { buttonClass } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { say } from '../../ui/toast.ts';
import { Waiting } from '../../ui/Waiting.tsx';
import { useFormChoices } from '../forms.ts';
import { Loaded } from '../Loaded.tsx';
import { inSentence, unitsBelowOf } from '../report-look.ts';
import { type Place, usePeriods, usePlace } from '../use-place.ts';
import { ManyGrid } from './ManyGrid.tsx';
import type { EntryGrid } from './many-rows.ts';
import { ownFillers, type PostOf, together, useOwnGrids } from './own-posts.ts';
import { SendMany } from './SendMany.tsx';
import { useMany } from './use-many.ts';
import './many.css';

const useAddress = (answer: EntryGrid, place: Place, isMine: boolean): AddressPart[] => {
  const { t } = useWords();
  const formChoices = useFormChoices();
  const format = useFormat();
  const navigate = useNavigate();
  const periods = usePeriods(place.form);
  const { form, period } = place;
  const search = isMine ? { form, period, mine: 'yes' } : { form, period, unit: String(place.unit) };
  const go = (to: { period: string }) => void navigate({ to: paths.entryGrid, search: { ...search, ...to } });
  return [
    {
      label: t({ vi: 'Địa bàn', en: 'Place' }),
      value: answer.unit.fullName,
      detail: `${answer.rows.length} ${t(unitsBelowOf(answer.unit.level))}`,
    },
    {
      label: t({ vi: 'Kỳ', en: 'Period' }),
      value: t(answer.period.words),
      detail: `${format.date(answer.period.startsOn)}–${format.date(answer.period.endsOn)}`,
      options: {
        list: periods.map(({ code, words }) => ({ value: code, label: t(words) })),
        chosen: place.period,
        onPick: (period) => go({ period }),
      },
    },
    {
      label: t({ vi: 'Biểu', en: 'Form' }),
      value: t(formChoices.find(({ code }) => code === place.form)?.title ?? answer.form.title),
    },
  ];
};

const Refusals = ({ answer, refused }: { answer: EntryGrid; refused: ReturnType<typeof useMany>['refused'] }) => {
  const { t } = useWords();
  const nameOf = (code: string) => answer.rows.find(({ unit }) => unit.code === code)?.unit.fullName ?? code;
  return (
    <ul>
      {Object.entries(refused).map(([code, says]) => (
        <li key={code}>
          <b>{nameOf(code)}</b>: {t(says)}
        </li>
      ))}
    </ul>
  );
};

type OneGridProps = { answer: EntryGrid; place: Place; postOf?: PostOf };

const OneGrid = ({ answer, place, postOf }: OneGridProps) => {
  const { t, tell } = useWords();
  const address = useAddress(answer, place, postOf !== undefined);
  const [strangers, setStrangers] = useState<readonly string[]>([]);
  const many = useMany(
    answer,
    (n) =>
      say(
        t(
          {
            vi: 'Đã gửi {n} báo cáo. Số đã có trong số tổng tạm tính, chờ một người khác duyệt.',
            en: '{n} {n|report|reports} sent. The figures are in the provisional totals and wait for somebody else.',
          },
          { n },
        ),
      ),
    postOf ?? null,
  );
  const open = many.lines.filter(({ row }) => row.whyNot === null);
  const [shown, setShown] = useState<'open' | 'all'>(open.length > 0 ? 'open' : 'all');
  const below = t(unitsBelowOf(answer.unit.level));
  const pasted = (landed: number, skipped: number, unknown: readonly string[]) => {
    setStrangers(unknown);
    say(
      t(
        {
          vi: 'Đã dán {landed} ô, bỏ qua {skipped} ô không nhập được.',
          en: 'Pasted {landed}, skipped {skipped} that cannot be typed.',
        },
        { landed, skipped },
      ),
    );
  };
  return (
    <Page
      title={t(
        { vi: 'Nhập nhiều đơn vị {period}', en: 'Enter for many units, {period}' },
        { period: t(inSentence(answer.period.words)) },
      )}
      lead={t(
        postOf
          ? {
              vi: 'Các đơn vị bạn có chức danh: {open} trong {all} đơn vị chưa gửi. Mỗi báo cáo được gửi dưới chức danh của bạn ở đơn vị đó.',
              en: 'The units at which you hold a post: {open} of {all} are not sent. Each report is sent as your post at that unit.',
            }
          : {
              vi: 'Nhập thay {open} trong {all} {below} chưa gửi. Số các đơn vị đã gửi chỉ để xem.',
              en: '{open} of {all} {below} can be entered here. The figures of the others are there to be read.',
            },
        { open: open.length, all: answer.rows.length, below },
      )}
      address={address}
      actions={
        postOf === undefined && (
          <Link
            className={buttonClass()}
            to={paths.desk}
            search={{ unit: String(place.unit), form: place.form, period: place.period }}
          >
            <Icon of={IconStack2} />
            {t({ vi: 'Bàn duyệt', en: 'Review desk' })}
          </Link>
        )
      }
    >
      {answer.rows.length === 0 ? (
        <Empty>
          {t(
            {
              vi: 'Không đơn vị nào dưới {unit} phải nộp biểu này trong kỳ. Chọn kỳ khác ở dòng địa chỉ.',
              en: 'No unit below {unit} owes this form in this period. Choose another period in the address line.',
            },
            { unit: answer.unit.fullName },
          )}
        </Empty>
      ) : (
        <div className="stack">
          {answer.whyNot.importReports && <Notice kind="info">{t(answer.whyNot.importReports.says)}</Notice>}
          {many.problem && (
            <Notice kind="error" live>
              {tell(many.problem)}
              <Refusals answer={answer} refused={many.refused} />
            </Notice>
          )}
          {strangers.length > 0 && (
            <Notice kind="warning" live>
              {t(
                {
                  vi: 'Không tìm thấy {n} đơn vị có trong khối dán: {names}. Số của các dòng này chưa được nhập.',
                  en: '{n} {n|name|names} of the pasted block are no units here: {names}. Their figures were not entered.',
                },
                { n: strangers.length, names: strangers.join('; ') },
              )}
            </Notice>
          )}
          <Segmented
            label={t({ vi: 'Đơn vị được hiện', en: 'Units shown' })}
            options={[
              { value: 'open', label: t({ vi: 'Chưa gửi ({n})', en: 'Not sent ({n})' }, { n: open.length }) },
              { value: 'all', label: t({ vi: 'Tất cả ({n})', en: 'All ({n})' }, { n: many.lines.length }) },
            ]}
            value={shown}
            onPick={setShown}
          />
          <ManyGrid
            key={shown}
            answer={answer}
            many={many}
            lines={shown === 'open' ? open : many.lines}
            label={`${t(answer.form.title)}, ${t(answer.period.words)}`}
            onPaste={pasted}
          />
          <p className="more keys-line">
            <kbd>Enter</kbd> {t({ vi: 'xuống đơn vị dưới', en: 'unit below' })} · <kbd>Tab</kbd>{' '}
            {t({ vi: 'sang chỉ tiêu kế', en: 'next indicator' })} · <kbd>Ctrl V</kbd>{' '}
            {t({
              vi: 'dán từ bảng tính, cột đầu là tên hoặc mã đơn vị thì tự khớp dòng',
              en: 'paste from a spreadsheet; names or codes in the first column find their rows',
            })}{' '}
            · <kbd>Ctrl Z</kbd> {t({ vi: 'hoàn tác', en: 'undo' })}
          </p>
          <SendMany answer={answer} many={many} />
        </div>
      )}
    </Page>
  );
};

const PlacedGrid = ({ place }: { place: Place }) => {
  const read = useRead(getEntryGrid, { query: place });
  return (
    <Loaded read={read}>
      {(answer) => <OneGrid key={`${place.unit} ${place.form} ${place.period}`} answer={answer} place={place} />}
    </Loaded>
  );
};

/** The units of all posts of the person who is signed in. */
const MineGrid = ({ place }: { place: Place }) => {
  const { t } = useWords();
  const { posts } = useSession();
  const fillers = useMemo(() => ownFillers(posts), [posts]);
  const { isWaiting, grids } = useOwnGrids(fillers, { form: place.form, period: place.period });
  const found = useMemo(() => together(grids, { vi: 'Các đơn vị của bạn', en: 'Your units' }, t), [grids, t]);
  if (isWaiting)
    return (
      <Waiting>{t({ vi: 'Đang mở báo cáo các đơn vị của bạn…', en: 'Opening the reports of your units…' })}</Waiting>
    );
  if (!found)
    return (
      <Page title={t({ vi: 'Nhập nhiều đơn vị', en: 'Enter for many units' })}>
        <Empty>
          {t({
            vi: 'Không đơn vị nào của bạn phải nộp biểu này trong kỳ. Chọn kỳ khác ở Việc của tôi.',
            en: 'None of your units owes this form in this period. Choose another period in My work.',
          })}
        </Empty>
      </Page>
    );
  return <OneGrid key={`${place.form} ${place.period}`} answer={found.answer} place={place} postOf={found.postOf} />;
};

/** One person enters the figures of many units: those below, which sent them on paper, or those at which he or she holds posts. */
export const EntryGridPage = () => {
  const { mine, ...asked } = useSearch({ from: '/inside/desk/enter' });
  const place = usePlace(asked);
  const { t } = useWords();
  if (!place) return <Waiting>{t({ vi: 'Đang tìm kỳ gần nhất…', en: 'Looking for the newest period…' })}</Waiting>;
  return mine ? <MineGrid place={place} /> : <PlacedGrid place={place} />;
};
