import { Calendar, calendarWords } from '@app/contract/kernel/period.ts';
import type { Answer } from '@app/contract/kernel/route.ts';
import { formPeriodKinds } from '@app/contract/reporting/design/routes.ts';
import { listRegimes, type RegimeAnswer, withdrawRegime } from '@app/contract/reporting/regimes/routes.ts';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormat } from '../../kernel/format.ts';
import { useAction, useRead } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { Page } from '../../shell/Page.tsx';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { say } from '../../ui/toast.ts';
import { Loaded } from '../Loaded.tsx';
import { CalendarsPart } from './CalendarsPart.tsx';
import { DaysOffPart } from './DaysOffPart.tsx';
import { RegimeDialog } from './RegimeDialog.tsx';
import { careWords, deadlineWords, kindWords, levelWords } from './words.ts';
import './regimes.css';

type List = Answer<typeof listRegimes>;

/** Kinds that forms are made for; what was once set for nine months is owed by nobody. */
const kinds: readonly string[] = formPeriodKinds;
const byPlace = (a: RegimeAnswer, b: RegimeAnswer): number =>
  a.level.localeCompare(b.level) ||
  kinds.indexOf(a.periodKind) - kinds.indexOf(b.periodKind) ||
  Calendar.options.indexOf(a.calendar) - Calendar.options.indexOf(b.calendar) ||
  (a.form?.code ?? '').localeCompare(b.form?.code ?? '') ||
  (a.unit?.fullName ?? '').localeCompare(b.unit?.fullName ?? '') ||
  b.validFrom.localeCompare(a.validFrom) ||
  b.id - a.id;

const Regime = ({ regime }: { regime: RegimeAnswer }) => {
  const { t, tell } = useWords();
  const format = useFormat();
  const take = useAction(withdrawRegime, {
    onDone: ({ moved }) =>
      say(
        t({ vi: 'Đã rút. {n} hạn gửi đổi theo.', en: 'Taken back. {n} {n|deadline|deadlines} moved.' }, { n: moved }),
      ),
    onProblem: (problem) => say(tell(problem), 'problem'),
  });
  return (
    <li className={`task regime ${regime.state}`}>
      <div className="due">
        {t(kindWords[regime.periodKind])}
        <small>{t(levelWords[regime.level])}</small>
      </div>
      <div className="what">
        <h3>
          {t(deadlineWords(regime))}{' '}
          {regime.state === 'future' && (
            <Tag>{t({ vi: 'từ {day}', en: 'from {day}' }, { day: format.date(regime.validFrom) })}</Tag>
          )}
          {regime.state === 'past' && <Tag look="nhap">{t({ vi: 'đã thay', en: 'replaced' })}</Tag>}
        </h3>
        <p>
          {regime.form ? t(regime.form.title) : t({ vi: 'Mọi biểu chưa có quy định riêng', en: 'Every other form' })}
          {regime.calendar !== 'reporting' && ` · ${t(calendarWords[regime.calendar])}`}
          {' · '}
          {regime.unit ? regime.unit.fullName : t({ vi: 'cả nước', en: 'the whole country' })}
          {regime.ownAllowed && t({ vi: ', tỉnh được đặt riêng', en: ', provinces may set their own' })}
          {'. '}
          {t(careWords(regime))}
        </p>
        <p className="mid">{regime.basis}</p>
      </div>
      {regime.whyNotWithdraw === null && (
        <Button
          look="quiet"
          small
          busy={take.isPending}
          onClick={() => take.mutate({ params: { regimeId: regime.id } })}
        >
          {t({ vi: 'Rút', en: 'Take back' })}
        </Button>
      )}
    </li>
  );
};

const Regimes = ({ list }: { list: List }) => {
  const { t } = useWords();
  const [making, setMaking] = useState(false);
  const [past, setPast] = useState(false);
  const asked = list.regimes.filter(({ periodKind }) => kinds.includes(periodKind));
  const shown = asked.filter(({ state }) => past || state !== 'past').sort(byPlace);
  const mayNot = list.whyNot.setRegime;
  const old = asked.filter(({ state }) => state === 'past').length;
  return (
    <Page
      title={t({ vi: 'Thời hạn báo cáo, lịch, ngày nghỉ', en: 'Deadlines, calendars and days off' })}
      lead={t({
        vi: 'Hạn gửi của mỗi loại kỳ, khi nào nhắc, báo cấp trên và khóa. Thay đổi chỉ áp dụng từ ngày ghi, không đổi hạn đã qua.',
        en: 'When each kind of period is due, when it is reminded of, told to the superior, and locked. A change holds from its day on and moves no deadline that is over.',
      })}
      actions={
        mayNot === null && (
          <Button look="filled" icon={IconPlus} onClick={() => setMaking(true)}>
            {t({ vi: 'Đặt thời hạn mới', en: 'Set a new deadline' })}
          </Button>
        )
      }
    >
      <section className="list">
        <h2>
          {t({ vi: 'Đang và sắp áp dụng', en: 'In force and to come' })} <span className="num">{shown.length}</span>
        </h2>
        {old > 0 && (
          <Checkbox checked={past} onPick={setPast}>
            {t({ vi: 'Hiện cả {n} quy định đã thay', en: 'Also show {n} that were replaced' }, { n: old })}
          </Checkbox>
        )}
        <ul>
          {shown.map((regime) => (
            <Regime key={regime.id} regime={regime} />
          ))}
        </ul>
      </section>
      <CalendarsPart />
      <DaysOffPart whyNot={list.whyNot.setDaysOff} />
      {making && <RegimeDialog list={list} onClose={() => setMaking(false)} />}
    </Page>
  );
};

/** When reports are due, by regime, how the calendars close, and the days off of each year; whoever designs also changes them here. */
export const RegimesPage = () => {
  const read = useRead(listRegimes, {});
  return <Loaded read={read}>{(list) => <Regimes list={list} />}</Loaded>;
};
