/** How this device stands for the shell: the line, what waits on it, whose it is. */
import { useEffect, useState } from 'react';
import { useLineDown } from '../kernel/line.ts';
import { useSession } from '../kernel/session.ts';

type Device = {
  downSince: Date | null;
  /** Reports of which only this device holds something. */
  unsent: number;
  /** Unsent work of another account lies here. */
  other: { other: string; unsent: number } | null;
};

/** Opens what this device keeps for the signed-in person, and says how it stands; loaded after the page. */
export const useDevice = (): Device => {
  const { username } = useSession();
  const downSince = useLineDown();
  const [unsent, setUnsent] = useState(0);
  const [other, setOther] = useState<Device['other']>(null);
  const up = downSince === null;
  useEffect(() => {
    if (username === null) return;
    let stop = () => {};
    let left = false;
    void import('../reporting/offline/start.ts').then(async ({ openDevice, onVault, unsentReports }) => {
      if (left) return;
      const count = () => void unsentReports().then((all) => setUnsent(all.length));
      stop = onVault(count);
      count();
      setOther(await openDevice(up));
    });
    return () => {
      left = true;
      stop();
    };
  }, [username, up]);
  return { downSince, unsent, other };
};
