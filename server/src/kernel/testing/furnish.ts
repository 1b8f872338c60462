/** What stands in the template database before any test: catalogue, calendar. */
import pg from 'pg';
import { syncCatalogue } from '../../figures/catalogue/sync.ts';

export const furnish = async (ownerUrl: string, _appUrl: string): Promise<void> => {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await syncCatalogue(owner);
  await owner.end();
};
