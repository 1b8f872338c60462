import { allEditions, differencesOfTotals, hashToday } from '../figures/index.ts';
import { connectOwner, type House } from '../house.ts';
import { auditPlaces } from '../kernel/audit-key.ts';
import { type AuditFault, checkAudit, sayAuditFault, witnessIn } from '../kernel/audit-verify.ts';
import { type Command, configOf, type Flags, inHouse } from './command.ts';

/** More faults than this are counted, not named. */
const NAMED = 20;

export const verify: Command = {
  name: 'verify',
  usage: [
    'verify [--heads TỆP] [--public-key TỆP]',
    'kiểm nhật ký, tính lại mọi tổng, kiểm bản ban hành / check the audit, recompute totals, check editions',
  ],
  flags: { heads: 'value', 'public-key': 'value' },
  run: (flags) =>
    inHouse(flags, async (house) => {
      const audit = await verifyAudit(house, flags);
      const figures = await verifyFigures(house);
      return audit + figures > 0 ? 1 : 0;
    }),
};

/** Checks chains and heads, says what is broken, and writes down the result for the screen of the audit. */
const verifyAudit = async (house: House, flags: Flags): Promise<number> => {
  const places = auditPlaces(configOf(flags), process.env);
  const keys = [places.key, flags.get('public-key') ?? places.key];
  const witness = witnessIn({ heads: flags.get('heads') ?? places.heads, keys });
  const { chains, entries, heads, faults } = await checkAudit(house, witness);
  console.log(
    `nhật ký / audit: ${entries} dòng / entries, ${chains} chuỗi / chains, ${heads} bản niêm / heads, ${witness.heads.length} giữ bên ngoài / kept outside: ${faults.length} hỏng / broken`,
  );
  if (witness.publicKeys.length === 0)
    console.log(
      'không có khóa để đối chiếu chữ ký; tin khóa ghi trong bản niêm / no key to hold signatures against; the key named in each head is believed',
    );
  for (const fault of faults.slice(0, NAMED)) console.log(lineOf(fault));
  return faults.length;
};

const lineOf = (fault: AuditFault): string => {
  const { vi, en } = sayAuditFault(fault);
  return `  HỎNG / BROKEN  ${vi}\n                 ${en}`;
};

const verifyFigures = async (house: House): Promise<number> => {
  const owner = await connectOwner(house.ownerUrl);
  const { cells, totals, differences } = await differencesOfTotals(owner);
  await owner.end();
  const broken = await house.asSystem(async (ask) => {
    const faults: number[] = [];
    for (const edition of await allEditions(ask.tx))
      if ((await hashToday(ask.tx, edition.id)) !== edition.hash) faults.push(edition.id);
    return faults;
  });
  console.log(
    `${cells} ô / cells, ${totals} tổng / totals: ${differences.length} khác / different; bản ban hành hỏng / broken editions: ${broken.length}`,
  );
  for (const each of differences) console.log(JSON.stringify(each));
  for (const id of broken) console.log(`edition ${id}`);
  return differences.length + broken.length;
};
