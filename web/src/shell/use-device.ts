/** How this device stands for the shell: the line, what waits on it, whose it is. */
import { useEffect, useRef, useState } from 'react';
import { useLineDown } from '../kernel/line.ts';
import { useSession } from '../kernel/session.ts';
import type { Sent } from '../reporting/offline/outbox.ts';

type Device = {
  downSince: Date | null;
  /** Reports of which only this device holds something, and holds it safely. */
  unsent: number;
  /** Unsent work of another account lies here. */
  other: { other: string; unsent: number } | null;
};

/** Opens what this device keeps for the signed-in person, and says how it stands; loaded after the page. */
export const useDevice = (onArrived: (sent: Sent) => void): Device => {
  const arrived = useRef(onArrived);
  arrived.current = onArrived;
  const { username } = useSession();
  const downSince = useLineDown();
  const [unsent, setUnsent] = useState(0);
  const [other, setOther] = useState<Device['other']>(null);
  const up = downSince === null;
  useEffect(() => {
    if (username === null) return;
    let stop = () => {};
    let left = false;
    void import('../reporting/offline/start.ts').then(async ({ keptReports, openDevice, onSent, onVault }) => {
      if (left) return;
      const count = () => void keptReports().then((all) => setUnsent(all.length));
      const stops = [onVault(count), onSent((sent) => arrived.current(sent))];
      stop = () => {
        for (const each of stops) each();
      };
      count();
      setOther(await openDevice(up, () => left));
    });
    return () => {
      left = true;
      stop();
    };
  }, [username, up]);
  return { downSince, unsent, other };
};
