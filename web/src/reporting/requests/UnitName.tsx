import type { Whom } from './whom.ts';

/** A unit that is asked, with the one above it where communes of several provinces are asked: they may have one name. */
export const UnitName = ({ unit: { fullName, within } }: { unit: Omit<Whom, 'id'> }) => (
  <>
    {fullName}
    {within !== null && <small className="mid"> {within}</small>}
  </>
);
