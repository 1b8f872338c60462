// Asks for what the first screen needs while the program itself is still being read; src/kernel/early.ts hands it on.
(() => {
  // What opens a device without a line asks nobody; an answer that nobody reads would never end.
  if (location.pathname === '/unlock') return;
  let as = null;
  try {
    as = localStorage.getItem('chung-tay.post');
  } catch {
    // Storage may be switched off: then it is asked as the first post, like everything else.
  }
  const asked = new Map();
  const ask = (path) => {
    const headers = { accept: 'application/json', ...(as && { 'x-post': as }) };
    const answer = fetch(path, { headers, credentials: 'same-origin' });
    // Without a line nobody may come for it.
    answer.catch(() => {});
    asked.set(path, answer);
  };
  ask('/api/session');
  const report = /^\/reports\/(\d+)$/.exec(location.pathname);
  if (report) ask(`/api/reports/${report[1]}`);
  window.chungTayEarly = { as, asked, until: performance.now() + 30000 };
})();
