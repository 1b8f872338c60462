/** What is typed for many units: in the grid, and closed on this device until it is sent. */
import type { Figure } from '@app/contract/kernel/figure.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { importReports } from '@app/contract/reporting/routes.ts';
import { useEffect, useMemo, useRef, useState } from 'react';
import { isKept as isOnDevice, isOpen, keepSealed, readSealed, whenOpen } from '../../kernel/offline/vault.ts';
import { useAction } from '../../kernel/query.ts';
import { usePost } from '../../kernel/session.ts';
import { type Entry, gridOf } from '../../ui/grid-entries.ts';
import { type Grid, useGrid } from '../../ui/use-grid.ts';
import { typedRows } from '../form-cells.ts';
import {
  cellId,
  type EntryGrid,
  faultsTold,
  figuresSent,
  manyWays,
  rowsToSend,
  type Standing,
  standingOf,
  type UnitRow,
} from './many-rows.ts';
import { type PostOf, useSendEach } from './own-posts.ts';

/** One unit as its line of the grid shows it. The same object as long as nothing in it changes. */
export type UnitLine = {
  row: UnitRow;
  standing: Standing;
  /** In the order of the typed rows of the form. */
  entries: readonly (Entry<Figure> | undefined)[];
  /** Faults of the server, by cell. */
  told: Readonly<Record<string, Words>>;
};

type Texts = Readonly<Record<string, string>>;
type Told = { says: Words; text: string };

const textsOf = (answer: EntryGrid): Texts =>
  Object.fromEntries(
    Object.entries(gridOf(manyWays, figuresSent(answer)).entries).map(([cell, { text }]) => [cell, text]),
  );

/** Keys that follow one another closely are closed and kept together. */
const KEEP_WAIT = 80;

// Written by this file only.
const readKept = async (name: string): Promise<Texts> => JSON.parse((await readSealed(name)) ?? '{}') as Texts;

const emptyEntry: Entry<Figure> = { text: '', figure: null, fault: null };

/** Lines of the grid; a line whose cells are as before is the same object as before. */
const useLines = (
  answer: EntryGrid,
  grid: Grid<Figure>,
  sent: Texts,
  told: Readonly<Record<string, Told>>,
): UnitLine[] => {
  type Seen = { told: Readonly<Record<string, Told>>; line: UnitLine };
  const before = useRef(new Map<string, Seen>());
  const rows = useMemo(() => {
    // Another answer: nothing of the lines before holds any longer.
    before.current.clear();
    const typed = typedRows(answer.form).map(({ indicator }) => indicator);
    return answer.rows.map((row) => ({ row, cells: typed.map((indicator) => cellId(row.unit.code, indicator)) }));
  }, [answer]);
  const { entries: all } = grid;
  return useMemo(
    () =>
      rows.map(({ row, cells }) => {
        const kept = before.current.get(row.unit.code);
        if (kept?.told === told && cells.every((cell, at) => kept.line.entries[at] === all[cell])) return kept.line;
        const toldHere = cells.flatMap((cell) => {
          const fault = told[cell];
          return fault && all[cell]?.text === fault.text ? [[cell, fault.says] as const] : [];
        });
        const line = {
          row,
          entries: cells.map((cell) => all[cell]),
          standing: standingOf(answer.form, row, all, sent),
          told: Object.fromEntries(toldHere),
        };
        before.current.set(row.unit.code, { told, line });
        return line;
      }),
    [rows, all, sent, told, answer.form],
  );
};

