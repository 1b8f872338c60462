import { catalogue, indicatorOf } from '@app/contract/figures/catalogue.ts';
import { type Line, lineWords } from '@app/contract/figures/routes.ts';
import { addDays, periodName } from '@app/contract/kernel/period.ts';
import type { Answer } from '@app/contract/kernel/route.ts';
import {
  getRequestChoices,
  listRequests,
  MOST_ASKED,
  previewRequest,
  type RequestKind,
  type RequestLevel,
  requestKinds,
  requestKindWords,
  sendRequest,
} from '@app/contract/reporting/requests/routes.ts';
import { IconSend, IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { paths } from '../../kernel/paths.ts';
import { useAction, useRead } from '../../kernel/query.ts';
import { useSession } from '../../kernel/session.ts';
import { useWords } from '../../kernel/words.ts';
import { Page } from '../../shell/Page.tsx';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Select, TextArea, TextInput } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SearchBox } from '../../ui/SearchBox.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { say } from '../../ui/toast.ts';
import { Waiting } from '../../ui/Waiting.tsx';
import { emptyContent, findIndicators } from '../design/form-edit.ts';
import { Loaded } from '../Loaded.tsx';
import { DueFields } from './DueFields.tsx';
import { KnownFigures } from './KnownFigures.tsx';
import { periodsToAsk } from './periods.ts';
import { UnitName } from './UnitName.tsx';
import { type Whom, whomFound, whomToLookAt } from './whom.ts';
import './requests.css';

type Start = Answer<typeof listRequests>;
const SHOWN = 12;
/** Time to answer: an ad-hoc report is short and urgent. */
const USUAL_DAYS = 5;

const levelWords: Record<RequestLevel, { vi: string; en: string }> = {
  province: { vi: 'Các tỉnh', en: 'Provinces' },
  commune: { vi: 'Các xã', en: 'Communes' },
};

/** Typed figures alone are asked; what is counted follows from them. */
const computed = new Set(
  catalogue.filter(({ kind, sumOf, derived }) => kind === 'R' || kind === 'A' || sumOf || derived).map(({ id }) => id),
);

const Picker = ({ line, chosen, onPick }: { line: Line; chosen: readonly string[]; onPick: (id: string) => void }) => {
  const { t } = useWords();
  const { today } = useSession();
  const [text, setText] = useState('');
  const asked = useDeferredValue(text);
  const found = findIndicators(asked, line, emptyContent(), today).filter(
    ({ id }) => !computed.has(id) && !chosen.includes(id),
  );
  return (
    <SearchBox
      label={t({ vi: 'Thêm chỉ tiêu', en: 'Add an indicator' })}
      placeholder={t({ vi: 'Gõ tên chỉ tiêu, không dấu cũng được', en: 'Type the name of an indicator' })}
      text={text}
      onText={setText}
      found={
        asked.trim() === ''
          ? undefined
          : found.slice(0, SHOWN).map((each) => ({ id: each.id, title: t(each.words), detail: t(each.unit) }))
      }
      onPick={({ id }) => {
        onPick(id);
        setText('');
      }}
    />
  );
};

