/** `npm run -s signals [-- seed …]`: precision and recall of the quality signals over made-up countries, printed by kind. */
import { faultsOfTrial, type Outcome, trial } from './trial.ts';

const size = { provinces: 10, units: 80, months: 30 };
const EACH = 60;
const seeds = process.argv.slice(2).map(Number);

const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(2)} %`);

const print = ({ seed, rows, clean, alarmed }: Outcome, seconds: number): void => {
  console.log(
    `\nseed ${seed}: ${size.provinces} provinces × ${size.units} communes × ${size.months} months and their years, ${clean} honest unit-periods, ${seconds.toFixed(1)} s`,
  );
  console.log(
    `${'signal'.padEnd(14)}${'planted'.padStart(9)}${'found'.padStart(7)}${'recall'.padStart(10)}${'false alarms'.padStart(14)}${'of honest'.padStart(11)}`,
  );
  for (const { kind, planted, found, alarms } of rows)
    console.log(
      kind.padEnd(14) +
        String(planted).padStart(9) +
        String(found).padStart(7) +
        percent(found, planted).padStart(10) +
        String(alarms).padStart(14) +
        percent(alarms, clean).padStart(11),
    );
  console.log(`${'any'.padEnd(40)}${String(alarmed).padStart(14)}${percent(alarmed, clean).padStart(11)}`);
};

const wrong: string[] = [];
for (const seed of seeds.length > 0 ? seeds : [1, 2, 3]) {
  const begun = Date.now();
  const outcome = trial(seed, size, EACH);
  print(outcome, (Date.now() - begun) / 1000);
  wrong.push(...faultsOfTrial(outcome).map((fault) => `seed ${seed}: ${fault}`));
}
console.log(
  wrong.length === 0
    ? '\nAt least 95 % found of each kind, at most 2 % of honest unit-periods asked about.'
    : `\n${wrong.join('\n')}`,
);
process.exitCode = wrong.length === 0 ? 0 : 1;
