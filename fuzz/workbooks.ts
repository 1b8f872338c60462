/** Workbooks and CSV files, changed in every way a hostile hand would, sent to where filled forms are taken. */
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import JSZip from 'jszip';
import { cast } from '../server/src/kernel/testing/cast.ts';
import { ask, wrongIn } from './ask.ts';
import { hostileText } from './hostile.ts';
import type { Tally } from './tally.ts';
import type { World } from './world.ts';

type Budget = { runs: number; seed: number; until: number };

const xmlOf = (text: string): string => text.replace(/[<&>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** One change to the unpacked parts of a workbook. */
const changeOfParts: fc.Arbitrary<(parts: Map<string, string>) => void> = fc
  .tuple(
    fc.constantFrom(
      'xl/worksheets/sheet1.xml',
      'xl/worksheets/sheet2.xml',
      'xl/sharedStrings.xml',
      'xl/workbook.xml',
      'xl/styles.xml',
      '_rels/.rels',
      'xl/_rels/workbook.xml.rels',
      '[Content_Types].xml',
    ),
    fc.oneof(
      hostileText.map((text) => (xml: string) => xml.replace(/<t>[^<]*</, `<t>${xmlOf(text)}<`)),
      hostileText.map((text) => (xml: string) => xml.replace(/<v>[^<]*</, `<v>${text}<`)),
      fc.nat(5_000).map((at) => (xml: string) => xml.slice(0, at)),
      fc.tuple(fc.nat(5_000), fc.string({ maxLength: 12 })).map(
        ([at, text]) =>
          (xml: string) =>
            xml.slice(0, at) + text + xml.slice(at + 3),
      ),
      fc.constantFrom(
        (xml: string) => `<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///etc/passwd">]>${xml}`,
        (xml: string) => xml.replace(/r="([A-Z]+)\d+"/g, 'r="$19999999999"'),
        (xml: string) => xml.replace(/r="[A-Z]+/g, 'r="ZZZZZZ'),
        (xml: string) => xml.replace(/t="s"/g, 't="e"'),
        (xml: string) => xml.replace(/<v>\d+/g, '<v>1e308'),
        (xml: string) => xml.replace(/<v>\d+/g, '<v>-99999999999999999999'),
        (xml: string) => xml.replace(/<\/?c[ >]/g, '<'),
        (xml: string) =>
          xml.replace(
            '</sheetData>',
            `</sheetData><mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(2_000)}</mergeCells>`,
          ),
        (xml: string) => xml.replace('</sheetData>', `${'<row><c><v>1</v></c></row>'.repeat(20_000)}</sheetData>`),
        (xml: string) => `${'<a>'.repeat(5_000)}${xml}`,
        (xml: string) => xml.replaceAll('>', `${' '.repeat(50)}>`),
        (xml: string) => xml.replace(/Target="[^"]*"/g, 'Target="../../../../etc/passwd"'),
        () => '',
      ),
    ),
  )
  .map(([name, change]) => (parts) => {
    parts.set(name, change(parts.get(name) ?? ''));
  });

/** One change to the bytes of the whole file. */
const changeOfBytes: fc.Arbitrary<(file: Buffer) => Buffer> = fc.oneof(
  { weight: 4, arbitrary: fc.constant((file: Buffer) => file) },
  {
    weight: 3,
    arbitrary: fc
      .array(fc.tuple(fc.nat(20_000), fc.nat(255)), { minLength: 1, maxLength: 6 })
      .map((changes) => (file: Buffer) => {
        const changed = Buffer.from(file);
        // From the end too, where the table of the archive stands.
        for (const [at, value] of changes)
          if (changed.length > 0) changed[(changed.length - 1 - at + 20_000 * changed.length) % changed.length] = value;
        return changed;
      }),
  },
  { weight: 1, arbitrary: fc.nat(9_000).map((at) => (file: Buffer) => file.subarray(0, at)) },
  { weight: 1, arbitrary: fc.constant((file: Buffer) => Buffer.concat([file, file])) },
);

const bomb = (): Buffer => {
  const packed = deflateRawSync(Buffer.alloc(200 * 2 ** 20, 0x20));
  const name = Buffer.from('[Content_Types].xml');
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(10, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(30 + name.length + packed.length, 16);
  return Buffer.concat([local, name, packed, entry, name, end]);
};

const csvFile: fc.Arbitrary<Buffer> = fc.oneof(
  fc
    .array(
      fc.tuple(fc.constantFrom('press_items', 'Tổ hòa giải', 'chungtay:value', '19138', '#chungtay'), hostileText),
      { maxLength: 8 },
    )
    .map((rows) => Buffer.from(`Chỉ tiêu;Kỳ này\r\n${rows.map(([label, value]) => `${label};${value}`).join('\r\n')}`)),
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom(
    Buffer.from(`${';'.repeat(500_000)}\n`),
    Buffer.from(`"${'x'.repeat(1_500_000)}`),
    Buffer.from('"\n'.repeat(200_000)),
    Buffer.from('a;1\n'.repeat(400_000)),
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Tổ\t1\n', 'utf16le'), Buffer.from([0])]),
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
  ),
);

const get = async (world: World, path: string, cookie: string): Promise<Buffer> => {
  const answer = await fetch(`http://127.0.0.1:${world.port}${path}`, { headers: { cookie } });
  return Buffer.from(await answer.arrayBuffer());
};

/** Whatever is sent as a filled form is answered, with its cells or with a reason. */
export const fuzzWorkbooks = async (world: World, tally: Tally, how: Budget): Promise<void> => {
  const commune = world.cookies.get(cast.commune.username) ?? '';
  const province = world.cookies.get(cast.province.username) ?? '';
  const work = await fetch(`http://127.0.0.1:${world.port}/api/my-work`, { headers: { cookie: commune } });
  const { own } = (await work.json()) as { own: { id: number; state: string }[] };
  const report = own.find(({ state }) => state !== 'submitted' && state !== 'accepted')?.id ?? own[0]?.id ?? 1;
  const places = [
    {
      cookie: commune,
      check: `/api/reports/${report}/workbook/check`,
      form: await get(world, `/api/reports/${report}/workbook`, commune),
    },
    {
      cookie: province,
      check: '/api/workbooks/check?form=TH01&period=2026-M10',
      form: await get(world, '/api/workbooks?form=TH01&period=2026-M10', province),
    },
  ];
  const unpacked = await Promise.all(
    places.map(async ({ form }) => {
      const zip = await JSZip.loadAsync(form);
      return new Map(
        await Promise.all(
          Object.values(zip.files).map(async (part) => [part.name, await part.async('string')] as const),
        ),
      );
    }),
  );
  const file = (which: number) =>
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc
          .tuple(fc.array(changeOfParts, { maxLength: 3 }), changeOfBytes)
          .map(([changes, last]) => async () => {
            const parts = new Map(unpacked[which]);
            for (const change of changes) change(parts);
            const zip = new JSZip();
            for (const [name, text] of parts) zip.file(name, text);
            return last(await zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' }));
          }),
      },
      { weight: 3, arbitrary: csvFile.map((bytes) => async () => bytes) },
      { weight: 1, arbitrary: fc.constant(async () => bomb()) },
    );
  const inputs = fc.nat(places.length - 1).chain((which) => fc.tuple(fc.constant(which), file(which)));
  await fc.check(
    fc.asyncProperty(inputs, async ([which, make]) => {
      tally.tried('workbooks');
      const place = places[which];
      if (!place) return true;
      const body = await make();
      const request = {
        as: null,
        method: 'POST',
        path: place.check,
        headers: { 'content-type': 'application/octet-stream' },
        body,
      };
      const answer = await ask(world.port, request, place.cookie);
      if (typeof answer === 'object') tally.answers.set(answer.status, (tally.answers.get(answer.status) ?? 0) + 1);
      const wrong = wrongIn(request, answer) ?? (world.alive() ? null : 'the program has died');
      if (wrong)
        tally.found({ kind: 'workbooks', what: `${place.check}: ${wrong}`, input: body.toString('base64', 0, 600) });
      return wrong === null;
    }),
    { numRuns: how.runs, seed: how.seed, interruptAfterTimeLimit: Math.max(1, how.until - Date.now()) },
  );
};
