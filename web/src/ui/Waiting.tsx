import { type ReactNode, useEffect, useState } from 'react';

/** Says nothing in the first second; then says what is being done. */
export const Waiting = ({ children }: { children: ReactNode }) => {
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), 1000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p role="status" className="waiting mid">
      {long && children}
    </p>
  );
};
