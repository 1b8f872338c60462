import { differences } from '@app/contract/audit/differences.ts';
import type * as api from '@app/contract/audit/routes.ts';
import type { AuditEntryAnswer, AuditFilter, AuditHeadAnswer } from '@app/contract/audit/routes.ts';
import { actionWords, keyWords } from '@app/contract/audit/words.ts';
import { csvCell } from '@app/contract/kernel/formula.ts';
import { sayDate, timeInVietnam, todayInVietnam } from '@app/contract/kernel/period.ts';
import type { Answer, FileAnswer, Input } from '@app/contract/kernel/route.ts';
import type { Language, Words } from '@app/contract/kernel/words.ts';
import { accountTitles, postTitles } from '../identity/index.ts';
import type { Ask, OpenAsk } from '../kernel/ask.ts';
import type { Tx } from '../kernel/database.ts';
import { must } from '../kernel/problem.ts';
import { reportNames } from '../reporting/index.ts';
import * as q from './queries.ts';
import {
  actionsNamed,
  actorKind,
  partsOfSubject,
  sayActor,
  saySubject,
  whyNotReadAudit,
  whyNotSeeSeals,
} from './rules.ts';

/** More entries than this are exported in parts, by narrowing the time. */
const EXPORTED = 20_000;

/** Entries in words, newest first. @throws kernel.not-found for everybody but inspectors and administrators. */
export const searchAudit = async (
  { query }: Input<typeof api.searchAudit>,
  { tx, actor }: Ask,
): Promise<Answer<typeof api.searchAudit>> => {
  must(whyNotReadAudit(actor));
  const { after, limit, ...filter } = query;
  const rows = await q.findEntries(tx, { ...soughtBy(filter), after, limit: limit + 1 });
  const page = rows.slice(0, limit);
  return { entries: await inWords(tx, page), next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
};

const soughtBy = (filter: AuditFilter) => ({ ...filter, actions: filter.q ? actionsNamed(filter.q) : [] });

/** The rows with the names of posts, units, accounts and reports, asked once for all of them. */
const inWords = async (tx: Tx, rows: readonly q.EntryRow[]): Promise<AuditEntryAnswer[]> => {
  const subjects = rows.map(({ subject }) => partsOfSubject(subject));
  const idsOf = (kind: string) => [...new Set(subjects.filter((each) => each.kind === kind).map(({ id }) => id))];
  const numbersOf = (kind: string) => idsOf(kind).map(Number).filter(Number.isInteger);
  const titles = await postTitles(tx, [...rows.map(({ postId }) => postId), ...numbersOf('post')]);
  const accounts = await accountTitles(tx, idsOf('user'));
  const reports = await reportNames(tx, numbersOf('report'));
  const nameOf = ({ kind, id }: { kind: string; id: string }): Words | undefined => {
    if (kind === 'report') return reports.get(Number(id));
    if (kind === 'user') return accounts.get(id);
    return kind === 'post' ? titles.get(Number(id)) : undefined;
  };
  return rows.map((row) => {
    const kind = actorKind(row);
    return {
      id: row.id,
      at: row.at.toISOString(),
      action: row.action,
      unit: row.unitId === null ? null : { id: row.unitId, fullName: row.unitName ?? String(row.unitId) },
      subject: saySubject(row.subject, nameOf(partsOfSubject(row.subject))),
      by: {
        kind,
        postId: row.postId,
        key: row.tokenId,
        title: sayActor(row.action, kind, row.postId === null ? undefined : titles.get(row.postId)),
      },
      before: row.before,
      after: row.after,
      seal: row.seq === null || row.hash === null ? null : { seq: row.seq, hash: row.hash },
    };
  });
};

const heads: Record<Language, readonly string[]> = {
  vi: ['Thời gian', 'Việc', 'Mã việc', 'Đối tượng', 'Đơn vị', 'Người làm', 'Trước', 'Sau', 'Số thứ tự', 'Mã niêm'],
  en: ['Time', 'Act', 'Code', 'Subject', 'Unit', 'Done by', 'Before', 'After', 'Place', 'Seal'],
};

const cutWords: Record<Language, string> = {
  vi: `Còn dòng cũ hơn: tệp chỉ giữ ${EXPORTED} dòng mới nhất. Thu hẹp thời gian rồi tải tiếp.`,
  en: `There are older entries: the file holds the newest ${EXPORTED}. Narrow the time and download again.`,
};

/** The entries found, as a file for a spreadsheet, and an entry of who took them. The file is made after the transaction. */
export const exportAudit = async (
  { query }: Input<typeof api.exportAudit>,
  { tx, actor, today, audit }: Ask,
): Promise<() => Promise<FileAnswer>> => {
  must(whyNotReadAudit(actor));
  const { language, ...filter } = query;
  const rows = await q.findEntries(tx, { ...soughtBy(filter), limit: EXPORTED + 1 });
  const entries = await inWords(tx, rows.slice(0, EXPORTED));
  const isCut = rows.length > EXPORTED;
  await audit({
    action: 'audit.exportAudit',
    subject: 'audit',
    unitId: actor.unitId,
    after: { ...filter, entries: entries.length, isCut },
  });
  return async () => {
    const lines = [
      heads[language],
      ...entries.map((entry) => lineOf(entry, language)),
      ...(isCut ? [[cutWords[language]]] : []),
    ];
    // The mark in front tells spreadsheets that the letters are UTF-8.
    const text = `\uFEFF${lines.map((line) => line.map(csvCell).join(',')).join('\r\n')}\r\n`;
    return { name: `nhat-ky-${today}.csv`, content: new TextEncoder().encode(text) };
  };
};

const lineOf = (entry: AuditEntryAnswer, language: Language): string[] => {
  const at = new Date(entry.at);
  const changed = differences(entry.before, entry.after);
  const told = (side: 'before' | 'after') =>
    changed.flatMap((each) => (each[side] ? [`${each.field[language]}: ${each[side][language]}`] : [])).join('; ');
  return [
    `${sayDate(todayInVietnam(at), language)} ${timeInVietnam(at)}`,
    actionWords[entry.action]?.[language] ?? entry.action,
    entry.action,
    entry.subject[language],
    entry.unit?.fullName ?? '',
    [entry.by.title, ...(entry.by.key === null ? [] : [keyWords(entry.by.key)])]
      .map((each) => each[language])
      .join(', '),
    told('before'),
    told('after'),
    String(entry.seal?.seq ?? ''),
    entry.seal?.hash ?? '',
  ];
};

const headAnswerOf = (row: q.HeadRow | undefined): AuditHeadAnswer | null =>
  row ? { ...row, at: row.at.toISOString() } : null;

/** The newest signed head; it holds hashes only, and everybody may keep it. */
export const getAuditHead = async (_: unknown, { tx }: OpenAsk): Promise<Answer<typeof api.getAuditHead>> => ({
  head: headAnswerOf(await q.newestHead(tx)),
});

/** How the audit is sealed: the newest head, and what the last verification has found. */
export const getAuditState = async (_: unknown, { tx, actor }: Ask): Promise<Answer<typeof api.getAuditState>> => {
  must(whyNotSeeSeals(actor));
  // Written by `chungtay verify` in the shape of the answer, and checked against it on the way out.
  const verified = (await q.lastVerified(tx)) as Answer<typeof api.getAuditState>['verified'];
  return { head: headAnswerOf(await q.newestHead(tx)), verified };
};
