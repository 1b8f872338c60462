import type { Answer } from '@app/contract/kernel/route.ts';
import { kindsOfSignals, type SignalKind, scoreFormula, signalKinds } from '@app/contract/reporting/signals/kinds.ts';
import { listSignals } from '@app/contract/reporting/signals/routes.ts';
import { IconAdjustments } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { paths } from '../../kernel/paths.ts';
import { useRead } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { Page } from '../../shell/Page.tsx';
import type { AddressPart } from '../../ui/AddressBar.tsx';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Select } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { Loaded } from '../Loaded.tsx';
import { inSentence } from '../report-look.ts';
import { UnitPicker } from '../UnitPicker.tsx';
import { type Place, usePlace } from '../use-place.ts';
import { namesOf, SignalCard } from './SignalCard.tsx';
import './signals.css';

type Signals = Answer<typeof listSignals>;
type OneSignal = Signals['signals'][number];

const states = ['open', 'answered', 'settled', 'all'] as const;
type State = (typeof states)[number];

const isIn = (signal: OneSignal, state: State): boolean => {
  if (state === 'all') return true;
  if (state === 'settled') return signal.settledAt !== null;
  return signal.settledAt === null && (state === 'answered') === (signal.answeredAt !== null);
};

/** Units at once; with more, the rest is asked for. */
const STEP = 20;

const Heat = ({ unit, history }: { unit: string; history: Signals['scores'][number]['history'] }) => {
  const { t } = useWords();
  const oldestFirst = history.toReversed();
  const label = t(
    { vi: '{unit}, {n} kỳ: {list}', en: '{unit}, {n} periods: {list}' },
    { unit, n: history.length, list: oldestFirst.map(({ score }) => score).join(', ') },
  );
  return (
    <span className="heat" role="img" aria-label={label}>
      {oldestFirst.map(({ period, score }) => (
        <i key={period} className={`h${Math.min(4, Math.ceil(score / 15))}`} />
      ))}
    </span>
  );
};

const Scores = ({ scores }: Pick<Signals, 'scores'>) => {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  const asked = scores.filter(({ score }) => score > 0);
  const shown = all ? scores : asked.slice(0, STEP);
  return (
    <aside className="panel" aria-label={t({ vi: 'Điểm cần hỏi', en: 'Points to ask about' })}>
      <header>
        <h2>{t({ vi: 'Điểm cần hỏi', en: 'Points to ask about' })}</h2>
      </header>
      <div className="in">
        <p className="mid small">{t(scoreFormula)}</p>
        {shown.length === 0 && (
          <p className="mid">{t({ vi: 'Chưa đơn vị nào có điểm.', en: 'No unit has points.' })}</p>
        )}
        <ol className="score-list">
          {shown.map(({ unit, score, history }) => (
            <li key={unit.id}>
              <span>{unit.fullName}</span>
              <Heat unit={unit.fullName} history={history} />
              <b className="num">{score}</b>
            </li>
          ))}
        </ol>
        {shown.length < scores.length && (
          <Button small look="quiet" onClick={() => setAll(true)}>
            {t({ vi: 'Xem đủ {n} đơn vị', en: 'Show all {n} units' }, { n: scores.length })}
          </Button>
        )}
      </div>
    </aside>
  );
};

const List = ({ answer, signals }: { answer: Signals; signals: readonly OneSignal[] }) => {
  const { t } = useWords();
  const [most, setMost] = useState(STEP);
  const names = namesOf(answer);
  const units = answer.scores.flatMap(({ unit, score }) => {
    const own = signals.filter((signal) => signal.unit.id === unit.id);
    return own.length > 0 ? [{ unit, score, own }] : [];
  });
  return (
    <>
      {units.slice(0, most).map(({ unit, score, own }) => (
        <section key={unit.id} className="unit-signals" aria-label={unit.fullName}>
          <h2>
            {unit.fullName}
            <span className="mid small num">{t({ vi: '{n} điểm', en: '{n} points' }, { n: score })}</span>
            {[...new Set(own.map(({ reportId }) => reportId))].map((reportId) => (
              <Link key={reportId} className="small" to={paths.report} params={{ reportId: String(reportId) }}>
                {t(
                  { vi: 'Mở báo cáo {form}', en: 'Open report {form}' },
                  { form: own.find((each) => each.reportId === reportId)?.form ?? '' },
                )}
              </Link>
            ))}
          </h2>
          {own.map((signal) => (
            <SignalCard
              key={signal.id}
              signal={signal}
              names={names}
              whyNotAnswer={{ code: '', says: { vi: '', en: '' } }}
              whyNotSettle={answer.whyNot.settleSignal}
              folded
            />
          ))}
        </section>
      ))}
      {units.length > most && (
        <Button onClick={() => setMost(most + STEP)}>
          {t({ vi: 'Xem thêm {n} đơn vị', en: 'Show {n} more units' }, { n: Math.min(STEP, units.length - most) })}
        </Button>
      )}
    </>
  );
};

const stateWords = {
  open: { vi: 'Chờ trả lời', en: 'Unanswered' },
  answered: { vi: 'Đã trả lời, chờ khép', en: 'Answered, to be settled' },
  settled: { vi: 'Đã khép', en: 'Settled' },
  all: { vi: 'Tất cả', en: 'All' },
} as const;

