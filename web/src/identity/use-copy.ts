import { useWords } from '../kernel/words.ts';
import { say } from '../ui/toast.ts';

/** Copies a secret that is shown once, and says whether it worked. */
export const useCopy = () => {
  const { t } = useWords();
  return async (text: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      say(t({ vi: 'Đã chép.', en: 'Copied.' }));
    } catch {
      // The clipboard is closed without a secure connection, or by the browser's settings.
      say(
        t({ vi: 'Trình duyệt không cho chép. Chọn và chép tay.', en: 'The browser refuses. Copy it by hand.' }),
        'problem',
      );
    }
  };
};
