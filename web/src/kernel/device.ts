/** Small settings kept on this device. Storage may be switched off or full: then a setting lasts as long as the page. */
const prefix = 'chung-tay.';

/** What this device keeps under a name; null when nothing is kept. */
export const kept = (name: string): string | null => {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    return null;
  }
};

/** Keeps a setting, or forgets it when `value` is null. Tells whether it was kept. */
export const keep = (name: string, value: string | null): boolean => {
  try {
    if (value === null) localStorage.removeItem(prefix + name);
    else localStorage.setItem(prefix + name, value);
    return true;
  } catch {
    return false;
  }
};
