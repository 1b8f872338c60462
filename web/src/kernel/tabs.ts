/**
 * Speaking with the other tabs of this app and with its worker. The browser carries both within one origin only; this is the
 * one place of the web that may post messages (law 13), and no window is named in it.
 */
type Tabs = { tell: (what: string | number) => void; hear: (each: (what: unknown) => void) => void };

/** What is told here is heard in every other tab that knows the name; in a browser without such channels nobody hears it. */
export const tabs = (name: string): Tabs => {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name);
  return {
    tell: (what) => channel?.postMessage(what),
    hear: (each) => channel?.addEventListener('message', ({ data }) => each(data)),
  };
};

export const tellWorker = (worker: ServiceWorker, what: string): void => worker.postMessage(what);
