// Runs before the first paint, so that a dark screen never flashes white. The same rule stands in src/kernel/theme.ts.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem('chung-tay.theme');
    document.documentElement.lang = localStorage.getItem('chung-tay.language') === 'en' ? 'en' : 'vi';
  } catch {
    // Storage may be switched off: the system's choice holds.
  }
  const dark = chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
