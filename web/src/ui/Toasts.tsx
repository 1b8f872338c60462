import { IconAlertCircle, IconCheck, IconX } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { useWords } from '../kernel/words.ts';
import { IconButton } from './Button.tsx';
import { Icon } from './Icon.tsx';
import { dismiss, onToasts, toastsNow } from './toast.ts';

/** The one region where short messages appear; the shell holds it. */
export const Toasts = () => {
  const { t } = useWords();
  const toasts = useSyncExternalStore(onToasts, toastsNow);
  return (
    <div className="toasts" role="status">
      {toasts.map(({ id, text, kind }) => (
        <div key={id} className={`toast ${kind}`}>
          <Icon of={kind === 'done' ? IconCheck : IconAlertCircle} />
          <span>{text}</span>
          <IconButton icon={IconX} name={t({ vi: 'Bỏ tin này', en: 'Dismiss' })} onClick={() => dismiss(id)} />
        </div>
      ))}
    </div>
  );
};
