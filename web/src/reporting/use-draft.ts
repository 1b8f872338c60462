/** What is typed into a report: in the grid, closed on this device at every key, on the server a moment later. */
import type { Figure } from '@app/contract/kernel/figure.ts';
import type { Answer } from '@app/contract/kernel/route.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { type CellInput, getMyWork, getReport, listReports, saveDraft } from '@app/contract/reporting/routes.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { actsAs, call, Problem } from '../kernel/call.ts';
import { keep, kept } from '../kernel/device.ts';
import { onLine } from '../kernel/line.ts';
import { heard } from '../kernel/offline/answers.ts';
import { isKept, onVault, whenOpen } from '../kernel/offline/vault.ts';
import { reading } from '../kernel/query.ts';
import { usePost } from '../kernel/session.ts';
import { figureWays } from '../ui/figure-ways.ts';
import { type Grid, useGrid } from '../ui/use-grid.ts';
import { cellsToSend, type Figures, typedRows, whyNotTyped } from './form-cells.ts';
import {
  type Copy,
  dropCopies,
  keepCopy,
  keepSending,
  leftByOthers,
  leftCopies,
  onTabGone,
  type Sending,
  sendingFor,
} from './offline/copies.ts';
import { baseAfter, type Clash, mergeTexts, type Texts, takeIn } from './offline/merge.ts';
import { deliverNow, openForms, reportMoved, withdrawn } from './offline/outbox.ts';
import { noteSaved, savedFromHere } from './offline/saved-from-here.ts';

export type ReportAnswer = Answer<typeof getReport>;
type Notes = Readonly<Record<string, string | null>>;

/** `typed` is only here; `device`: the server cannot be reached; `conflict`: somebody else changed the same cells. */
export type DraftState = 'rest' | 'typed' | 'saving' | 'saved' | 'device' | 'refused' | 'conflict';

/** Whose figures stand against those typed here. */
export type Against = { by: Words; at: string } | null;

export type Draft = {
  grid: Grid<Figure>;
  figures: Figures;
  notes: Notes;
  setNote: (rowId: string, note: string | null) => void;
  state: DraftState;
  savedAt: string | null;
  problem: Problem | null;
  /** Faults that the server named, by row; each goes when its cell is typed again. */
  faults: Readonly<Record<string, Words>>;
  tellFaults: (problem: Problem) => void;
  /** Saves what is open; false when it could not be saved, or when cells of others came in that the officer has not seen. */
  flush: () => Promise<boolean>;
  /** What would be sent now, with the version it builds on. */
  toSend: () => { draftVersion: number; cells: Record<string, CellInput> };
  /** Cells changed here and elsewhere, each for a choice; nothing is saved before. */
  clashes: readonly Clash[];
  choose: (keys: readonly string[], whose: 'mine' | 'theirs') => void;
  /** How many cells changed elsewhere only were put beside those typed here. */
  merged: number;
  against: Against;
  /** What was typed here and can no longer be saved, because the report was sent or closed elsewhere. */
  left: readonly Clash[];
  dropLeft: () => void;
  /** False while the device could not keep what is open. */
  isKept: boolean;
  /** Waits on this device to be sent. */
  queued: Sending | null;
  queue: (sending: { key: string; nil: boolean }) => Promise<void>;
  withdraw: () => Promise<void>;
};

const WAIT = 1500;
const TRY_AGAIN = 15_000;
/** Keys that follow one another closely are closed and kept together. */
const KEEP_WAIT = 80;
const ways = figureWays(whyNotTyped);

const figuresFrom = ({ form, cells }: ReportAnswer): Record<string, Figure | null> => {
  const of = new Map(cells.map((cell) => [cell.indicator, cell]));
  return Object.fromEntries(
    typedRows(form).map(({ indicator }) => {
      const cell = of.get(indicator);
      return [indicator, cell && cell.value !== null ? { value: cell.value, precision: cell.precision } : null];
    }),
  );
};
const notesFrom = ({ cells }: ReportAnswer): Notes =>
  Object.fromEntries(cells.map(({ indicator, note }) => [indicator, note]));
