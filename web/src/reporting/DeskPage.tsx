import { listReports } from '@app/contract/reporting/routes.ts';
import { IconSum } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormat } from '../kernel/format.ts';
import { paths } from '../kernel/paths.ts';
import { useRead } from '../kernel/query.ts';
import { useWords } from '../kernel/words.ts';
import { Page } from '../shell/Page.tsx';
import type { AddressPart } from '../ui/AddressBar.tsx';
import { Button, buttonClass } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Icon } from '../ui/Icon.tsx';
import { StateTag } from '../ui/Tag.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import { DeskPicture } from './DeskPicture.tsx';
import { DeskWork } from './DeskWork.tsx';
import { Exceptions } from './desk/Exceptions.tsx';
import { type Filter, filterOf, searchOf } from './desk/filter.ts';
import { type DeskAnswer, isWaiting } from './desk-rules.ts';
import { useFormChoices } from './forms.ts';
import { EnterManyLink } from './grid/EnterManyLink.tsx';
import { Loaded } from './Loaded.tsx';
import { againstDeadline } from './moments.ts';
import { inSentence, unitsBelowOf } from './report-look.ts';
import { UnitPicker } from './UnitPicker.tsx';
import { useNow } from './use-now.ts';
import { type Place, usePlace } from './use-place.ts';
import { DeskExcelLink } from './workbook/ExcelLinks.tsx';

const EVERY = 60_000;

const Lead = ({ desk }: { desk: DeskAnswer }) => {
  const { t } = useWords();
  const format = useFormat();
  const now = useNow();
  if (desk.dueAt === null) return null;
  const waiting = desk.reports.filter(isWaiting).length;
  const { words, late } = againstDeadline({ submittedAt: null, dueAt: desk.dueAt, isLate: false }, now);
  return (
    <>
      {t(
        desk.whyNot.acceptReports === null
          ? { vi: '{n} báo cáo chờ bạn quyết. ', en: '{n} {n|report waits|reports wait} for you. ' }
          : { vi: '{n} báo cáo chờ duyệt. ', en: '{n} {n|report awaits|reports await} a decision. ' },
        { n: waiting },
      )}
      {t({ vi: 'Hạn của đơn vị là ', en: 'The units were due ' })}
      <b>{format.fullMoment(desk.dueAt)}</b>, {late ? t({ vi: 'đã qua', en: 'which is over' }) : t(words)}.
    </>
  );
};

const Desk = ({ desk, place }: { desk: DeskAnswer; place: Place }) => {
  const { t } = useWords();
  const formChoices = useFormChoices();
  const format = useFormat();
  const navigate = useNavigate();
  const asked = useSearch({ from: '/inside/desk' });
  const { report } = asked;
  const filter = filterOf(asked);
  const [choosing, setChoosing] = useState(false);
  const search = { unit: String(place.unit), form: place.form, period: place.period };
  const go = (to: Partial<typeof search>) => void navigate({ to: paths.desk, search: { ...search, ...to } });
  const show = (id: string | undefined, narrowed: Filter) =>
    void navigate({
      to: paths.desk,
      search: { ...search, ...searchOf(narrowed), ...(id !== undefined && { report: id }) },
      replace: true,
      resetScroll: false,
    });
  const open = (id: number | null) => show(id === null ? undefined : String(id), filter);
  const [newest] = desk.periods;
  const below = t(unitsBelowOf(desk.unit.level));
  const accepted = desk.reports.filter(({ state }) => state === 'accepted').length;
  const address: AddressPart[] = [
    {
      label: t({ vi: 'Địa bàn', en: 'Place' }),
      value: desk.unit.fullName,
      detail: `${desk.reports.length} ${below}`,
      onOpen: () => setChoosing(true),
    },
    {
      label: t({ vi: 'Kỳ', en: 'Period' }),
      value: t(desk.period.words),
      detail: `${format.date(desk.period.startsOn)}–${format.date(desk.period.endsOn)}`,
      options: {
        list: desk.periods.map(({ code, words }) => ({ value: code, label: t(words) })),
        chosen: place.period,
        onPick: (period) => go({ period }),
      },
    },
    {
      label: t({ vi: 'Biểu', en: 'Form' }),
      value: t(formChoices.find(({ code }) => code === place.form)?.title ?? desk.form.title),
      options: {
        list: formChoices.map(({ code, title }) => ({ value: code, label: t(title) })),
        chosen: place.form,
        onPick: (form) => void navigate({ to: paths.desk, search: { unit: search.unit, form } }),
      },
    },
  ];
  return (
    <Page
      title={t(
        { vi: 'Bàn duyệt báo cáo {period}', en: 'Review desk, {period}' },
        { period: t(inSentence(desk.period.words)) },
      )}
      tag={desk.isLocked && <StateTag state="locked" />}
      lead={<Lead desk={desk} />}
      address={address}
      actions={
        <>
          <Exceptions unit={desk.unit} />
          <DeskExcelLink decides={desk.whyNot.acceptReports === null} search={search} />
          <EnterManyLink decides={desk.whyNot.acceptReports === null} search={search} />
          <Link className={buttonClass()} to={paths.totals} search={search}>
            <Icon of={IconSum} />
            {t(
              { vi: 'Tổng hợp tạm: {accepted}/{all} {below}', en: 'Totals so far: {accepted} of {all} {below}' },
              { accepted, all: desk.reports.length, below },
            )}
          </Link>
        </>
      }
    >
      {desk.reports.length === 0 ? (
        <Empty
          action={
            newest && (
              <Button small onClick={() => go({ period: newest.code })}>
                {t({ vi: 'Mở {period}', en: 'Open {period}' }, { period: inSentence(newest.words) })}
              </Button>
            )
          }
        >
          {newest
            ? t(
                {
                  vi: 'Không đơn vị nào dưới {unit} phải nộp biểu này trong kỳ.',
                  en: 'No unit below {unit} owes this form in this period.',
                },
                { unit: desk.unit.fullName },
              )
            : t(
                {
                  vi: 'Không đơn vị nào dưới {unit} phải nộp biểu này, hoặc chức danh của bạn không xem được. Chọn biểu khác ở dòng địa chỉ.',
                  en: 'No unit below {unit} owes this form, or your post may not see it. Choose another form in the address line.',
                },
                { unit: desk.unit.fullName },
              )}
        </Empty>
      ) : (
        <>
          <DeskPicture desk={desk} onPick={open} />
          <DeskWork
            key={`${place.unit} ${place.form} ${place.period}`}
            desk={desk}
            open={report === undefined ? null : Number(report)}
            onOpen={open}
            filter={filter}
            onFilter={(narrowed) => show(report, narrowed)}
          />
        </>
      )}
      {choosing && (
        <UnitPicker
          on={desk.period.endsOn}
          onClose={() => setChoosing(false)}
          onPick={(unit) => {
            setChoosing(false);
            go({ unit });
          }}
        />
      )}
    </Page>
  );
};

const PlacedDesk = ({ place }: { place: Place }) => {
  const read = useRead(listReports, { query: place }, { every: EVERY });
  return <Loaded read={read}>{(desk) => <Desk desk={desk} place={place} />}</Loaded>;
};

/** The desk of a level: every report below it for one form and period, and the decision on them. */
export const DeskPage = () => {
  const place = usePlace(useSearch({ from: '/inside/desk' }));
  const { t } = useWords();
  if (!place) return <Waiting>{t({ vi: 'Đang tìm kỳ gần nhất…', en: 'Looking for the newest period…' })}</Waiting>;
  return <PlacedDesk place={place} />;
};
