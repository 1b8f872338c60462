const under = 'M29 12.5C29 20 23 25 16 25c-4.6 0-7.4-2.7-7.4-6 0-3.2 2.3-5.3 5.4-5.3';
const over = 'M3 19.5C3 12 9 7 16 7c4.6 0 7.4 2.7 7.4 6 0 3.2-2.3 5.3-5.4 5.3';

/** The mark: two clasped strokes. The one on top is drawn with a rim of the ground, so that they seem to pass over each other. */
export const Mark = ({ className }: { className?: string }) => (
  <svg className={className} viewBox="0 0 32 32" fill="none" strokeWidth="3.6" strokeLinecap="round" aria-hidden>
    <path d={under} stroke="var(--stroke-2)" />
    <path d={over} stroke="var(--surface)" strokeWidth="7" strokeLinecap="butt" />
    <path d={over} stroke="var(--stroke-1)" />
  </svg>
);