const kindsFrom = ({ cells }: ReportAnswer) =>
  Object.fromEntries(cells.map(({ indicator, kind }) => [indicator, kind]));
const cellsFrom = (answer: ReportAnswer) =>
  cellsToSend(answer.form, figuresFrom(answer), notesFrom(answer), kindsFrom(answer));

/** Cells as `f:row`, notes as `n:row`: the texts that are compared when two have typed. */
const textsOf = (cells: Readonly<Record<string, string>>, notes: Notes): Texts => ({
  ...Object.fromEntries(Object.entries(cells).map(([row, text]) => [`f:${row}`, text])),
  ...Object.fromEntries(
    Object.entries(notes).flatMap(([row, note]) => (note?.trim() ? [[`n:${row}`, note.trim()]] : [])),
  ),
});
const textsFrom = (answer: ReportAnswer): Texts =>
  textsOf(
    mapValues(figuresFrom(answer), (figure) => (figure ? ways.write('', figure) : '')),
    notesFrom(answer),
  );
const rowsAmong = (texts: Texts, kind: 'f' | 'n'): Record<string, string> =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([key, text]) => (key.startsWith(`${kind}:`) ? [[key.slice(2), text]] : [])),
  );

const mapValues = <V, W>(record: Readonly<Record<string, V>>, to: (value: V) => W): Record<string, W> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value)]));

/** Before copies were closed they lay in the browser's storage as they were typed; what is left of that is taken over once. */
const openCopy = (name: string): { texts: Record<string, string>; notes: Notes } | null => {
  const text = kept(name);
  if (text === null) return null;
  try {
    // Written by an earlier version of this file.
    return JSON.parse(text) as { texts: Record<string, string>; notes: Notes };
  } catch {
    return null;
  }
};

const CHANGED = 'kernel.changed-meanwhile';
/** Refused because of what somebody else did to the report meanwhile: saved it, sent it, closed it. */
const isOfOthers = ({ code, status }: Problem): boolean => code === CHANGED || [403, 409, 423].includes(status);

const faultsOf = ({ answer }: Problem): Record<string, Words> =>
  Object.fromEntries(
    (answer.fields ?? []).flatMap(({ path, says }) => {
      const row = /^cells\.([a-z0-9_]+)/.exec(path)?.[1];
      return row ? [[row, says]] : [];
    }),
  );

const againstOf = ({ drafted, submissions }: ReportAnswer): Against => {
  const newest = submissions[0];
  return drafted ?? (newest ? { by: newest.submittedBy, at: newest.submittedAt } : null);
};

