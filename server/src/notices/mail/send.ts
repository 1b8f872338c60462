/** The sender: letters leave one after the other, each noted before the next, so that a crash sends at most one twice. */
import { noticeFacts } from '@app/contract/notices/routes.ts';
import type { Transporter } from 'nodemailer';
import { desksOfPeople } from '../../identity/index.ts';
import type { Ask } from '../../kernel/ask.ts';
import type { MailSettings } from '../../kernel/mail-settings.ts';
import * as q from './queries.ts';
import { letterOf, outcomeOf, pauseAfter, TRIED_FOR } from './rules.ts';

const DAY = 86_400_000;
/** Notices that one letter lists; more come with the next. */
const MOST_IN_LETTER = 20;
/** Notices turned into letters, and letters sent, by one run. */
const MOST_NOTICES = 5_000;
const MOST_LETTERS = 200;

/** Turns new notices into letters for those who asked for them; answers how many letters. */
export const queueMail = async ({ tx, now, today }: Ask, baseUrl: string | null): Promise<number> => {
  const readers = await q.readersByMail(tx);
  if (readers.length === 0) return 0;
  const desks = await desksOfPeople(
    tx,
    readers.map(({ userId }) => userId),
    today,
  );
  const by = new Map(readers.map((reader) => [reader.userId, reader]));
  // Somebody who has just asked for mail is not written to about last week.
  const since = (reader: q.Reader) => new Date(Math.max(reader.confirmedAt.getTime(), now.getTime() - 3 * DAY));
  const rows = await q.unmailed(
    tx,
    desks.flatMap((desk) => {
      const reader = by.get(desk.userId);
      return reader ? [{ ...desk, kinds: reader.kinds, since: since(reader) }] : [];
    }),
    MOST_NOTICES,
  );
  let letters = 0;
  for (const [userId, { address }] of by) {
    const mine = rows.filter((row) => row.userId === userId).slice(0, MOST_IN_LETTER);
    if (mine.length === 0) continue;
    const letter = letterOf(
      mine.map(({ kind, dueAt, facts }) => ({ kind, dueAt, facts: noticeFacts.parse(facts) })),
      baseUrl,
    );
    await q.putDigest(
      tx,
      { userId, address, ...letter, now },
      mine.map(({ noticeId }) => noticeId),
    );
    letters += 1;
  }
  return letters;
};

type AsSystem = <T>(work: (ask: Ask) => Promise<T>) => Promise<T>;

/** The mail server could not be reached, or did not let the program in: the letters wait. */
export class MailServerAway extends Error {}

/**
 * Sends what is due in the outbox. Only one process runs this at a time (the lock of the job); a letter is taken and its next try put
 * ahead before it is handed over, so that none is lost and none is sent by two. @throws MailServerAway
 */
export const sendMail = async (
  asSystem: AsSystem,
  settings: MailSettings,
  signal: AbortSignal,
): Promise<{ sent: number; refused: number; waiting: number }> => {
  const count = { sent: 0, refused: 0, waiting: 0 };
  let transport: Transporter | null = null;
  try {
    for (let i = 0; i < MOST_LETTERS && !signal.aborted; i++) {
      const letter = await asSystem(({ tx, now }) => q.takeLetter(tx, now));
      if (!letter) break;
      transport ??= await openTransport(settings);
      const outcome = await hand(transport, settings, letter);
      await asSystem((ask) => note(ask, letter, outcome));
      if (outcome.is === 'sent') count.sent += 1;
      else if (outcome.is === 'refused') count.refused += 1;
      else count.waiting += 1;
      if (outcome.is === 'unreachable')
        throw new MailServerAway(`${outcome.code ?? 'ESOCKET'} ${outcome.answer ?? ''}`.trim());
    }
  } finally {
    transport?.close();
  }
  return count;
};

/** Loaded where mail is sent only: most processes never need it. */
const openTransport = async ({ host, port, tls, user, password, ca }: MailSettings): Promise<Transporter> => {
  const { createTransport } = await import('nodemailer');
  return createTransport({
    host,
    port,
    secure: tls === 'tls',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    ...(user !== null && { auth: { user, pass: password ?? '' } }),
    ...(ca !== null && { tls: { ca } }),
    pool: true,
    maxConnections: 1,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    // Nothing of a letter is read from files or addresses.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
};

type Handed = { is: ReturnType<typeof outcomeOf>; answer: number | null; code: string | null };

const hand = async (
  transport: Transporter,
  { from, messageDomain }: MailSettings,
  letter: q.Letter,
): Promise<Handed> => {
  try {
    await transport.sendMail({
      from,
      to: letter.address,
      subject: letter.subject,
      text: letter.body,
      // The same on every try: a letter that arrives twice is known as one.
      messageId: `<letter-${letter.id}-${letter.madeAt.getTime()}@${messageDomain}>`,
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    });
    return { is: 'sent', answer: 250, code: null };
  } catch (error) {
    const { responseCode, code } = error as { responseCode?: number; code?: string };
    return { is: outcomeOf(error), answer: responseCode ?? null, code: code ?? null };
  }
};

const note = async ({ tx, now }: Ask, letter: q.Letter, { is, answer }: Handed): Promise<void> => {
  if (is === 'sent') return q.noteLetter(tx, letter.id, { sentAt: now });
  const isOld = now.getTime() - letter.madeAt.getTime() > TRIED_FOR;
  if (is === 'refused' || isOld) await q.noteLetter(tx, letter.id, { givenUpAt: now, answer });
  else await q.noteLetter(tx, letter.id, { nextAt: new Date(now.getTime() + pauseAfter(letter.attempts)), answer });
  if (is === 'refused') await q.refuseAddress(tx, letter.userId, letter.address, now);
};
