import type { ReactNode } from 'react';

/** An empty list: what is not there, how to fill it. */
export const Empty = ({ children, action }: { children: ReactNode; action?: ReactNode }) => (
  <div className="empty-list">
    <p>{children}</p>
    {action}
  </div>
);
