/**
 * `npm run -s acceptance`: sends the cells of two provinces through submit → accept → total → report and holds what comes
 * out against what was published. Exit 0 only if every figure agrees and stands in the report as Vietnamese writes it.
 */
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { formatFigure } from '@app/contract/kernel/figure.ts';
import jszip from 'jszip';
import { loadDeclared } from '../demonstration/declared.ts';
import { closeRenderer } from '../documents/index.ts';
import { differencesOfTotals, periodOfCode, readFigures } from '../figures/index.ts';
import { connectOwner, findDatabase, openHouse } from '../house.ts';
import { unitByCode } from '../org/index.ts';
import { renderReview } from '../review/index.ts';
import { published } from './expected.ts';

const dataDir = resolve(import.meta.dirname, '../../../.chungtay/acceptance');
rmSync(dataDir, { recursive: true, force: true });
const database = await findDatabase({ databaseUrl: null, appDatabaseUrl: null, dataDir });
const house = await openHouse(database);
await loadDeclared(house);

const documentText = async (docx: Uint8Array): Promise<string> => {
  const xml = await (await jszip.loadAsync(docx)).file('word/document.xml')?.async('string');
  const paragraphs = (xml ?? '').split('</w:p>');
  return paragraphs
    .map((paragraph) => [...paragraph.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map((match) => match[1]).join(''))
    .join('\n')
    .replaceAll('\u00a0', ' ');
};

const texts = new Map<string, string>();
const textOf = async (unitCode: string, period: string, unitId: number): Promise<string> => {
  const key = `${unitCode}:${period}`;
  if (!texts.has(key)) {
    const files = await house.asSystem((ask) =>
      renderReview(ask, { unitId, period, reading: 'accepted', language: 'vi' }, ['docx'], 'http://localhost:3000'),
    );
    texts.set(key, await documentText(files[0]?.content ?? new Uint8Array()));
  }
  return texts.get(key) ?? '';
};

let agreed = 0;
console.log(
  [
    'Nơi, năm'.padEnd(18),
    'Nội dung'.padEnd(34),
    'Đã công bố'.padStart(12),
    'Hệ thống'.padStart(14),
    'Trong báo cáo',
  ].join('  '),
);
for (const each of published) {
  const period = periodOfCode(each.period);
  const unit = await house.asSystem((ask) => unitByCode(ask.tx, each.unitCode, period.endsOn));
  const [figure] = await house.asSystem((ask) =>
    readFigures(ask.tx, {
      indicators: [each.indicator],
      unitIds: [unit.id],
      periods: [period],
      line: 'all',
      reading: 'accepted',
    }),
  );
  const written = (await textOf(each.unitCode, each.period, unit.id)).includes(each.written);
  const holds = figure?.value === each.value && written;
  if (holds) agreed += 1;
  const produced = formatFigure(figure?.value ?? null, { language: 'vi', precision: figure?.precision ?? 'exact' });
  console.log(
    [
      `${each.place} ${period.year}`.padEnd(18),
      each.statement.padEnd(34),
      formatFigure(each.value, { language: 'vi' }).padStart(12),
      produced.padStart(14),
      `${written ? 'có' : 'KHÔNG CÓ'} “${each.written}”${holds ? '' : '   SAI'}`,
    ].join('  '),
  );
}
const owner = await connectOwner(house.ownerUrl);
const { cells, totals, differences } = await differencesOfTotals(owner);
await owner.end();
console.log(
  `\n${agreed}/${published.length} số liệu khớp. ${cells} ô, ${totals} tổng tính lại từ ô: ${differences.length} chỗ khác.`,
);

await closeRenderer();
await house.close();
await database.stop();
process.exitCode = agreed === published.length && differences.length === 0 ? 0 : 1;
