/** Who hears of what was written. What one may not see, one does not hear of either. */
import { type LiveEvent, type LiveRoom, liveRooms } from '@app/contract/notices/routes.ts';
import type { Actor } from '../../kernel/actor.ts';

/** Something was written in a room about a unit. `line`: the one it was written for; null: nobody's alone. */
export type Change = { room: LiveRoom; unit: number; line: string | null };

/** The same as the database tells it: by the post that wrote; 0: the program itself. */
export type Told = { room: LiveRoom; unit: number; post: number };

/** Reads a message of the database, `room|unit.post,unit.post`; nothing of one that is not known. */
export const readMessage = (message: string): Told[] => {
  const [name = '', about = ''] = message.split('|');
  const room = liveRooms.find((each) => each === name);
  if (!room) return [];
  return about.split(',').map((pair) => {
    const [unit = '', post = ''] = pair.split('.');
    return { room, unit: Number(unit), post: Number(post) };
  });
};

type Hearing = Pick<Actor, 'unitId' | 'allUnits' | 'lines'>;

/**
 * Whether a post hears of a change in its subtree: what concerns units, everybody; figures and reports, who reads every line, and who
 * reads the line of the body that wrote. What the program itself writes, or a body that keeps two lines, is heard by the first alone.
 */
const hears = ({ lines }: Hearing, { room, line }: Change): boolean =>
  room === 'org' || lines.includes('all') || (line !== null && lines.includes(line));

/** More units are not told one by one. */
const MOST_UNITS = 50;

/** What a post hears of some changes; null: nothing. `within`: those in the subtree of a unit. */
export const eventFor = (
  who: Hearing,
  changes: readonly Change[],
  within: (unit: number) => readonly Change[],
): Omit<LiveEvent, 'position'> | null => {
  const heard = (who.allUnits ? changes : within(who.unitId)).filter((change) => hears(who, change));
  if (heard.length === 0) return null;
  const units = [...new Set(heard.map(({ unit }) => unit))];
  return {
    rooms: liveRooms.filter((room) => heard.some((change) => change.room === room)),
    units: units.length > MOST_UNITS ? null : units,
  };
};

/** Those who share it are told the same. */
export const hearingOf = ({ unitId, allUnits, lines }: Hearing): string =>
  `${allUnits ? 'all' : unitId} ${lines.join()}`;
