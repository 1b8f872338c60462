import { endOtherSessions, endSession, listSessions } from '@app/contract/identity/sessions/routes.ts';
import type { Answer } from '@app/contract/kernel/route.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { IconCheck } from '@tabler/icons-react';
import { useFormat } from '../../kernel/format.ts';
import { useAction, useRead } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { say } from '../../ui/toast.ts';
import { Waiting } from '../../ui/Waiting.tsx';
import { Section } from './Section.tsx';

type Session = Answer<typeof listSessions>[number];

const ways: Record<Session['by'], Words> = {
  password: { vi: 'bằng mật khẩu', en: 'by password' },
  passkey: { vi: 'bằng khóa truy cập', en: 'by passkey' },
  'sign-on': { vi: 'qua cổng của cơ quan', en: 'through the sign-on' },
};

/** Where the account is open, and the way to close it there. */
export const SessionPart = () => {
  const { t, tell } = useWords();
  const format = useFormat();
  const { data, error } = useRead(listSessions, {});
  const onProblem = (problem: Parameters<typeof tell>[0]) => say(tell(problem), 'problem');
  const end = useAction(endSession, {
    touches: [listSessions],
    onDone: () => say(t({ vi: 'Đã kết thúc phiên.', en: 'The session has ended.' })),
    onProblem,
  });
  const endOthers = useAction(endOtherSessions, {
    touches: [listSessions],
    onDone: ({ ended }) =>
      say(t({ vi: 'Đã kết thúc {n} phiên khác.', en: '{n} other {n|session|sessions} ended.' }, { n: ended })),
    onProblem,
  });
  const others = data?.filter(({ current }) => !current).length ?? 0;
  return (
    <Section
      title={t({ vi: 'Phiên đang mở', en: 'Open sessions' })}
      lead={t({
        vi: 'Mỗi phiên tự hết sau một ngày làm việc. Thấy phiên lạ: kết thúc phiên đó rồi đổi mật khẩu.',
        en: 'A session ends by itself after a working day. If one is not yours, end it and change the password.',
      })}
      action={
        others > 0 && (
          <Button busy={endOthers.isPending} onClick={() => endOthers.mutate({})}>
            {t({ vi: 'Kết thúc {n} phiên khác', en: 'End {n} other {n|session|sessions}' }, { n: others })}
          </Button>
        )
      }
    >
      {error && <Notice kind="error">{tell(error)}</Notice>}
      {!data && !error && <Waiting>{t({ vi: 'Đang tải…', en: 'Loading…' })}</Waiting>}
      {data && (
        <ul className="lines">
          {[...data.filter(({ current }) => current), ...data.filter(({ current }) => !current)].map((session) => (
            <li key={session.id}>
              <span>
                <b>{session.device ?? t({ vi: 'Không rõ máy', en: 'Unknown device' })}</b>
                <small>
                  {t(
                    { vi: 'Mở {from}, {way}, đến {to}', en: 'Opened {from} {way}, until {to}' },
                    {
                      from: format.moment(session.startedAt),
                      way: ways[session.by],
                      to: format.moment(session.endsAt),
                    },
                  )}
                </small>
              </span>
              {session.current ? (
                <Tag look="gui" icon={IconCheck}>
                  {t({ vi: 'Phiên này', en: 'This one' })}
                </Tag>
              ) : (
                <Button
                  look="quiet"
                  small
                  busy={end.isPending}
                  onClick={() => end.mutate({ params: { sessionId: session.id } })}
                >
                  {t({ vi: 'Kết thúc', en: 'End' })}
                  <span className="vh">
                    {t(
                      { vi: ' phiên mở {from}', en: ' the session of {from}' },
                      { from: format.moment(session.startedAt) },
                    )}
                  </span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
};
