/** Those who listen at this process, each with the stream that is being sent to. Everything here has a bound. */
import { Readable } from 'node:stream';
import { refuse } from '@app/contract/kernel/problem.ts';
import { tooManyListen } from '@app/contract/notices/problems.ts';
import type { LiveEvent } from '@app/contract/notices/routes.ts';
import type { Actor } from '../../kernel/actor.ts';
import { Refused } from '../../kernel/problem.ts';

/** Of one account: some browsers, each with a post or two. */
const MOST_OF_ACCOUNT = 8;
/** Of one process. */
const MOST = 3_000;
/** Bytes that wait for a client that does not take them; then it is let go, and asks again when it can. */
const MOST_WAITING = 16_384;
/** A key for programs is asked for again after so many seconds; of a session it is asked all the time. */
const LONGEST_BY_KEY = 50;

type Listener = { actor: Actor; out: Readable };

const asText = (event: LiveEvent): string => `data: ${JSON.stringify(event)}\n\n`;

export const keepListeners = () => {
  const listening = new Set<Listener>();

  const send = ({ out }: Listener, text: string): void => {
    out.push(text);
    if (out.readableLength > MOST_WAITING) out.destroy();
  };

  return {
    count: () => listening.size,
    actors: (): Actor[] => [...listening].map(({ actor }) => actor),
    /** A stream of what is told, for so many seconds. @throws Refused when there are too many already. */
    add: (actor: Actor, seconds: number): Readable => {
      const own = [...listening].filter(({ actor: { userId } }) => userId === actor.userId).length;
      if (own >= MOST_OF_ACCOUNT || listening.size >= MOST) throw new Refused(refuse(tooManyListen, {}));
      const out = new Readable({ read: () => undefined });
      const listener = { actor, out };
      listening.add(listener);
      const byKey = actor.proof !== undefined && 'tokenId' in actor.proof;
      const end = setTimeout(() => out.push(null), (byKey ? Math.min(seconds, LONGEST_BY_KEY) : seconds) * 1000);
      end.unref();
      out.on('error', () => undefined);
      out.on('close', () => {
        clearTimeout(end);
        listening.delete(listener);
      });
      // Headers leave with the first bytes: the client knows at once that it is heard.
      send(listener, ': \n\n');
      if (seconds === 0) out.push(null);
      return out;
    },
    /** Tells each what `eventOf` finds for it. */
    tell: (eventOf: (actor: Actor) => LiveEvent | null): void => {
      const texts = new Map<LiveEvent, string>();
      for (const listener of listening) {
        const event = eventOf(listener.actor);
        if (!event) continue;
        const text = texts.get(event) ?? asText(event);
        texts.set(event, text);
        send(listener, text);
      }
    },
    /** A line without meaning, by which both sides and every proxy between see that the other one lives. */
    beat: (): void => {
      for (const listener of listening) send(listener, ': \n\n');
    },
    endAllBut: (staying: ReadonlySet<Actor>): void => {
      for (const { actor, out } of listening) if (!staying.has(actor)) out.push(null);
    },
  };
};
