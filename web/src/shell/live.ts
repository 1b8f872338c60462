/**
 * Hears what is written elsewhere and reads again what it can have changed. One tab of a browser holds the connection for a post; the
 * others hear it from there. Without a line, or in a browser without locks, everything is read as often as it was before.
 */
import { hearLive, type LiveEvent } from '@app/contract/notices/routes.ts';
import { actsAs, addressOf } from '../kernel/call.ts';
import { lineIsDown } from '../kernel/line.ts';
import { queryClient } from '../kernel/query.ts';
import { sessionReading } from '../kernel/session.ts';
import { tabs } from '../kernel/tabs.ts';
import { eventsIn, newer, positionIn, type ReadAgain, readAgainAt, readsOf } from './live-rules.ts';

const NAME = 'chung-tay.live';
/** How often it is looked whether somebody else has signed in, or acts as another post. */
const LOOK = 2_000;
/** Between two attempts; the later ones come slower. */
const FIRST_AGAIN = 3_000;
const LAST_AGAIN = 60_000;
/** The server says something every 25 seconds. */
const SILENT = 70_000;

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

let reading: ReadAgain | null = null;
let lastRead = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Where a second server answers reads, it is asked from now on only when it has come as far. */
const raise = (position: string | null): void => {
  if (position === null || !newer(position, positionIn(document.cookie))) return;
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  // biome-ignore lint/suspicious/noDocumentCookie: the store of cookies is not there in Firefox and Safari of 2024.
  document.cookie = `chungtay.written=${position}; Path=/; Max-Age=60; SameSite=Lax${secure}`;
};

const readAgain = (): void => {
  timer = undefined;
  const { paths = [] } = reading ?? {};
  reading = null;
  lastRead = Date.now();
  void queryClient.invalidateQueries({
    predicate: ({ queryKey: [path] }) => paths.some((each) => String(path).startsWith(each)),
    // A tab that nobody looks at reads again when somebody does.
    refetchType: document.hidden ? 'none' : 'active',
  });
};

const told = (event: LiveEvent): void => {
  raise(event.position);
  reading = readAgainAt(reading, readsOf(event), { now: Date.now(), lastRead, chance: Math.random() });
  clearTimeout(timer);
  timer = setTimeout(readAgain, Math.max(0, reading.at - Date.now()));
};

const post = (): number | null => actsAs() ?? queryClient.getQueryData(sessionReading.queryKey)?.post?.id ?? null;

/** Hears until the stream ends, and tells the other tabs. Answers whether it stood at all. */
const listen = async (as: number, signal: AbortSignal, tell: (event: LiveEvent) => void): Promise<boolean> => {
  const silence = new AbortController();
  const hears = () => setTimeout(() => silence.abort(), SILENT);
  let waiting = hears();
  try {
    const answer = await fetch(addressOf(hearLive, { query: {} }), {
      headers: { accept: 'text/event-stream', 'x-post': String(as) },
      signal: AbortSignal.any([signal, silence.signal]),
    });
    // The session has ended meanwhile: the page is told by asking for it.
    if (answer.status === 401) await queryClient.invalidateQueries({ queryKey: sessionReading.queryKey });
    if (!answer.ok || !answer.body) return false;
    let rest = '';
    const decoder = new TextDecoder();
    for (const reader = answer.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) return true;
      clearTimeout(waiting);
      waiting = hears();
      const parts = eventsIn(rest + decoder.decode(value, { stream: true }));
      rest = parts.rest;
      for (const event of parts.events) tell(event);
    }
  } catch {
    // No line, or nobody wants to hear any more: the next attempt tells.
    return false;
  } finally {
    clearTimeout(waiting);
  }
};

/** Ends when somebody else has signed in, or acts as another post. */
const whileActingAs = (as: number): { signal: AbortSignal; stop: () => void } => {
  const gone = new AbortController();
  const looks = setInterval(() => post() !== as && gone.abort(), LOOK);
  return { signal: gone.signal, stop: () => clearInterval(looks) };
};

/** Follows from now on, for as long as the page stands. */
export const followLive = async (): Promise<void> => {
  if (!('locks' in navigator) || typeof AbortSignal.any !== 'function') return;
  const others = tabs(NAME);
  others.hear((what) => {
    const { as, event } = JSON.parse(String(what)) as { as: number; event: LiveEvent };
    if (as === post()) told(event);
  });
  let failures = 0;
  let hasHeard = false;
  for (;;) {
    const as = post();
    const acting = as === null || lineIsDown() ? null : whileActingAs(as);
    if (as !== null && acting) {
      const tell = (event: LiveEvent) => {
        told(event);
        others.tell(JSON.stringify({ as, event }));
      };
      const asked = Date.now();
      const stood = await navigator.locks
        .request(`${NAME}.${as}`, { signal: acting.signal }, () => {
          // What was told while nobody heard is read again: between two connections, or two tabs.
          if (hasHeard || Date.now() - asked > LOOK) tell({ rooms: null, units: null, position: null });
          hasHeard = true;
          return listen(as, acting.signal, tell);
        })
        .catch(() => true);
      failures = stood ? 0 : failures + 1;
      acting.stop();
    }
    await pause(Math.min(LAST_AGAIN, FIRST_AGAIN * 2 ** Math.min(failures, 5)) * (0.5 + Math.random()));
  }
};
