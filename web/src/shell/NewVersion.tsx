import { IconRefresh } from '@tabler/icons-react';
import { takeNewVersion, useNewVersion } from '../kernel/offline/worker.ts';
import { useWords } from '../kernel/words.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';

/** A new version never comes by itself in the middle of work. */
export const NewVersion = () => {
  const { t } = useWords();
  if (!useNewVersion()) return null;
  return (
    <div className="new-version" role="status">
      <Icon of={IconRefresh} />
      <span>
        {t({ vi: 'Có bản mới, tải lại. Số đang gõ vẫn giữ.', en: 'A new version is ready. What you typed is kept.' })}
      </span>
      <Button small onClick={takeNewVersion}>
        {t({ vi: 'Tải lại', en: 'Reload' })}
      </Button>
    </div>
  );
};
