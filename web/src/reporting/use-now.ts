import { useEffect, useState } from 'react';

const MINUTE = 60_000;

/** The clock of this device, read again every minute, for spans that are said in minutes. */
export const useNow = (): Date => {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), MINUTE);
    return () => clearInterval(timer);
  }, []);
  return now;
};
