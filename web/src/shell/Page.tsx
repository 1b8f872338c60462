import type { ReactNode } from 'react';
import { useTitle } from '../kernel/title.ts';
import { AddressBar, type AddressPart } from '../ui/AddressBar.tsx';

type Props = {
  title: string;
  /** State of the whole page, beside the title. */
  tag?: ReactNode;
  /** The headline sentence with its counts. */
  lead?: ReactNode;
  /** Buttons at the right, the one filled button last. */
  actions?: ReactNode;
  address?: readonly AddressPart[];
  children: ReactNode;
};

/** The head of every page: address, title, headline sentence, actions. */
export const Page = ({ title, tag, lead, actions, address, children }: Props) => {
  useTitle(title);
  return (
    <>
      {address && <AddressBar parts={address} />}
      <div className="head">
        <div>
          <h1>
            {title} {tag}
          </h1>
          {lead && <p>{lead}</p>}
        </div>
        {actions && <div className="push">{actions}</div>}
      </div>
      {children}
    </>
  );
};
