/** A database of the bench, and work in it as its owner. */
import { connectOwner } from '../server/src/house.ts';

/** Where one database is reached, as its owner and as the program. */
export type Place = { ownerUrl: string; appUrl: string };

export type Owner = Awaited<ReturnType<typeof connectOwner>>;

export const asOwner = async <T>(url: string, work: (owner: Owner) => Promise<T>): Promise<T> => {
  const owner = await connectOwner(url);
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
};
