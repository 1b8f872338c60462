import { IconX } from '@tabler/icons-react';
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useWords } from '../kernel/words.ts';
import { IconButton } from './Button.tsx';

/** Opens a native dialog while mounted; the browser keeps the focus inside, and it goes back where it was afterwards. */
const useModal = () => {
  const dialog = useRef<HTMLDialogElement>(null);
  // A layout effect, because the dialog must be closed before it leaves the page, or the focus is lost.
  useLayoutEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    // Who opens a dialog that asks for something wants to type, not to close it.
    dialog.current?.querySelector<HTMLElement>('.in :is(input, textarea, select):not(:disabled)')?.focus();
    return () => {
      dialog.current?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return dialog;
};

type Props = {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Buttons, the filled one last. */
  actions?: ReactNode;
  /** What Ctrl Enter does: the same as the filled button. */
  onConfirm?: () => void;
  /** `drawer` comes from the right, and from below on a phone. */
  as?: 'dialog' | 'drawer';
};

/** A question or a short form over the page. Render it only while it is open. */
export const Dialog = ({ title, onClose, children, actions, onConfirm, as = 'dialog' }: Props) => {
  const { t } = useWords();
  const dialog = useModal();
  const heading = useId();
  return (
    <dialog
      ref={dialog}
      className={as}
      aria-labelledby={heading}
      onKeyDown={(event) => {
        if (!onConfirm || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        onConfirm();
      }}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="dialog-head">
        <h2 id={heading}>{title}</h2>
        <IconButton icon={IconX} name={t({ vi: 'Đóng', en: 'Close' })} onClick={onClose} />
      </div>
      <div className="in">{children}</div>
      {actions && <div className="dialog-foot">{actions}</div>}
    </dialog>
  );
};
