/**
 * Keeps the shell of the app on the device, so that it opens without a line. Every version is kept whole or not at all, and a page
 * gets all its files from one version. Answers of the API never come here. VERSION and FILES are filled in by `shell-worker.ts`.
 */
const VERSION = 'none';
const FILES = [];

const BEGINS = 'shell-';
const CACHE = BEGINS + VERSION;
const hasHash = (path) => path.startsWith('/assets/');

/** Files whose name carries their hash are taken over from the version before. */
const bring = async (cache, path) => {
  const known = hasHash(path) ? await caches.match(path) : undefined;
  const answer = known ?? (await fetch(path, { cache: 'reload', priority: 'low' }));
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  await cache.put(path, answer);
};

/** Two files at a time: the page that is open comes first on a slow line. */
const fill = async () => {
  const cache = await caches.open(CACHE);
  const rest = [...FILES];
  const worker = async () => {
    for (let path = rest.shift(); path; path = rest.shift()) await bring(cache, path);
  };
  await Promise.all([worker(), worker()]);
};

/** The version before stays for pages that are still open with it; older ones go. */
const tidy = async () => {
  const kept = (await caches.keys()).filter((name) => name.startsWith(BEGINS));
  const others = kept.filter((name) => name !== CACHE);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
  await self.clients.claim();
};

const fromShell = async (path, request) => {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? (await caches.match(path)) ?? fetch(request);
};

self.addEventListener('install', (event) => event.waitUntil(fill()));
self.addEventListener('activate', (event) => event.waitUntil(tidy()));
// A new version waits until the person takes it.
self.addEventListener('message', ({ data }) => {
  if (data === 'take over') void self.skipWaiting();
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (/^\/(api|health|metrics)(\/|$)/.test(pathname)) return;
  if (FILES.includes(pathname) || hasHash(pathname)) event.respondWith(fromShell(pathname, request));
  else if (request.mode === 'navigate' && !/\.[a-z0-9]+$/.test(pathname)) event.respondWith(fromShell('/', request));
});
