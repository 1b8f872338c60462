import type { Icon as TablerIcon } from '@tabler/icons-react';

export type IconOf = TablerIcon;

/** An icon beside its word; screen readers hear the word only. */
export const Icon = ({ of: Drawing, small }: { of: IconOf; small?: boolean }) => (
  <Drawing className={small ? 'ic s' : 'ic'} aria-hidden />
);