/** `postOf`: the posts of the person by unit, where each report is sent by itself; without it all are sent at once by the bulk import. */
export const useMany = (answer: EntryGrid, onSent: (count: number) => void, postOf: PostOf | null = null) => {
  const post = usePost();
  const name = `grid/${post?.id ?? 0}/${answer.unit.id}/${answer.form.code}/${answer.period.code}`;
  const [first] = useState(() => figuresSent(answer));
  const grid = useGrid(manyWays, first);
  const { act, entries } = grid;
  const sent = useMemo(() => textsOf(answer), [answer]);
  const [told, setTold] = useState<Readonly<Record<string, Told>>>({});
  const [refused, setRefused] = useState<Readonly<Record<string, Words>>>({});
  const [isKept, setKept] = useState(true);
  const lines = useLines(answer, grid, sent, told);
  const open = useMemo(() => {
    const codes = answer.rows.filter((row) => row.whyNot === null).map(({ unit }) => unit.code);
    return new Set(codes.flatMap((code) => answer.indicators.map((indicator) => cellId(code, indicator))));
  }, [answer]);

  // What an earlier visit left on this device comes back, for the units that are still open, where nobody has typed since.
  const restored = useRef<'not yet' | 'asked' | 'done'>('not yet');
  useEffect(() => {
    if (restored.current !== 'not yet') return;
    restored.current = 'asked';
    const restore = async (): Promise<void> => {
      await whenOpen();
      const found = Object.entries(await readKept(name)).filter(
        ([cell]) => open.has(cell) && (now.current[cell] ?? emptyEntry).text === (sent[cell] ?? ''),
      );
      restored.current = 'done';
      if (found.length > 0) act({ do: 'put', texts: Object.fromEntries(found) });
      else void keepNow.current();
    };
    void restore();
  }, [name, open, sent, act]);

  // What a unit sent or was returned meanwhile stands where nobody has typed.
  const begun = useRef(sent);
  useEffect(() => {
    const was = begun.current;
    begun.current = sent;
    const moved = Object.entries(sent).filter(
      ([cell, text]) => text !== (was[cell] ?? '') && (now.current[cell] ?? emptyEntry).text === (was[cell] ?? ''),
    );
    if (moved.length > 0) act({ do: 'put', texts: Object.fromEntries(moved) });
  }, [sent, act]);
  const now = useRef(entries);
  now.current = entries;

  // At every key on this device: a killed tab loses nothing but the last moment.
  const keepOpen = async (): Promise<void> => {
    // What is kept must be read before it is written over; a device that does not open keeps nothing.
    if (restored.current !== 'done') return setKept(isOpen());
    const texts: Record<string, string> = {};
    for (const cell of open) {
      const text = now.current[cell]?.text ?? '';
      if (cell in now.current && text !== (sent[cell] ?? '')) texts[cell] = text;
    }
    const isTyped = Object.keys(texts).length > 0;
    if (isTyped || hasCopy.current) await keepSealed(name, isTyped ? JSON.stringify(texts) : null);
    hasCopy.current = isTyped;
    setKept(isOnDevice());
  };
  const hasCopy = useRef(true);
  const keepNow = useRef(keepOpen);
  keepNow.current = keepOpen;
  // biome-ignore lint/correctness/useExhaustiveDependencies: kept when what is typed changes, and when what was sent does
  useEffect(() => {
    const timer = setTimeout(() => void keepNow.current(), KEEP_WAIT);
    return () => clearTimeout(timer);
  }, [entries, sent]);

  // A page that is being left or hidden does not wait for the next moment.
  useEffect(() => {
    const hide = () => void keepNow.current();
    document.addEventListener('visibilitychange', hide);
    addEventListener('pagehide', hide);
    return () => {
      document.removeEventListener('visibilitychange', hide);
      removeEventListener('pagehide', hide);
      hide();
    };
  }, []);

  const ready = useMemo(
    () => lines.filter(({ standing, told: faults }) => standing.state === 'ready' && !Object.keys(faults).length),
    [lines],
  );
  const send = useAction(importReports, {
    onDone: ({ submitted }) => {
      setTold({});
      setRefused({});
      onSent(submitted);
    },
    onProblem: ({ answer: { fields } }, { body }) => {
      const faults = faultsTold(fields ?? [], body.rows);
      setTold(
        Object.fromEntries(
          Object.entries(faults.cells).map(([cell, says]) => [cell, { says, text: entries[cell]?.text ?? '' }]),
        ),
      );
      setRefused(faults.units);
    },
  });
  const each = useSendEach(({ sent: count, told: faults }) => {
    setTold(
      Object.fromEntries(
        Object.entries(faults.cells).map(([cell, says]) => [cell, { says, text: entries[cell]?.text ?? '' }]),
      ),
    );
    setRefused(faults.units);
    if (count > 0) onSent(count);
  });
  return {
    grid,
    lines,
    ready,
    /** Units the server refused whole, by code. */
    refused,
    /** False: this device keeps nothing, because its storage is full or switched off. */
    isKept,
    problem: send.error ?? each.data?.problem ?? null,
    isSending: send.isPending || each.isPending,
    /** Each report goes by itself, as the post that fills it. */
    isEach: postOf !== null,
    send: () => {
      const rows = rowsToSend(
        answer,
        ready.map(({ row }) => row),
        entries,
      );
      if (postOf) each.mutate({ answer, rows, postOf });
      else send.mutate({ body: { form: answer.form.code, period: answer.period.code, rows } });
    },
  };
};

export type Many = ReturnType<typeof useMany>;
