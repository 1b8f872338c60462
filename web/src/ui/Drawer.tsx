import { IconX } from '@tabler/icons-react';
import { type ReactNode, useId, useSyncExternalStore } from 'react';
import { useWords } from '../kernel/words.ts';
import { IconButton } from './Button.tsx';
import { Dialog } from './Dialog.tsx';

const room = '(min-width: 68rem)';

const onRoom = (tell: () => void): (() => void) => {
  const query = matchMedia(room);
  query.addEventListener('change', tell);
  return () => query.removeEventListener('change', tell);
};

/** The trace panel: beside the work where there is room for it, over it where there is not. Render it only while it is open. */
export const Drawer = ({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) => {
  const { t } = useWords();
  const heading = useId();
  const beside = useSyncExternalStore(onRoom, () => matchMedia(room).matches);
  if (!beside) {
    return (
      <Dialog as="drawer" title={title} onClose={onClose}>
        <div className="trace">{children}</div>
      </Dialog>
    );
  }
  return (
    // A region that scrolls must be reachable by the keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <aside className="trace beside" aria-labelledby={heading} tabIndex={0}>
      <header className="trace-head">
        <h2 id={heading}>{title}</h2>
        <IconButton icon={IconX} name={t({ vi: 'Đóng', en: 'Close' })} onClick={onClose} />
      </header>
      {children}
    </aside>
  );
};
