/** What is typed into a report: in the grid, on this device at every key, on the server a moment later. */
import type { Figure } from '@app/contract/kernel/figure.ts';
import type { Answer } from '@app/contract/kernel/route.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { type CellInput, getMyWork, getReport, listReports, saveDraft } from '@app/contract/reporting/routes.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { call, Problem } from '../kernel/call.ts';
import { keep, kept } from '../kernel/device.ts';
import { reading } from '../kernel/query.ts';
import { usePost } from '../kernel/session.ts';
import { figureWays } from '../ui/figure-ways.ts';
import { type Grid, useGrid } from '../ui/use-grid.ts';
import { cellsToSend, type Figures, typedRows, whyNotTyped } from './form-cells.ts';

export type ReportAnswer = Answer<typeof getReport>;
type Notes = Readonly<Record<string, string | null>>;

/** What this device keeps of a report: texts as they were typed, also those that are no number yet. */
type Copy = { version: number; texts: Record<string, string>; notes: Notes };

/** `typed` is only here; `device`: the server cannot be reached; `conflict`: somebody else saved meanwhile. */
export type DraftState = 'rest' | 'typed' | 'saving' | 'saved' | 'device' | 'refused' | 'conflict';

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
  /** Saves what is open; false when it could not be saved. */
  flush: () => Promise<boolean>;
  /** What would be sent now, with the version it builds on. */
  toSend: () => { draftVersion: number; cells: Record<string, CellInput> };
  /** After somebody else saved: their figures into the grid (Ctrl Z brings the typed ones back), or the typed ones over theirs. */
  takeTheirs: () => Promise<void>;
  keepMine: () => Promise<void>;
};

const WAIT = 1500;
const TRY_AGAIN = 15_000;
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

const readCopy = (name: string): Copy | null => {
  const text = kept(name);
  if (text === null) return null;
  try {
    // Written by this file only; anything else is dropped below.
    return JSON.parse(text) as Copy;
  } catch {
    return null;
  }
};

const faultsOf = ({ answer }: Problem): Record<string, Words> =>
  Object.fromEntries(
    (answer.fields ?? []).flatMap(({ path, says }) => {
      const row = /^cells\.([a-z0-9_]+)/.exec(path)?.[1];
      return row ? [[row, says]] : [];
    }),
  );

const stateAfter = (problem: Problem): DraftState => {
  if (problem.code === 'kernel.changed-meanwhile') return 'conflict';
  return problem.status === 0 || problem.status >= 500 ? 'device' : 'refused';
};

const mapValues = <V, W>(record: Readonly<Record<string, V>>, to: (value: V) => W): Record<string, W> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value)]));