const Units = ({
  units,
  left,
  onLeft,
}: {
  units: readonly Whom[];
  left: ReadonlySet<number>;
  onLeft: (left: ReadonlySet<number>) => void;
}) => {
  const { t } = useWords();
  const [filter, setFilter] = useState('');
  const shown = whomFound(units, filter);
  const n = units.length - left.size;
  const isFiltered = filter.trim() !== '' && shown.length > 0;
  const choose = (yes: boolean) => {
    const ids = shown.map(({ id }) => id);
    const found = new Set(ids);
    onLeft(new Set(yes ? [...left].filter((id) => !found.has(id)) : [...left, ...ids]));
  };
  return (
    <fieldset>
      <legend>
        {t({ vi: 'Hỏi đơn vị nào: {n}/{all}', en: 'Whom to ask: {n} of {all}' }, { n, all: units.length })}
      </legend>
      <Checkbox
        checked={left.size === 0}
        onPick={(yes) => onLeft(yes ? new Set() : new Set(units.map(({ id }) => id)))}
      >
        {t({ vi: 'Tất cả {n} đơn vị', en: 'All {n} units' }, { n: units.length })}
      </Checkbox>
      <TextInput
        label={
          units.some(({ within }) => within !== null)
            ? t({ vi: 'Lọc theo tên xã hoặc tỉnh', en: 'Filter by name, also of the province' })
            : t({ vi: 'Lọc theo tên', en: 'Filter by name' })
        }
        value={filter}
        onChange={(event) => setFilter(event.target.value)}
      />
      {isFiltered && (
        <p className="row">
          <Button small onClick={() => choose(true)}>
            {t({ vi: 'Chọn {n} đơn vị đang hiện', en: 'Choose the {n} shown' }, { n: shown.length })}
          </Button>
          <Button small onClick={() => choose(false)}>
            {t({ vi: 'Bỏ {n} đơn vị đang hiện', en: 'Leave out the {n} shown' }, { n: shown.length })}
          </Button>
        </p>
      )}
      <ul className="scroll">
        {shown.map((unit) => (
          <li key={unit.id}>
            <Checkbox
              checked={!left.has(unit.id)}
              onPick={(yes) => {
                const next = new Set(left);
                if (yes) next.delete(unit.id);
                else next.add(unit.id);
                onLeft(next);
              }}
            >
              <UnitName unit={unit} />
            </Checkbox>
          </li>
        ))}
      </ul>
    </fieldset>
  );
};

const Questions = ({ list, onList }: { list: readonly string[]; onList: (list: string[]) => void }) => {
  const { t } = useWords();
  return (
    <fieldset>
      <legend>
        {t({ vi: 'Câu hỏi trả lời bằng lời (không bắt buộc)', en: 'Questions answered in words (optional)' })}
      </legend>
      {list.map((text, at) => (
        <TextInput
          // biome-ignore lint/suspicious/noArrayIndexKey: questions are only added at the end
          key={at}
          label={t({ vi: 'Câu hỏi {n}', en: 'Question {n}' }, { n: at + 1 })}
          maxLength={200}
          value={text}
          onChange={(event) => onList(list.map((old, place) => (place === at ? event.target.value : old)))}
        />
      ))}
      {list.length < 10 && (
        <Button look="quiet" onClick={() => onList([...list, ''])}>
          {t({ vi: 'Thêm câu hỏi', en: 'Add a question' })}
        </Button>
      )}
    </fieldset>
  );
};

