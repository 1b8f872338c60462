/** What this device keeps of open reports: what was typed and is not on the server, and what waits to be sent. */
import type { ProblemAnswer } from '@app/contract/kernel/problem.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import type { CellInput } from '@app/contract/reporting/routes.ts';
import { keepSealed, namesKept, onVault, readSealed } from '../../kernel/offline/vault.ts';
import type { Texts } from './merge.ts';

/** Which report, in words for a list. */
export type About = { reportId: number; postId: number; title: Words; unit: string };

/** Texts as they were typed, also those that are no number yet, and what they were typed over. */
export type Copy = About & {
  /** The version of the draft on the server that `base` is. */
  version: number;
  base: Texts;
  texts: Texts;
  cells: Record<string, CellInput>;
  /** True while a person must look first: texts that are no number, or a choice that is still open. */
  needsLook: boolean;
  at: string;
};

/** A report that was sent without a line. The deadline is judged by the server when it arrives. */
export type Sending = About & {
  /** One key for every try: were the first one carried out after all, the next would only repeat its answer. */
  key: string;
  draftVersion: number;
  cells: Record<string, CellInput>;
  nil: boolean;
  at: string;
  /** Why the server would not have it; then it goes back into the form. */
  refused: ProblemAnswer | null;
};

type Of = Pick<About, 'reportId' | 'postId'>;

/** This page, as long as it is open. */
const tab = crypto.randomUUID().slice(0, 8);
const lockOf = (name: string): string => `chung-tay.tab.${name}`;
// Held until the page is gone, however it goes.
void navigator.locks?.request(lockOf(tab), () => new Promise(() => {}));

const draftsOf = ({ postId, reportId }: Of): string => `draft/${postId}/${reportId}/`;
const sendingOf = ({ postId, reportId }: Of): string => `send/${postId}/${reportId}`;

// Written by this file only.
const parsed = <T>(text: string | null): T | null => (text === null ? null : (JSON.parse(text) as T));

export const keepCopy = (of: Of, copy: Copy | null): Promise<void> =>
  keepSealed(draftsOf(of) + tab, copy && JSON.stringify(copy));

const tabOf = (name: string): string => name.split('/')[3] ?? '';

/** Copies that no open page looks after: of tabs that were closed or killed, and of this one from an earlier visit. Newest first. */
export const leftCopies = async (of?: Of): Promise<{ name: string; copy: Copy }[]> => {
  const { held = [] } = await navigator.locks.query();
  // Whoever only waits for a tab to go has its lock for a moment too, but shared.
  const alive = new Set(held.flatMap(({ name, mode }) => (mode === 'exclusive' ? name : [])));
  const names = (await namesKept(of ? draftsOf(of) : 'draft/')).filter(
    (name) => tabOf(name) === tab || !alive.has(lockOf(tabOf(name))),
  );
  const read = await Promise.all(names.map(async (name) => ({ name, copy: parsed<Copy>(await readSealed(name)) })));
  return read
    .flatMap(({ name, copy }) => (copy ? [{ name, copy }] : []))
    .sort((one, other) => other.copy.at.localeCompare(one.copy.at));
};

/** What other tabs have left of a report, without what this page itself keeps. */
export const leftByOthers = async (of: Of): Promise<{ name: string; copy: Copy }[]> =>
  (await leftCopies(of)).filter(({ name }) => tabOf(name) !== tab);

/**
 * Hears when another tab that holds something of a report is gone, also one that is still on its way out while this page opens.
 * Answers the way to stop hearing.
 */
export const onTabGone = (of: Of, hear: () => void): (() => void) => {
  const stop = new AbortController();
  const known = new Set([tab]);
  const look = async (): Promise<void> => {
    for (const whose of (await namesKept(draftsOf(of))).map(tabOf)) {
      if (known.has(whose) || stop.signal.aborted) continue;
      known.add(whose);
      // Granted once that page has let go of it.
      void navigator.locks
        .request(lockOf(whose), { mode: 'shared', signal: stop.signal }, () => {})
        .then(hear, () => {});
    }
  };
  const end = onVault(() => void look());
  void look();
  return () => {
    end();
    stop.abort();
  };
};

export const dropCopies = async (names: readonly string[]): Promise<void> => {
  for (const name of names) await keepSealed(name, null);
};

export const keepSending = (of: Of, sending: Sending | null): Promise<void> =>
  keepSealed(sendingOf(of), sending && JSON.stringify(sending));

export const sendingFor = async (of: Of): Promise<Sending | null> => parsed<Sending>(await readSealed(sendingOf(of)));

export const allSendings = async (): Promise<Sending[]> => {
  const read = await Promise.all((await namesKept('send/')).map((name) => readSealed(name)));
  return read.flatMap((text) => parsed<Sending>(text) ?? []).sort((one, other) => one.at.localeCompare(other.at));
};