/** Holds the draft of one report while its page is open; `answer` is what the server said last. */
export const useDraft = (answer: ReportAnswer): Draft => {
  const client = useQueryClient();
  const postId = usePost()?.id ?? 0;
  const reportId = answer.report.id;
  const of = useMemo(() => ({ postId, reportId }), [postId, reportId]);
  const editable = answer.whyNot.saveDraft === null;
  /** What the server held when the page was opened. */
  const [begun] = useState(() => ({
    figures: figuresFrom(answer),
    cells: JSON.stringify(cellsFrom(answer)),
    texts: textsFrom(answer),
  }));
  const grid = useGrid(ways, begun.figures);
  const { act } = grid;
  const [notes, setNotes] = useState(() => notesFrom(answer));
  const [state, setState] = useState<DraftState>('rest');
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [told, setTold] = useState<Record<string, { says: Words; text: string }>>({});
  const [clashes, setClashes] = useState<readonly Clash[]>([]);
  const [left, setLeft] = useState<readonly Clash[]>([]);
  const [merged, setMerged] = useState(0);
  const [against, setAgainst] = useState<Against>(null);
  const [queued, setQueued] = useState<Sending | null>(null);
  const [keptAll, setKeptAll] = useState(true);

  const figures = useMemo(() => mapValues(grid.entries, ({ figure }) => figure), [grid.entries]);
  const { form } = answer;
  const kinds = useMemo(() => kindsFrom(answer), [answer]);
  const cells = cellsToSend(form, figures, notes, kinds);
  const key = JSON.stringify(cells);
  const texts = mapValues(grid.entries, ({ text }) => text);
  /** Texts that are no number yet live on this device only. */
  const unread = Object.values(grid.entries).some((entry) => entry.fault !== null);
  const now = useRef({ cells, key, texts, notes, unread, entries: grid.entries, clashes, queued, editable, answer });
  now.current = { cells, key, texts, notes, unread, entries: grid.entries, clashes, queued, editable, answer };

  const version = useRef(answer.draftVersion);
  /** What the server holds. */
  const held = useRef(begun.cells);
  /** What was typed over: the server's texts, but for cells that wait for a choice. */
  const base = useRef<Texts>(begun.texts);
  const running = useRef<Promise<boolean> | null>(null);
  /** Copies of other visits that are in this grid now; they go when everything in them is settled. */
  const adopted = useRef<readonly string[]>([]);
  const hasCopy = useRef(false);
  const readReport = reading(getReport, { params: { reportId } });

  /** What stands in the grid, figures written the usual way; a text that is no number as it is, or, `asSent`, as nothing. */
  const textsNow = (asSent = false): Texts =>
    textsOf(
      mapValues(now.current.entries, ({ text, figure, fault }) => {
        if (fault !== null) return asSent ? '' : text;
        return figure ? ways.write('', figure) : '';
      }),
      now.current.notes,
    );

  const tellFaults = useCallback((refusal: Problem) => {
    setTold(
      Object.fromEntries(
        Object.entries(faultsOf(refusal)).map(([row, says]) => [row, { says, text: now.current.texts[row] ?? '' }]),
      ),
    );
  }, []);

  const isSettled = () => now.current.key === held.current && !now.current.unread && now.current.clashes.length === 0;

  /** Keeps on this device what the server does not hold; nothing once it holds everything. */
  const keepOpen = async (): Promise<void> => {
    if (!now.current.editable) return;
    const settled = isSettled();
    if (settled && adopted.current.length > 0) {
      const names = adopted.current;
      adopted.current = [];
      await dropCopies(names);
    }
    if (settled && !hasCopy.current) return;
    hasCopy.current = !settled;
    const { report } = now.current.answer;
    const copy: Copy = {
      ...of,
      title: {
        vi: `${form.title.vi}, ${report.period.words.vi}`,
        en: `${form.title.en}, ${report.period.words.en}`,
      },
      unit: report.unit.fullName,
      version: version.current,
      base: base.current,
      texts: textsNow(),
      cells: now.current.cells,
      needsLook: now.current.unread || now.current.clashes.length > 0,
      at: new Date().toISOString(),
    };
    await keepCopy(of, settled ? null : copy);
    setKeptAll(isKept());
  };
  const keepNow = useRef(keepOpen);
  keepNow.current = keepOpen;

  /** Puts texts into the grid, those alone that differ from what stands there. */
  const show = (wanted: Texts) => {
    const here = textsNow();
    const cellsToo = Object.entries(rowsAmong(wanted, 'f')).filter(
      ([row, text]) => row in now.current.entries && (here[`f:${row}`] ?? '') !== text,
    );
    if (cellsToo.length > 0) act({ do: 'put', texts: Object.fromEntries(cellsToo) });
    const written = rowsAmong(wanted, 'n');
    setNotes((before) => ({ ...mapValues(before, () => null), ...written }));
  };

  /** Somebody else has changed the report: what is only theirs comes in, what both changed waits for a choice. Tells how much came in. */
  const meet = (fresh: ReportAnswer): number => {
    const theirs = textsFrom(fresh);
    const mine = textsNow();
    const { texts: all, clashes: open, taken } = mergeTexts(base.current, mine, theirs);
    const before = base.current;
    version.current = fresh.draftVersion;
    held.current = JSON.stringify(cellsFrom(fresh));
    setAgainst(againstOf(fresh));
    const own = Object.keys(mine).filter((each) => mine[each] !== (before[each] ?? '') && mine[each] !== theirs[each]);
    if (fresh.whyNot.saveDraft !== null || own.length === 0) {
      base.current = theirs;
      if (fresh.whyNot.saveDraft !== null)
        setLeft(
          own.map((each) => ({
            key: each,
            base: before[each] ?? '',
            mine: mine[each] ?? '',
            theirs: theirs[each] ?? '',
          })),
        );
      setClashes([]);
      setNotes(notesFrom(fresh));
      act({ do: 'load', figures: figuresFrom(fresh) });
      return own.length === 0 ? 0 : taken.length;
    }
    base.current = baseAfter(theirs, open);
    setClashes(open);
    setMerged(taken.length);
    show(all);
    setState(open.length > 0 ? 'conflict' : 'typed');
    return taken.length;
  };

  const ask = () => client.fetchQuery({ ...readReport, staleTime: 0 });

  const send = async (): Promise<boolean> => {
    const sent = now.current;
    const sentTexts = textsNow(true);
    setState('saving');
    try {
      const saved = await call(saveDraft, {
        params: { reportId },
        body: { draftVersion: version.current, cells: sent.cells },
      });
      noteSaved(reportId, saved.draftVersion);
      version.current = saved.draftVersion;
      held.current = sent.key;
      base.current = sentTexts;
      client.setQueryData(readReport.queryKey, (before) =>
        before ? { ...before, draftVersion: saved.draftVersion, ...after(before, sent.cells) } : before,
      );
      const known = client.getQueryData(readReport.queryKey);
      if (known) void heard(getReport, { params: { reportId } }, known, actsAs());
      reportMoved(reportId);
      const old: readonly unknown[] = [getMyWork.path, listReports.path];
      void client.invalidateQueries({ predicate: ({ queryKey }) => old.includes(queryKey[0]) });
      setSavedAt(saved.savedAt);
      setProblem(null);
      setState(now.current.key === sent.key ? 'saved' : 'typed');
      await keepNow.current();
      return true;
    } catch (cause) {
      if (!(cause instanceof Problem)) throw cause;
      if (isOfOthers(cause)) {
        const fresh = await ask();
        // At once, so that what is asked for next sees what came in.
        flushSync(() => meetNow.current(fresh));
        await keepNow.current();
        if (cause.code === CHANGED || fresh.whyNot.saveDraft !== null) return false;
      }
      setProblem(cause);
      setState(cause.status === 0 || cause.status >= 500 ? 'device' : 'refused');
      tellFaults(cause);
      return false;
    }
  };
  const sendNow = useRef(send);
  sendNow.current = send;
  const askNow = useRef(ask);
  askNow.current = ask;
  const meetNow = useRef(meet);
  meetNow.current = meet;

  const flush = useCallback(async (): Promise<boolean> => {
    while (running.current) await running.current;
    if (now.current.queued || now.current.clashes.length > 0) return false;
    if (now.current.key === held.current) {
      setState((before) => (before === 'typed' ? 'rest' : before));
      return true;
    }
    running.current = sendNow.current().finally(() => {
      running.current = null;
    });
    return running.current;
  }, []);

  /**
   * What earlier visits and closed tabs left on this device comes back; what the server has got meanwhile is put beside it. While
   * the page stands that is what other tabs have left, once they are gone.
   */
  const restore = async (standing = false): Promise<void> => {
    const known = adopted.current;
    const copies = standing
      ? (await leftByOthers(of)).filter(({ name }) => !known.includes(name))
      : await leftCopies(of);
    if (standing && copies.some(({ copy }) => copy.version > version.current)) meetNow.current(await askNow.current());
    const open = openCopy(`draft.${postId}.${reportId}`);
    const theirs = textsFrom(now.current.answer);
    const {
      texts: all,
      clashes: clashing,
      newer,
    } = takeIn(
      textsNow(),
      version.current,
      copies.map(({ copy }) => copy),
    );
    if (newer) {
      // What this device knows of the server is older than what the copy was typed over.
      version.current = newer.version;
      held.current = '';
      base.current = newer.base;
    }
    const shown = open ? { ...all, ...textsOf(open.texts, open.notes) } : all;
    if (copies.length === 0 && !open) return;
    adopted.current = [...adopted.current, ...copies.map(({ name }) => name)];
    hasCopy.current = true;
    if (!now.current.editable) {
      setLeft(
        Object.keys(shown).flatMap((each) => {
          const [mine, there] = [shown[each] ?? '', theirs[each] ?? ''];
          return mine === there ? [] : [{ key: each, base: base.current[each] ?? '', mine, theirs: there }];
        }),
      );
      setAgainst(againstOf(now.current.answer));
      return;
    }
    if (clashing.length > 0) {
      base.current = baseAfter(base.current, clashing);
      setClashes(clashing);
      setAgainst(againstOf(now.current.answer));
      setState('conflict');
    }
    flushSync(() => show(shown));
    await keepNow.current();
    keep(`draft.${postId}.${reportId}`, null);
  };
  const restoreNow = useRef(restore);
  restoreNow.current = restore;

  const hearSending = useCallback(async () => {
    const sending = await sendingFor(of);
    if (!sending?.refused) return setQueued(sending);
    // It came back: what the server says goes to its cells, and the officer sends it again.
    const refusal = new Problem(sending.refused);
    await keepSending(of, null);
    setQueued(null);
    if (isOfOthers(refusal)) meetNow.current(await askNow.current());
    // Not sent, and that is said even where nothing is left to choose between.
    setProblem(refusal);
    if (refusal.code === CHANGED) return;
    setState('refused');
    tellFaults(refusal);
  }, [of, tellFaults]);

  /** One after the other: what was left here, what waits, and what tabs leave that go meanwhile. */
  const restoring = useRef<Promise<void> | null>(null);
  useEffect(() => {
    const id = `${postId}/${reportId}`;
    openForms.add(id);
    restoring.current ??= whenOpen()
      .then(() => restoreNow.current())
      .then(async () => {
        // Saved while this form was still on its way: what it shows is from before.
        const isBehind = savedFromHere(reportId) > version.current;
        // Not told now, it is told by the next saving; what waits is looked at all the same.
        const fresh = isBehind ? await askNow.current().catch(() => null) : null;
        if (fresh) meetNow.current(fresh);
      })
      .then(hearSending);
    let stop = () => {};
    let isLeft = false;
    const more = () => {
      restoring.current = (restoring.current ?? Promise.resolve()).then(() => restoreNow.current(true));
    };
    void restoring.current.then(() => {
      if (!isLeft) stop = onTabGone(of, more);
    });
    return () => {
      isLeft = true;
      stop();
      openForms.delete(id);
    };
  }, [postId, reportId, of, hearSending]);

  // What was typed before the device was open is kept once it is.
  useEffect(() => onVault(() => setKeptAll(isKept())), []);

  const waits = queued !== null;
  useEffect(() => (waits ? onVault(() => void hearSending()) : undefined), [waits, hearSending]);

  // At every key on this device, a moment later on the server.
  const typed = JSON.stringify([texts, notes]);
  const unchanged = useRef(typed);
  const open = clashes.length;
  useEffect(() => {
    if (!editable || unchanged.current === typed) return;
    unchanged.current = '';
    const keeping = setTimeout(() => void keepNow.current(), KEEP_WAIT);
    if (open > 0) return () => clearTimeout(keeping);
    // Typed back to what the server holds: the pause only notes that.
    if (now.current.key !== held.current) setState((before) => (before === 'saving' ? before : 'typed'));
    const timer = setTimeout(() => void flush(), WAIT);
    return () => {
      clearTimeout(keeping);
      clearTimeout(timer);
    };
  }, [typed, editable, open, flush]);

  // A page that is being left or hidden does not wait for the next moment.
  useEffect(() => {
    const hide = () => void keepNow.current();
    document.addEventListener('visibilitychange', hide);
    addEventListener('pagehide', hide);
    return () => {
      document.removeEventListener('visibilitychange', hide);
      removeEventListener('pagehide', hide);
    };
  }, []);

  // When the line is back, what waited here goes by itself.
  useEffect(() => {
    if (state !== 'device') return;
    const again = () => void flush();
    const timer = setInterval(again, TRY_AGAIN);
    const stop = onLine(again);
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [state, flush]);

  // The server knows a newer draft: after sending, or because somebody else saved.
  const newest = answer.draftVersion;
  useEffect(() => {
    if (newest > version.current && !running.current) meetNow.current(now.current.answer);
  }, [newest]);

  // Leaving the page does not wait for the pause after the last key.
  useEffect(
    () => () => {
      if (!now.current.editable) return;
      void keepNow.current();
      if (now.current.key !== held.current) void flush();
    },
    [flush],
  );

  const choose = (keys: readonly string[], whose: 'mine' | 'theirs') => {
    const chosen = clashes.filter((clash) => keys.includes(clash.key));
    const rest = clashes.filter((clash) => !chosen.includes(clash));
    base.current = { ...base.current, ...Object.fromEntries(chosen.map(({ key: each, theirs }) => [each, theirs])) };
    if (whose === 'theirs')
      show({ ...textsNow(), ...Object.fromEntries(chosen.map(({ key: each, theirs }) => [each, theirs])) });
    setClashes(rest);
    if (rest.length > 0) return;
    setState('typed');
    setTimeout(() => void keepNow.current().then(flush));
  };

  const queue = async (sending: { key: string; nil: boolean }) => {
    const { report } = answer;
    const waiting: Sending = {
      ...of,
      ...sending,
      title: { vi: `${form.title.vi}, ${report.period.words.vi}`, en: `${form.title.en}, ${report.period.words.en}` },
      unit: report.unit.fullName,
      draftVersion: version.current,
      cells: now.current.cells,
      at: new Date().toISOString(),
      refused: null,
    };
    await keepSending(of, waiting);
    setQueued(waiting);
    void deliverNow();
  };

  return {
    grid,
    figures,
    notes,
    setNote: (rowId, note) => setNotes((before) => ({ ...before, [rowId]: note })),
    state: clashes.length > 0 ? 'conflict' : state,
    savedAt,
    problem,
    faults: Object.fromEntries(
      Object.entries(told).flatMap(([row, { says, text }]) => (texts[row] === text ? [[row, says]] : [])),
    ),
    tellFaults,
    flush,
    toSend: () => ({ draftVersion: version.current, cells: now.current.cells }),
    clashes,
    choose,
    merged,
    against,
    left,
    dropLeft: () => {
      setLeft([]);
      hasCopy.current = false;
      void keepCopy(of, null).then(() => dropCopies(adopted.current));
    },
    isKept: keptAll,
    queued,
    queue,
    withdraw: async () => {
      await withdrawn(of);
      await hearSending();
    },
  };
};

/** The report as the server would tell it now, without asking again. */
const after = (
  { report, cells }: ReportAnswer,
  saved: Readonly<Record<string, CellInput>>,
): Pick<ReportAnswer, 'report' | 'cells'> => ({
  report: {
    ...report,
    state: report.state === 'not_sent' ? 'draft' : report.state,
    filled: Object.values(saved).filter(({ value }) => value !== null).length,
  },
  cells: cells.map((cell) => ({
    ...cell,
    value: saved[cell.indicator]?.value ?? null,
    precision: saved[cell.indicator]?.precision ?? 'exact',
    note: saved[cell.indicator]?.note ?? null,
  })),
});
