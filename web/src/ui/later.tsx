import { type ComponentType, useEffect, useState } from 'react';
import { onLine } from '../kernel/line.ts';

/**
 * A part that is fetched after the page around it: `const Targets = later(() => import('./Targets.tsx').then(({ Targets }) => Targets))`.
 * Nothing stands in its place until it is there. Lost on the way it leaves the page alone, whatever is being typed there, and
 * comes when the line is back.
 */
export const later = <P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> => {
  let loaded: ComponentType<P> | null = null;
  return function Later(props: P) {
    const [Part, setPart] = useState(() => loaded);
    const missing = Part === null;
    useEffect(() => {
      if (!missing) return;
      const fetchPart = (): void =>
        void load().then(
          (part) => {
            loaded = part;
            setPart(() => part);
          },
          // The line says when it is worth another try.
          () => {},
        );
      fetchPart();
      return onLine(fetchPart);
    }, [missing]);
    return Part && <Part {...props} />;
  };
};