const OneProvince = ({ answer, place }: { answer: Signals; place: Place }) => {
  const { t } = useWords();
  const navigate = useNavigate();
  const asked = useSearch({ from: '/inside/signals' });
  const [choosing, setChoosing] = useState(false);
  const state = states.find((each) => each === asked.state) ?? 'all';
  const kind = signalKinds.find((each) => each === asked.kind) ?? null;
  const go = (to: { unit?: string; period?: string; kind?: SignalKind | null; state?: State }) => {
    const { kind: picked, ...rest } = { kind, ...to };
    const search = {
      unit: String(place.unit),
      state,
      period: answer.period.code,
      ...rest,
      ...(picked && { kind: picked }),
    };
    void navigate({ to: paths.signals, search, resetScroll: false });
  };
  const ofKind = answer.signals.filter((signal) => kind === null || signal.kind === kind);
  const shown = ofKind.filter((signal) => isIn(signal, state));
  const open = answer.signals.filter((signal) => signal.settledAt === null).length;
  const units = new Set(answer.signals.filter(({ settledAt }) => settledAt === null).map(({ unit }) => unit.id)).size;
  const address: AddressPart[] = [
    { label: t({ vi: 'Địa bàn', en: 'Place' }), value: answer.unit.fullName, onOpen: () => setChoosing(true) },
    {
      label: t({ vi: 'Kỳ', en: 'Period' }),
      value: t(answer.period.words),
      options: {
        list: answer.choices.map(({ code, words }) => ({ value: code, label: t(words) })),
        chosen: answer.period.code,
        onPick: (period) => go({ period }),
      },
    },
  ];
  const count = (each: SignalKind) => answer.signals.filter((signal) => signal.kind === each).length;
  return (
    <Page
      title={t(
        { vi: 'Tín hiệu chất lượng {period}', en: 'Quality signals, {period}' },
        { period: inSentence(answer.period.words) },
      )}
      lead={t(
        {
          vi: '{open} điều cần hỏi ở {units} đơn vị, trong {examined} báo cáo đã đối chiếu. Là câu hỏi về số liệu, không phải kết luận về ai.',
          en: '{open} {open|question|questions} to {units} {units|unit|units} in {examined} reports looked at. Questions about figures, not verdicts on anybody.',
        },
        { open, units, examined: answer.examined },
      )}
      address={address}
      actions={
        <Link className={buttonClass()} to={paths.signalSettings} search={{ unit: String(place.unit) }}>
          <Icon of={IconAdjustments} />
          {t({ vi: 'Ngưỡng và trọng số', en: 'Thresholds and weights' })}
        </Link>
      }
    >
      <div className="two">
        <div>
          <div className="signal-filters">
            <Select
              label={t({ vi: 'Loại tín hiệu', en: 'Kind' })}
              options={[
                { value: '', label: t({ vi: 'Mọi loại ({n})', en: 'Every kind ({n})' }, { n: answer.signals.length }) },
                ...signalKinds
                  .filter((each) => count(each) > 0 || each === kind)
                  .map((each) => ({ value: each, label: `${t(kindsOfSignals[each].name)} (${count(each)})` })),
              ]}
              value={kind ?? ('' as const)}
              onPick={(value) => go({ kind: value === '' ? null : value })}
            />
            <Select
              label={t({ vi: 'Tình trạng', en: 'State' })}
              options={states.map((each) => ({
                value: each,
                label: `${t(stateWords[each])} (${ofKind.filter((signal) => isIn(signal, each)).length})`,
              }))}
              value={state}
              onPick={(value) => go({ state: value })}
            />
          </div>
          {answer.waiting > 0 && (
            <p className="mid" role="status">
              {t(
                { vi: '{n} báo cáo vừa gửi đang được đối chiếu.', en: '{n} reports just sent are being looked at.' },
                { n: answer.waiting },
              )}
            </p>
          )}
          {shown.length === 0 ? (
            <Empty>
              {answer.signals.length === 0
                ? t({ vi: 'Không có điều gì cần hỏi trong kỳ này.', en: 'There is nothing to ask in this period.' })
                : t({ vi: 'Không có tín hiệu nào như đã lọc.', en: 'No signal is as filtered.' })}
            </Empty>
          ) : (
            <List answer={answer} signals={shown} />
          )}
        </div>
        <Scores scores={answer.scores} />
      </div>
      {choosing && (
        <UnitPicker
          on={answer.period.endsOn}
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

const Placed = ({ place }: { place: Place }) => {
  const read = useRead(listSignals, { query: { unit: place.unit, period: place.period } });
  return <Loaded read={read}>{(answer) => <OneProvince answer={answer} place={place} />}</Loaded>;
};

/** What is to be asked below a unit: by unit and kind, with the evidence, the answers, and the points of each unit. */
export const SignalsPage = () => {
  const { unit, period } = useSearch({ from: '/inside/signals' });
  const place = usePlace({ ...(unit !== undefined && { unit }), ...(period !== undefined && { period, form: '' }) });
  const { t } = useWords();
  if (!place) return <Waiting>{t({ vi: 'Đang tìm kỳ gần nhất…', en: 'Looking for the newest period…' })}</Waiting>;
  return <Placed place={place} />;
};
