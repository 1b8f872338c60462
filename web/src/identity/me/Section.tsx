import { type ReactNode, useId } from 'react';

type Props = { title: string; tag?: ReactNode; lead: ReactNode; action?: ReactNode; children?: ReactNode };

/** One part of the own account: what it is, how it stands, what can be done. */
export const Section = ({ title, tag, lead, action, children }: Props) => {
  const heading = useId();
  return (
    <section className="panel me-part" aria-labelledby={heading}>
      <header>
        <h2 id={heading}>{title}</h2>
        {tag}
      </header>
      <div className="in">
        <p className="mid">{lead}</p>
        {children}
        {action && <div className="row">{action}</div>}
      </div>
    </section>
  );
};
