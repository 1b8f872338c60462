import { IconActivity, IconAlertCircle, IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Icon, type IconOf } from './Icon.tsx';

export type NoticeKind = 'info' | 'warning' | 'error' | 'signal';

const looks: Record<NoticeKind, { look: string; icon: IconOf }> = {
  info: { look: 'note', icon: IconInfoCircle },
  warning: { look: 'note nghe', icon: IconAlertTriangle },
  error: { look: 'note son', icon: IconAlertCircle },
  signal: { look: 'note tim', icon: IconActivity },
};

type Props = {
  kind?: NoticeKind;
  icon?: IconOf;
  id?: string;
  /** True when it appears because of what the person just did: screen readers hear it at once. */
  live?: boolean;
  /** A button or link at the end of the bar. */
  action?: ReactNode;
  children: ReactNode;
};

/** A bar that says what happened, what was kept, and what to do. A signal is a question, not an error. */
export const Notice = ({ kind = 'info', icon, id, live, action, children }: Props) => (
  <div className={looks[kind].look} id={id} role={live ? (kind === 'error' ? 'alert' : 'status') : undefined}>
    <Icon of={icon ?? looks[kind].icon} />
    <div className="says">{children}</div>
    {action}
  </div>
);
