import type { Answer } from '@app/contract/kernel/route.ts';
import { sayNumber, type Words } from '@app/contract/kernel/words.ts';
import { kindsOfSignals } from '@app/contract/reporting/signals/kinds.ts';
import type { SignalAnswer } from '@app/contract/reporting/signals/routes.ts';
import { answerSignal, listReportSignals, listSignals, settleSignal } from '@app/contract/reporting/signals/routes.ts';
import { type Names, type Said, sayEvidence } from '@app/contract/reporting/signals/says.ts';
import { IconActivity, IconCheck, IconMessage } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormat } from '../../kernel/format.ts';
import { useAction } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { Button } from '../../ui/Button.tsx';
import { TextArea } from '../../ui/Field.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { say } from '../../ui/toast.ts';

/** Units and periods as an answer names them. */
export const namesOf = (answer: {
  units: readonly { id: number; fullName: string }[];
  periods: readonly { code: string; words: Words }[];
}): Names => ({
  unit: (id) => answer.units.find((each) => each.id === id)?.fullName ?? null,
  period: (code) => answer.periods.find((each) => each.code === code)?.words ?? { vi: code, en: code },
});

const touches = [listReportSignals, listSignals];

const EvidenceTable = ({ said, caption }: { said: Said; caption: string }) => {
  const { t, language } = useWords();
  const numbers = said.head.map((_, at) => typeof said.rows[0]?.[at] === 'number');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways is reached by keyboard
    <section className="evidence" aria-label={caption} tabIndex={0}>
      <table>
        <caption className="vh">{caption}</caption>
        <thead>
          <tr>
            {said.head.map((head, at) => (
              <th key={head.en} scope="col" className={numbers[at] ? 'n' : undefined}>
                {t(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {said.rows.map((row) => (
            <tr key={JSON.stringify(row)}>
              {row.map((cell, at) => (
                <td key={said.head[at]?.en} className={numbers[at] ? 'n num' : undefined}>
                  {typeof cell === 'number' ? sayNumber(cell, language) : typeof cell === 'string' ? cell : t(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

/** Fewest characters of an answer that the other side can use; the contract refuses fewer. */
const SHORTEST = 5;

const Answering = ({ signal, onClose }: { signal: SignalAnswer; onClose: () => void }) => {
  const { t, tell } = useWords();
  const [note, setNote] = useState(signal.answer ?? '');
  const [asked, setAsked] = useState(false);
  const { mutate, isPending, error } = useAction(answerSignal, {
    touches,
    onDone: () => {
      say(t({ vi: 'Đã gửi trả lời.', en: 'Your answer was sent.' }));
      onClose();
    },
  });
  const short = note.trim().length < SHORTEST;
  const send = () => {
    setAsked(true);
    if (!short && !isPending) mutate({ params: { signalId: signal.id }, body: { note: note.trim() } });
  };
  const fault =
    asked && short
      ? t({ vi: 'Ghi ít nhất 5 ký tự.', en: 'At least 5 characters.' })
      : error && (error.fault('note') ? t(error.fault('note') ?? { vi: '', en: '' }) : tell(error));
  return (
    <div className="answering">
      <TextArea
        label={t({ vi: 'Số này từ đâu ra', en: 'How the figure came about' })}
        hint={t({
          vi: 'Cấp trên đọc được. Ví dụ: chuyên mục cố định 3 tin mỗi tuần. Không ghi tên người.',
          en: 'The superior reads it. For example: a fixed column with 3 items a week. No names of persons.',
        })}
        error={fault}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className="row">
        <Button small busy={isPending} onClick={send}>
          {t({ vi: 'Gửi trả lời', en: 'Send the answer' })}
        </Button>
        <Button small look="quiet" onClick={onClose}>
          {t({ vi: 'Thôi', en: 'Cancel' })}
        </Button>
      </div>
    </div>
  );
};

const Settle = ({ signal }: { signal: SignalAnswer }) => {
  const { t, tell } = useWords();
  const { mutate, isPending } = useAction(settleSignal, {
    touches,
    onDone: () => say(t({ vi: 'Đã khép tín hiệu.', en: 'The signal is settled.' })),
    onProblem: (problem) => say(tell(problem), 'problem'),
  });
  return (
    <Button
      small
      icon={IconCheck}
      busy={isPending}
      whyNot={signal.answeredAt === null ? t({ vi: 'Đơn vị chưa trả lời.', en: 'The unit has not answered.' }) : null}
      onClick={() => mutate({ params: { signalId: signal.id } })}
    >
      {t({ vi: 'Khép', en: 'Settle' })}
    </Button>
  );
};

const Standing = ({ signal }: { signal: SignalAnswer }) => {
  const { t } = useWords();
  if (signal.closedAt) return <Tag look="nhap">{t({ vi: 'Bản mới không còn', en: 'Gone in a newer version' })}</Tag>;
  if (signal.settledAt)
    return (
      <Tag look="duyet" icon={IconCheck}>
        {t({ vi: 'Đã khép', en: 'Settled' })}
      </Tag>
    );
  if (!signal.answeredAt) return null;
  return (
    <Tag look="gui" icon={IconMessage}>
      {t({ vi: 'Đã trả lời', en: 'Answered' })}
    </Tag>
  );
};

type WhyNot = Answer<typeof listReportSignals>['whyNot']['answerSignal'];

type Props = {
  signal: SignalAnswer;
  names: Names;
  /** Null: this post answers, or settles. */
  whyNotAnswer: WhyNot;
  whyNotSettle: WhyNot;
  /** Whether the table of the evidence is folded until it is asked for. */
  folded?: boolean;
};

/** One question with its evidence, the answer of the unit, and what may be done next. */
export const SignalCard = ({ signal, names, whyNotAnswer, whyNotSettle, folded = false }: Props) => {
  const { t } = useWords();
  const format = useFormat();
  const [answering, setAnswering] = useState(false);
  const said = sayEvidence(signal.evidence, names);
  const kind = kindsOfSignals[signal.kind];
  const isOpen = signal.closedAt === null && signal.settledAt === null;
  const caption = t({ vi: 'Bằng chứng: {kind}', en: 'Evidence: {kind}' }, { kind: kind.name });
  const table = <EvidenceTable said={said} caption={caption} />;
  return (
    <article className={isOpen ? 'signal' : 'signal done'} aria-label={t(kind.name)}>
      <header>
        <Tag look="tinhieu" icon={IconActivity}>
          {t(kind.name)}
        </Tag>
        <span className="mid small num">{t({ vi: '{n} điểm', en: '{n} points' }, { n: signal.weight })}</span>
        <Standing signal={signal} />
      </header>
      <p>{t(said.sentence, said.data)}</p>
      {folded || !isOpen ? (
        <details>
          <summary>{t({ vi: 'Xem số', en: 'Show the figures' })}</summary>
          {table}
        </details>
      ) : (
        table
      )}
      {signal.answer !== null && (
        <blockquote>
          <span className="mid small">
            {t({ vi: 'Đơn vị trả lời', en: 'The unit answers' })}
            {signal.answeredAt && ` ${format.moment(signal.answeredAt)}`}:{' '}
          </span>
          {signal.answer}
        </blockquote>
      )}
      {isOpen && whyNotAnswer === null && answering && (
        <Answering signal={signal} onClose={() => setAnswering(false)} />
      )}
      {isOpen && (
        <div className="row answering">
          {whyNotAnswer === null && !answering && (
            <Button small icon={IconMessage} onClick={() => setAnswering(true)}>
              {signal.answer === null
                ? t({ vi: 'Trả lời…', en: 'Answer…' })
                : t({ vi: 'Sửa trả lời…', en: 'Change the answer…' })}
            </Button>
          )}
          {whyNotSettle === null && <Settle signal={signal} />}
        </div>
      )}
    </article>
  );
};
