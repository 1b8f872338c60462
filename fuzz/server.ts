/** The program under test, as a process of its own: its memory is its own, and when it dies it is seen. */
import type { AddressInfo } from 'node:net';
import { createApp } from '../server/src/app.ts';
import { ownerAt } from '../server/src/changing.ts';
import { closeRenderer } from '../server/src/documents/index.ts';
import { openHouse } from '../server/src/house.ts';
import { castNow } from '../server/src/kernel/testing/cast.ts';

const [ownerUrl = '', appUrl = '', plant = ''] = process.argv.slice(2);
const house = await openHouse({ ownerUrl, appUrl }, { clock: () => castNow });
const { app } = await createApp({
  transact: house.database.transact,
  clock: house.clock,
  auth: house.auth,
  asOwner: ownerAt(house.ownerUrl),
  trustProxy: true,
});
// A fault to be found: one route throws as soon as somebody asks for a kind.
if (plant === 'plant')
  app.addHook('preHandler', async (request) => {
    if (request.url.startsWith('/api/periods?kind=')) throw new TypeError('planted');
  });
await app.listen({ host: '127.0.0.1', port: 0 });
process.on('SIGTERM', () => {
  void app
    .close()
    .then(closeRenderer)
    .then(house.close)
    .finally(() => process.exit(0));
});
process.stdout.write(`READY ${(app.server.address() as AddressInfo).port}\n`);
