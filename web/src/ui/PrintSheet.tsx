import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';

/** Paper that is printed instead of the page: not seen on the screen, and nothing else in print. Always in Vietnamese. */
export const PrintSheet = ({ children }: { children: ReactNode }) =>
  // Beside the page, which is left out of the print, and out of every dialog.
  createPortal(
    <div className="print-sheet" lang="vi" aria-hidden>
      {children}
    </div>,
    document.body,
  );
