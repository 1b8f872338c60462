import type { ReactNode } from 'react';

type Props = { checked: boolean; onPick: (checked: boolean) => void; children: ReactNode };

/** A choice of yes or no, with its words at the right. */
export const Checkbox = ({ checked, onPick, children }: Props) => (
  <label className="check">
    <input type="checkbox" checked={checked} onChange={(event) => onPick(event.target.checked)} />
    <span>{children}</span>
  </label>
);