const Compose = ({ start }: { start: Start }) => {
  const { t, tell, fault, language } = useWords();
  const navigate = useNavigate();
  const { today } = useSession();
  const [kind, setKind] = useState<RequestKind>('ad_hoc');
  const [line, setLine] = useState<Line>(start.lines[0] ?? 'committee');
  const [level, setLevel] = useState<RequestLevel>(start.levels[0] ?? 'commune');
  const periods = periodsToAsk(today);
  const closed = periods.find(({ endsOn }) => endsOn <= today) ?? periods[0];
  const [period, setPeriod] = useState(closed?.code ?? '');
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const [indicators, setIndicators] = useState<readonly string[]>([]);
  const [questions, setQuestions] = useState<string[]>([]);
  const [title, setTitle] = useState('');
  const [reason, setReason] = useState('');
  const [dueOn, setDueOn] = useState(addDays(today, USUAL_DAYS));
  const [hour, setHour] = useState(17);
  const choices = useRead(getRequestChoices, { query: { line, period, level } });
  const units = choices.data?.units ?? [];
  const chosen = units.filter(({ id }) => !left.has(id)).map(({ id }) => id);
  const all = left.size === 0;
  const asksSome = indicators.length > 0 && chosen.length > 0;
  const whom = whomToLookAt(
    units.map(({ id }) => id),
    left,
  );
  const preview = useRead(
    previewRequest,
    { query: { line, period, level, indicators: indicators.join(), ...whom } },
    { when: asksSome },
  );
  const send = useAction(sendRequest, {
    onDone: ({ id, asked, leftOut }) => {
      say(
        leftOut > 0
          ? t(
              { vi: 'Đã gửi tới {n} đơn vị, {m} đơn vị đã có đủ số.', en: 'Sent to {n}; {m} have everything.' },
              { n: asked, m: leftOut },
            )
          : t({ vi: 'Đã gửi tới {n} đơn vị.', en: 'Sent to {n} {n|unit|units}.' }, { n: asked }),
      );
      void navigate({ to: paths.request, params: { requestId: String(id) } });
    },
  });
  const seen = asksSome ? preview.data : undefined;
  // Nothing is asked before it was shown what is known of exactly this.
  const isLooking = seen === undefined || preview.isPlaceholderData;
  const asks = seen?.asked ?? chosen.length;
  const whyNot =
    (start.whyNot.sendRequest && t(start.whyNot.sendRequest.says)) ??
    (chosen.length === 0 ? t({ vi: 'Chọn ít nhất một đơn vị.', en: 'Choose at least one unit.' }) : null) ??
    (indicators.length === 0 ? t({ vi: 'Thêm ít nhất một chỉ tiêu.', en: 'Add at least one indicator.' }) : null) ??
    (preview.error ? tell(preview.error) : null) ??
    (isLooking ? t({ vi: 'Đang xem số nào đã có.', en: 'Looking for what is known.' }) : null) ??
    (seen?.whyNot.sendRequest ? t(seen.whyNot.sendRequest.says) : null) ??
    (title.trim().length < 3 ? t({ vi: 'Ghi nội dung yêu cầu.', en: 'Say what it is about.' }) : null) ??
    (reason.trim().length < 3 ? t({ vi: 'Ghi lý do yêu cầu.', en: 'Say why it is asked.' }) : null);
  const refill = (change: () => void) => {
    change();
    setLeft(new Set());
  };
  return (
    <form
      className="request-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (whyNot !== null || send.isPending) return;
        send.mutate({
          body: {
            ...{ kind, line, period, level, units: all ? null : chosen, title: title.trim(), reason: reason.trim() },
            ...{ indicators: [...indicators], dueOn, dueHour: hour },
            questions: questions.flatMap((text) =>
              text.trim().length >= 3 ? [{ title: text.trim(), required: true }] : [],
            ),
          },
        });
      }}
    >
      {send.error && (
        <Notice kind="error" live>
          {tell(send.error)}
        </Notice>
      )}
      <Segmented
        label={t({ vi: 'Loại báo cáo', en: 'Kind of report' })}
        options={requestKinds.map((value) => ({ value, label: t(requestKindWords[value]) }))}
        value={kind}
        onPick={setKind}
      />
      <TextInput
        label={t({ vi: 'Nội dung yêu cầu', en: 'What it is about' })}
        maxLength={150}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        error={fault(send.error, 'title')}
      />
      <TextArea
        label={t({ vi: 'Lý do, căn cứ', en: 'Why, and on what basis' })}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={fault(send.error, 'reason')}
      />
      <Select
        label={t({ vi: 'Số liệu của kỳ', en: 'Figures of the period' })}
        value={period}
        options={periods.map((each) => ({ value: each.code, label: periodName(each, language) }))}
        error={fault(send.error ?? choices.error, 'period')}
        onPick={(value) =>
          refill(() => {
            setPeriod(value);
            // Figures of a period that runs are sent from its last day on.
            const last = periods.find(({ code }) => code === value)?.endsOn ?? today;
            if (dueOn < last) setDueOn(addDays(last, USUAL_DAYS));
          })
        }
      />
      {start.lines.length > 1 && (
        <Select
          label={t({ vi: 'Tuyến', en: 'Line' })}
          value={line}
          options={start.lines.map((each) => ({ value: each, label: t(lineWords[each]) }))}
          onPick={(value) =>
            refill(() => {
              setLine(value);
              setIndicators([]);
            })
          }
        />
      )}
      {start.levels.length > 1 && (
        <Segmented
          label={t({ vi: 'Cấp', en: 'Level' })}
          options={start.levels.map((value) => ({ value, label: t(levelWords[value]) }))}
          value={level}
          onPick={(value) => refill(() => setLevel(value))}
        />
      )}
      {choices.data ? (
        <Units units={units} left={left} onLeft={setLeft} />
      ) : choices.error ? (
        <Notice kind="error">{tell(choices.error)}</Notice>
      ) : (
        <Waiting>{t({ vi: 'Đang lấy danh sách đơn vị…', en: 'Getting the list of units…' })}</Waiting>
      )}
      <fieldset>
        <legend>{t({ vi: 'Hỏi số liệu nào: {n}', en: 'Figures to ask for: {n}' }, { n: indicators.length })}</legend>
        {indicators.length < MOST_ASKED && (
          <Picker line={line} chosen={indicators} onPick={(id) => setIndicators([...indicators, id])} />
        )}
        <ul className="chosen">
          {indicators.map((id) => {
            const words = t(indicatorOf(id)?.words ?? { vi: id, en: id });
            const known = seen?.indicators.find(({ indicator }) => indicator === id);
            return (
              <li key={id}>
                <span>
                  {words}
                  {known && (
                    <small>
                      {known.lacking === 0
                        ? t({
                            vi: 'Mọi đơn vị đã có hoặc sẽ gửi theo biểu khác. Bỏ chỉ tiêu này.',
                            en: 'Every unit has it or will send it by another form. Take it out.',
                          })
                        : t(
                            {
                              vi: 'Đã có {held}, sẽ có theo biểu khác {coming}, còn hỏi {lacking} đơn vị.',
                              en: '{held} have it, {coming} will send it by another form, {lacking} left to ask.',
                            },
                            { held: known.held, coming: known.coming, lacking: known.lacking },
                          )}
                    </small>
                  )}
                </span>
                <Button
                  look="quiet"
                  icon={IconTrash}
                  onClick={() => setIndicators(indicators.filter((each) => each !== id))}
                >
                  {t({ vi: 'Bỏ “{words}”', en: 'Take out "{words}"' }, { words })}
                </Button>
              </li>
            );
          })}
        </ul>
      </fieldset>
      {preview.error && <Notice kind="error">{tell(preview.error)}</Notice>}
      {/* What another calendar counts is known by no unit for this period, and asked of none. */}
      {seen &&
        (seen.whyNot.sendRequest?.code === 'reporting.request-other-calendar' ? (
          <Notice kind="warning">{t(seen.whyNot.sendRequest.says)}</Notice>
        ) : (
          <KnownFigures preview={seen} />
        ))}
      <Questions list={questions} onList={setQuestions} />
      <DueFields on={dueOn} hour={hour} onDay={setDueOn} onHour={setHour} />
      <p className="row">
        <Button look="filled" type="submit" icon={IconSend} busy={send.isPending} whyNot={whyNot}>
          {t({ vi: 'Gửi yêu cầu tới {n} đơn vị', en: 'Send to {n} {n|unit|units}' }, { n: asks })}
        </Button>
      </p>
    </form>
  );
};

/** A new request: to whom, which figures, why and until when; what is known is shown before it is sent. */
export const NewRequestPage = () => {
  const { t } = useWords();
  const read = useRead(listRequests, {});
  return (
    <Page
      title={t({ vi: 'Soạn yêu cầu báo cáo', en: 'New request' })}
      lead={t({
        vi: 'Chọn đơn vị và số liệu. Số đã có hiện ngay bên dưới và không hỏi lại.',
        en: 'Choose units and figures. What is known is shown below and not asked again.',
      })}
    >
      <Loaded read={read}>{(start) => <Compose start={start} />}</Loaded>
    </Page>
  );
};
