import type { Block, FigureRun, Paragraph, Run } from '@app/contract/documents/tree.ts';
import { plain } from '@app/contract/documents/words.ts';
import { type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import { notAllowed } from '@app/contract/kernel/problems.ts';
import { paragraphsOf } from '@app/contract/reporting/narrative/references.ts';
import type { ReviewSection } from '@app/contract/review/routes.ts';
import type { Actor } from '../../kernel/actor.ts';

/** A paragraph as an officer wrote it, and what the program had written there. */
export type Edit = { id: number; block: string; section: string; text: string; fromText: string; version: number };

/** Why a post may not write into a review: only those who draft reviews, of their own unit. */
export const whyNotEdit = (actor: Pick<Actor, 'does' | 'unitId'>, unitId: number): Refusal | null =>
  actor.does.has('draft-review') && actor.unitId === unitId ? null : refuse(notAllowed, {});

/** Where the words of a report's section stand in a review; sections of a form's own go to the results. */
export const sectionFor = (narrative: string): ReviewSection =>
  (
    ({ limits: 'limits', causes: 'limits', proposals: 'requests', directions: 'tasks' }) as const satisfies Record<
      string,
      ReviewSection
    >
  )[narrative as 'limits'] ?? 'results';

/** A paragraph as plain text. */
export const textOf = ({ runs }: Pick<Paragraph, 'runs'>): string => runs.map((run) => run.text).join('');

/** Where a figure stands in a text as a number of its own, not as a part of a longer one. */
const placeOf = (text: string, figure: string, from: number): number => {
  for (let at = text.indexOf(figure, from); at >= 0; at = text.indexOf(figure, at + 1)) {
    const [before, after] = [
      text.slice(Math.max(0, at - 2), at),
      text.slice(at + figure.length, at + figure.length + 2),
    ];
    if (!/\d[.,]?$/.test(before) && !/^[.,]?\d/.test(after)) return at;
  }
  return -1;
};

/** What was typed, with the figures of the paragraph it came from: those that still stand in it keep the way to their source. */
export const withFigures = (text: string, from: readonly Run[]): Run[] => {
  const figures = from.filter((run): run is FigureRun => run.kind === 'figure');
  const runs: Run[] = [];
  let at = 0;
  for (;;) {
    const next = figures
      .map((figure, index) => ({ figure, index, place: placeOf(text, figure.text, at) }))
      .filter(({ place }) => place >= 0)
      .sort((a, b) => a.place - b.place || b.figure.text.length - a.figure.text.length)[0];
    if (!next) break;
    if (next.place > at) runs.push(plain(text.slice(at, next.place)));
    runs.push(next.figure);
    figures.splice(next.index, 1);
    at = next.place + next.figure.text.length;
  }
  if (at < text.length) runs.push(plain(text.slice(at)));
  return runs;
};

const written = (id: string, text: string, from: readonly Run[]): Block[] =>
  paragraphsOf(text).map((line, at) => ({
    kind: 'paragraph',
    id: at === 0 ? id : `${id}~${at + 1}`,
    runs: withFigures(line, from),
    edited: true,
  }));

/** The heading under which a block stands; empty before the first. */
export const sectionOfBlock = (blocks: readonly Block[], id: string): string => {
  let section = '';
  for (const block of blocks) {
    if (block.kind === 'heading') section = block.id;
    if (block.id === id) return section;
  }
  return section;
};

/** Behind the last block of a section: before the next heading of its rank or above, or before the end mark of the paper. */
const endOfSection = (blocks: readonly Block[], section: string): number => {
  const at = blocks.findIndex((block) => block.kind === 'heading' && block.id === section);
  const heading = blocks[at];
  const closing = blocks.findIndex((block) => block.id === 'closing');
  const end = closing < 0 ? blocks.length : closing;
  if (heading?.kind !== 'heading') return end;
  const next = blocks.findIndex(
    (block, index) => index > at && block.kind === 'heading' && block.level <= heading.level,
  );
  return next < 0 ? end : next;
};

export type SaidEdit = Omit<Edit, 'section'> & { nowText: string | null; changed: boolean };

/**
 * A document with the paragraphs that officers wrote by hand. Nothing of theirs is lost: where the program writes nothing at
 * that place any more, their paragraph stands at the end of its section and is told as changed.
 */
export const applyEdits = (blocks: readonly Block[], edits: readonly Edit[]): { blocks: Block[]; said: SaidEdit[] } => {
  const byBlock = new Map(edits.map((edit) => [edit.block, edit]));
  const said: SaidEdit[] = [];
  const say = ({ section: _, ...edit }: Edit, nowText: string | null) =>
    said.push({ ...edit, nowText, changed: (nowText ?? '') !== edit.fromText });
  let all = blocks.flatMap((block): Block[] => {
    const edit = block.kind === 'paragraph' ? byBlock.get(block.id) : undefined;
    if (!edit || block.kind !== 'paragraph') return [block];
    byBlock.delete(block.id);
    say(edit, textOf(block));
    return written(block.id, edit.text, block.runs);
  });
  for (const edit of byBlock.values()) {
    say(edit, null);
    const at = endOfSection(all, edit.section);
    all = [...all.slice(0, at), ...written(edit.block, edit.text, []), ...all.slice(at)];
  }
  return { blocks: all, said };
};