/** Holds the draft of one report while its page is open; `answer` is what the server said last. */
export const useDraft = (answer: ReportAnswer): Draft => {
  const client = useQueryClient();
  const name = `draft.${usePost()?.id ?? 0}.${answer.report.id}`;
  const editable = answer.whyNot.saveDraft === null;
  const grid = useGrid(ways, figuresFrom(answer));
  const { act } = grid;
  const [notes, setNotes] = useState(() => notesFrom(answer));
  const [state, setState] = useState<DraftState>('rest');
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [told, setTold] = useState<Record<string, { says: Words; text: string }>>({});

  const figures = useMemo(() => mapValues(grid.entries, ({ figure }) => figure), [grid.entries]);
  const { form } = answer;
  const kinds = kindsFrom(answer);
  const cells = cellsToSend(form, figures, notes, kinds);
  const key = JSON.stringify(cells);
  const texts = mapValues(grid.entries, ({ text }) => text);
  /** Texts that are no number yet live on this device only. */
  const unread = Object.values(grid.entries).some((entry) => entry.fault !== null);
  const now = useRef({ cells, key, texts, notes, unread });
  now.current = { cells, key, texts, notes, unread };

  const version = useRef(answer.draftVersion);
  /** What the server holds. */
  const held = useRef(JSON.stringify(cellsToSend(form, figuresFrom(answer), notesFrom(answer), kinds)));
  const running = useRef<Promise<boolean> | null>(null);
  const readReport = reading(getReport, { params: { reportId: answer.report.id } });

  const tellFaults = useCallback((refusal: Problem) => {
    setTold(
      Object.fromEntries(
        Object.entries(faultsOf(refusal)).map(([row, says]) => [row, { says, text: now.current.texts[row] ?? '' }]),
      ),
    );
  }, []);

  /** Keeps on this device what the server does not hold; nothing once it holds everything. */
  const keepCopy = useCallback(() => {
    const open = now.current;
    const copy: Copy = { version: version.current, texts: open.texts, notes: open.notes };
    keep(name, open.key === held.current && !open.unread ? null : JSON.stringify(copy));
  }, [name]);

  const send = async (): Promise<boolean> => {
    const sent = now.current;
    setState('saving');
    try {
      const saved = await call(saveDraft, {
        params: { reportId: answer.report.id },
        body: { draftVersion: version.current, cells: sent.cells },
      });
      version.current = saved.draftVersion;
      held.current = sent.key;
      client.setQueryData(readReport.queryKey, (before) =>
        before ? { ...before, draftVersion: saved.draftVersion, ...after(before, sent.cells) } : before,
      );
      const old: readonly unknown[] = [getMyWork.path, listReports.path];
      void client.invalidateQueries({ predicate: ({ queryKey }) => old.includes(queryKey[0]) });
      setSavedAt(saved.savedAt);
      setProblem(null);
      setState(now.current.key === sent.key ? 'saved' : 'typed');
      keepCopy();
      return true;
    } catch (cause) {
      if (!(cause instanceof Problem)) throw cause;
      setProblem(cause);
      setState(stateAfter(cause));
      tellFaults(cause);
      return false;
    }
  };
  const sendNow = useRef(send);
  sendNow.current = send;

  const flush = useCallback(async (): Promise<boolean> => {
    while (running.current) await running.current;
    if (now.current.key === held.current) return true;
    running.current = sendNow.current().finally(() => {
      running.current = null;
    });
    return running.current;
  }, []);

  const load = (fresh: ReportAnswer) => {
    version.current = fresh.draftVersion;
    held.current = JSON.stringify(cellsToSend(form, figuresFrom(fresh), notesFrom(fresh), kindsFrom(fresh)));
    setNotes(notesFrom(fresh));
  };

  // What an earlier visit left on this device comes back, unless the server has moved on meanwhile.
  const restored = useRef(false);
  useEffect(() => {
    if (restored.current || !editable) return;
    restored.current = true;
    const copy = readCopy(name);
    if (!copy?.texts) return;
    // Closed between the answer of the server and its mark on this device: nothing is open.
    const saved = Object.entries(now.current.texts).every(([row, text]) => copy.texts[row] === text);
    if (saved && copy.version < version.current) {
      keep(name, null);
      return;
    }
    act({ do: 'put', texts: copy.texts });
    setNotes((before) => ({ ...before, ...copy.notes }));
    if (copy.version < version.current) setState('conflict');
  }, [editable, name, act]);

  // At every key on this device, a moment later on the server.
  const typed = JSON.stringify([texts, notes]);
  const unchanged = useRef(typed);
  const conflict = state === 'conflict';
  useEffect(() => {
    if (!editable || unchanged.current === typed) return;
    unchanged.current = '';
    keepCopy();
    if (now.current.key === held.current || conflict) return;
    setState((before) => (before === 'saving' ? before : 'typed'));
    const timer = setTimeout(() => void flush(), WAIT);
    return () => clearTimeout(timer);
  }, [typed, editable, keepCopy, conflict, flush]);

  // When the line is back, what waited here goes by itself.
  useEffect(() => {
    if (state !== 'device') return;
    const again = () => void flush();
    const timer = setInterval(again, TRY_AGAIN);
    window.addEventListener('online', again);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', again);
    };
  }, [state, flush]);

  // The server knows a newer draft: after sending, or because somebody else saved.
  const onNewer = useRef(() => {});
  onNewer.current = () => {
    if (running.current) return;
    if (now.current.key !== held.current) {
      setState('conflict');
      return;
    }
    load(answer);
    act({ do: 'load', figures: figuresFrom(answer) });
  };
  const newest = answer.draftVersion;
  useEffect(() => {
    if (newest > version.current) onNewer.current();
  }, [newest]);

  // Leaving the page does not wait for the pause after the last key.
  useEffect(
    () => () => {
      if (now.current.key !== held.current) void flush();
    },
    [flush],
  );

  const ask = () => client.fetchQuery({ ...readReport, staleTime: 0 });
  const takeTheirs = async () => {
    const fresh = await ask();
    load(fresh);
    const theirs = figuresFrom(fresh);
    act({
      do: 'put',
      texts: Object.fromEntries(
        Object.entries(theirs).map(([row, figure]) => [row, figure ? ways.write(row, figure) : '']),
      ),
    });
    keep(name, null);
    setState('saved');
    setProblem(null);
  };
  const keepMine = async () => {
    const fresh = await ask();
    version.current = fresh.draftVersion;
    held.current = '';
    setProblem(null);
    setState('typed');
    await flush();
  };

  return {
    grid,
    figures,
    notes,
    setNote: (rowId, note) => setNotes((before) => ({ ...before, [rowId]: note })),
    state,
    savedAt,
    problem,
    faults: Object.fromEntries(
      Object.entries(told).flatMap(([row, { says, text }]) => (texts[row] === text ? [[row, says]] : [])),
    ),
    tellFaults,
    flush,
    toSend: () => ({ draftVersion: version.current, cells: now.current.cells }),
    takeTheirs,
    keepMine,
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
