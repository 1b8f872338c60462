import { differencesOfTotals } from '../figures/index.ts';
import { connectOwner, type House } from '../house.ts';
import { auditPlaces } from '../kernel/audit-key.ts';
import { type AuditFault, checkAudit, sayAuditFault, witnessIn } from '../kernel/audit-verify.ts';
import { faultsOfReports } from '../reporting/index.ts';
import { type Command, configOf, type Flags, inHouse } from './command.ts';

/** More faults than this are counted, not named. */
const NAMED = 20;

export const verify: Command = {
  name: 'verify',
  usage: [
    'verify [--heads TỆP] [--public-key TỆP]',
    'kiểm nhật ký, tính lại mọi tổng, kiểm bản ban hành và số đã gửi / check the audit, recompute totals, check editions and submissions',
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
  const keys = [places.key, flags.get('public-key') ?? places.key, ...(places.trusted ?? [])];
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
  try {
    const { cells, totals, differences } = await differencesOfTotals(owner);
    const changed = await faultsOfReports(owner);
    console.log(
      `${cells} ô / cells, ${totals} tổng / totals: ${differences.length} khác / different; bản ban hành, số liệu, lần gửi bị sửa / editions, figures, submissions changed: ${changed.length}`,
    );
    for (const each of differences) console.log(JSON.stringify(each));
    for (const fault of changed.slice(0, NAMED)) console.log(`  HỎNG / BROKEN  ${fault}`);
    return differences.length + changed.length;
  } finally {
    await owner.end();
  }
};
