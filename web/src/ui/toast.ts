/** Short messages after an action, heard and seen in one region (`Toasts`). */
export type Toast = { id: number; text: string; kind: 'done' | 'problem' };

let toasts: readonly Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();

const set = (next: readonly Toast[]): void => {
  toasts = next;
  for (const tell of listeners) tell();
};

export const dismiss = (id: number): void => set(toasts.filter((toast) => toast.id !== id));

/** Says that something was done, or was refused. A refusal stays until it is dismissed. */
export const say = (text: string, kind: Toast['kind'] = 'done'): void => {
  last += 1;
  const id = last;
  set([...toasts.slice(-2), { id, text, kind }]);
  if (kind === 'done') setTimeout(() => dismiss(id), 8000);
};

export const toastsNow = (): readonly Toast[] => toasts;

export const onToasts = (tell: () => void): (() => void) => {
  listeners.add(tell);
  return () => listeners.delete(tell);
};
