import { actionWords, subjectWords } from '@app/contract/audit/words.ts';
import { type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import { foldAccents } from '@app/contract/kernel/text.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import type { Actor } from '../kernel/actor.ts';

/**
 * Why somebody may not read the audit: to everybody but those in charge it does not exist. Inspectors read everything in
 * their subtree, administrators what was done to accounts and posts; the database lets no more pass.
 */
export const whyNotReadAudit = (actor: Pick<Actor, 'does'>): Refusal | null =>
  actor.does.has('read-audit') || actor.does.has('administer') ? null : refuse(notFound, {});

/** Why somebody may not know how the audit is sealed: the operator runs it without reading it. */
export const whyNotSeeSeals = (actor: Pick<Actor, 'does'>): Refusal | null =>
  actor.does.has('operate') ? null : whyNotReadAudit(actor);

/** Actions whose words hold the text, without regard to accents and capitals. */
export const actionsNamed = (text: string): string[] => {
  const sought = foldAccents(text);
  return Object.entries(actionWords)
    .filter(([, words]) => foldAccents(words.vi).includes(sought) || foldAccents(words.en).includes(sought))
    .map(([action]) => action);
};

/** Kind and id of a subject: `report:12`. */
export const partsOfSubject = (subject: string): { kind: string; id: string } => {
  const at = subject.indexOf(':');
  return at < 0 ? { kind: subject, id: '' } : { kind: subject.slice(0, at), id: subject.slice(at + 1) };
};

/** Whose act an entry tells of. */
export const actorKind = (entry: { userId: string | null; postId: number | null }): 'post' | 'program' | 'nobody' => {
  if (entry.postId !== null) return 'post';
  return entry.userId === 'system' ? 'program' : 'nobody';
};

/** What the actor of an entry is called; `title` where the post is known. A session is opened by whoever holds the account. */
export const sayActor = (action: string, kind: 'post' | 'program' | 'nobody', title: Words | undefined): Words => {
  if (kind === 'post') return title ?? { vi: 'Chức danh không còn', en: 'A post that is gone' };
  if (kind === 'program') return { vi: 'Hệ thống', en: 'The program' };
  return action === 'identity.sessionOpened'
    ? { vi: 'Chính tài khoản này', en: 'The account itself' }
    : { vi: 'Người chưa đăng nhập', en: 'Somebody not signed in' };
};

/** What a subject is called; `name` where its own room knows it better. Ids of accounts mean nothing to a reader. */
export const saySubject = (subject: string, name: Words | undefined): Words => {
  const { kind, id } = partsOfSubject(subject);
  const words = subjectWords[kind];
  if (kind === 'user' || kind === 'post') {
    const of = words ?? { vi: kind, en: kind };
    return name ? { vi: `${of.vi}: ${name.vi}`, en: `${of.en}: ${name.en}` } : of;
  }
  if (name) return name;
  return words ? { vi: `${words.vi} ${id}`.trim(), en: `${words.en} ${id}`.trim() } : { vi: subject, en: subject };
};
