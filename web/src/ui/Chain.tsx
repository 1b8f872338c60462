export type ChainStep = { title: string; detail: string; at: 'done' | 'now' | 'later' };

/** The way of a report from hand to hand; the rings clasp where it is now. */
export const Chain = ({ label, steps }: { label: string; steps: readonly ChainStep[] }) => (
  <ol className="chain" aria-label={label}>
    {steps.map((step) => (
      <li key={step.title} className={step.at} aria-current={step.at === 'now' ? 'step' : undefined}>
        <b>{step.title}</b>
        {step.detail}
      </li>
    ))}
  </ol>
);
