/** The databases of the bench: made once for each size, by seed, and used again; a run that writes works on a copy. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { shippedCatalogue } from '@app/contract/figures/catalogue.ts';
import { addDays, type Period } from '@app/contract/kernel/period.ts';
import { openSignIns } from '../server/src/demonstration/sign-ins.ts';
import { differencesOfTotals, periodId, periodOfCode } from '../server/src/figures/index.ts';
import { type House, openHouse } from '../server/src/house.ts';
import { instanceFact, setInstanceFact } from '../server/src/kernel/instance.ts';
import { startEmbedded } from '../server/src/kernel/postgres/embedded.ts';
import { type Unit, unitByCode, unitsBelow, unitsInForce } from '../server/src/org/index.ts';
import { acceptMany, importMany, openPeriod, putForm, reportsOfDesk } from '../server/src/reporting/index.ts';
import { cellsOf } from './cells.ts';
import { type PostedMonth, postHistory } from './history.ts';
import { timed } from './measure.ts';
import { asOwner, type Owner, type Place } from './owner.ts';
import { benchIndicators, monthsOf, type Size, sizes } from './sizes.ts';

export type Store = {
  /** The finished data of the size. Nothing may write figures here. */
  base: Place;
  /** Where the copy of its cells in DuckDB is kept; null: in memory. */
  duckFile: string | null;
  /** A fresh copy to write in, ready for connections; the one before it is dropped. */
  copy: () => Promise<Place>;
  /** An empty database, and a way to fresh copies of it; both are gone with the next one asked for. */
  empty: () => Promise<{ place: Place; copy: () => Promise<Place> }>;
  stop: () => Promise<void>;
};

export const benchForm = 'BENCH';
/** Posts are given and looked up on this day, whatever the clock of the machine says. */
const today = '2026-11-20';
/** The newest months go through the product's own import and acceptance, older ones straight into the ledger (`history.ts`). */
const REPORTED_MONTHS = 2;
const root = resolve(import.meta.dirname, '..');

/** The server of a size, with its data complete; made now when it is not there or older than the program. */
export const openStore = async (size: Size, say: (text: string) => void): Promise<Store> => {
  const folder = resolve(root, `.chungtay/bench-${size.with.toLowerCase()}`);
  const server = await startEmbedded({ dataDir: folder });
  const at = (name: string): Place => ({
    ownerUrl: inDatabase(server.ownerUrl, name),
    appUrl: inDatabase(server.appUrl, name),
  });
  /** Makes a database anew, as a copy of another one where that is named. */
  const make = async (name: string, template?: string): Promise<Place> => {
    await asOwner(server.ownerUrl, async (owner) => {
      await owner.query(`drop database if exists ${name} with (force)`);
      await owner.query(`create database ${name} ${template ? `template ${template} strategy file_copy` : ''}`);
    });
    return at(name);
  };
  const complete = async (
    name: string,
    of: Size,
    begin: () => Promise<Place>,
    work: (place: Place) => Promise<void>,
  ) => {
    if (await isComplete(server.ownerUrl, name, at(name), of)) return;
    say(`making the data of size ${of.name} …`);
    const { ms } = await timed(async () => {
      const place = await begin();
      await work(place);
      await asOwner(place.ownerUrl, (owner) => prove(owner, of));
    });
    say(`made in ${(ms / 1000).toFixed(0)} s`);
  };
  const plain = sizes[size.with];
  await complete(
    'base',
    plain,
    () => make('base'),
    (place) => fill(place, plain, say),
  );
  // A size with more units stands beside the one it is made of.
  const name = plain === size ? 'base' : 'larger';
  if (plain !== size)
    await complete(
      name,
      size,
      () => make(name, 'base'),
      (place) => addAreas(place, size),
    );
  return {
    base: at(name),
    duckFile: `${folder}-${name}.duckdb`,
    copy: () => make('run', name),
    empty: async () => ({ place: await make('empty'), copy: () => make('run', 'empty') }),
    stop: server.stop,
  };
};

/** The same server, another database. */
const inDatabase = (url: string, name: string): string => url.replace(/\/[^/?]*(?=\?|$)/, `/${name}`);

const isComplete = (serverUrl: string, name: string, base: Place, size: Size): Promise<boolean> =>
  asOwner(serverUrl, async (owner) => {
    const { rowCount } = await owner.query('select from pg_database where datname = $1', [name]);
    if (!rowCount) return false;
    return asOwner(base.ownerUrl, async (inside) => {
      const { rowCount: hasTable } = await inside.query("select where to_regclass('kernel.instance') is not null");
      return Boolean(hasTable) && (await instanceFact(inside, 'bench')) === fingerprint(size);
    });
  });

/** Counted up when this file makes the data in another way. */
const HOW = 3;

/** Changes when the tables, the catalogue, the size or the way the data is made change. */
const fingerprint = ({ months, lines, provinces, residentialAreas }: Size): string => {
  const areas = residentialAreas > 0 ? { residentialAreas } : {};
  const made = { HOW, months, lines, provinces, ...areas, benchIndicators, shippedCatalogue };
  const hash = createHash('sha256').update(JSON.stringify(made));
  const folder = resolve(root, 'server/migrations');
  for (const file of readdirSync(folder).sort()) hash.update(file).update(readFileSync(resolve(folder, file)));
  for (const file of ['cells.ts', 'history.ts']) hash.update(readFileSync(resolve(import.meta.dirname, file)));
  return hash.digest('hex');
};

/** Fills an empty database: register, form, sign-ins, months; then proves every total from the cells. */
export const fill = async (place: Place, size: Size, say: (text: string) => void): Promise<void> => {
  const house = await openHouse(place);
  try {
    await openSignIns(house, today);
    await house.asSystem((ask) => putForm(ask.tx, form, periodId(periodOfCode(form.from))));
    // A cell comes by one form: with this one in force nobody owes what the shipped ones ask for.
    await asOwner(place.ownerUrl, (owner) =>
      owner.query('update reporting.form set retired_from_id = $1 where code <> $2', [
        periodId(periodOfCode(form.from)),
        benchForm,
      ]),
    );
    const reported = monthsOf(size).slice(-REPORTED_MONTHS);
    await asOwner(place.ownerUrl, (owner) => postHistory(owner, historyOf(house, size, reported), say));
    for (const month of reported) {
      const communes = await communesOf(house, size, month);
      const { ms } = await timed(async () => {
        await importMonth(house, communes, month);
        await acceptMonth(house, await waitingReports(house, month));
      });
      say(`${month.code}: ${communes.length} communes reported in ${(ms / 1000).toFixed(1)} s`);
    }
  } finally {
    await house.close();
  }
};

/** Every total from its cells, and then the fact that the data is complete. */
const prove = async (owner: Owner, size: Size): Promise<void> => {
  await owner.query('vacuum analyze');
  await mustVerify(owner);
  await setInstanceFact(owner, 'bench', fingerprint(size));
};

/** Residential areas below the communes of today, as many below each. They report nothing and stand in the tree. */
const addAreas = (place: Place, { residentialAreas }: Size): Promise<void> =>
  asOwner(place.ownerUrl, async (owner) => {
    await owner.query('begin');
    await owner.query(
      `with communes as (
         select s.unit_id, row_number() over (order by s.code collate "C") - 1 as at, count(*) over () as many
         from org.unit_state s join org.unit u on u.id = s.unit_id and u.level = 'commune' where upper_inf(s.during)
       ), areas as (
         select nextval(pg_get_serial_sequence('org.unit', 'id'))::integer as id, c.unit_id as parent_id, 'Tổ ' || n / c.many + 1 as name
         from generate_series(0, $1::integer - 1) as n join communes c on c.at = n % c.many
       ), units as (
         insert into org.unit (id, level) overriding system value select id, 'residential_area' from areas
       ), changes as (
         insert into org.change_set (title, effective_on, source_hash, applied_at) values ('{}', '2026-01-01', 'bench', now()) returning id
       )
       insert into org.unit_state (unit_id, name, full_name, folded, type, parent_id, during, change_set_id)
       select areas.id, name, name, lower(name), 'xa', parent_id, '[2026-01-01,)', changes.id from areas, changes`,
      [residentialAreas],
    );
    await owner.query('analyze org.unit, org.unit_state');
    await owner.query('call org.rebuild_reach()');
    await owner.query('commit');
  });

const form = {
  code: benchForm,
  line: 'committee' as const,
  periodKind: 'month' as const,
  version: 1,
  from: '2013-M01',
  content: {
    title: { vi: 'Biểu đo tốc độ', en: 'Form of the bench' },
    sections: [
      {
        title: { vi: 'Sáu mươi chỉ tiêu', en: 'Sixty indicators' },
        rows: benchIndicators.map((indicator) => ({ indicator, levels: ['commune'] as const, required: true })),
      },
    ],
  },
};

/** The communes of a size that are in force at the end of a month. */
export const communesOf = (house: House, size: Size, month: Period): Promise<Unit[]> =>
  house.asSystem(async ({ tx }) => {
    if (!size.provinces) return unitsInForce(tx, 'commune', month.endsOn);
    const units: Unit[] = [];
    for (const code of size.provinces)
      units.push(...(await unitsBelow(tx, (await unitByCode(tx, code, month.endsOn)).id, month.endsOn, 'commune')));
    return units;
  });

/** Every month on every line, but for what the newest months report on the first. */
async function* historyOf(house: House, size: Size, reported: readonly Period[]): AsyncGenerator<PostedMonth> {
  for (const month of monthsOf(size)) {
    const communes = await communesOf(house, size, month);
    for (const line of reported.includes(month) ? size.lines.slice(1) : size.lines)
      yield {
        month,
        line,
        level: 'commune',
        sheets: communes.map(({ id, code }) => ({ unitId: id, cells: cellsOf(code, month, line) })),
      };
  }
}

const noon = (day: string) => () => new Date(`${day}T05:00:00Z`);

/** Sends the reports of these communes through the bulk import of the product; answers how many values that were. */
export const importMonth = async (house: House, communes: readonly Unit[], month: Period): Promise<number> => {
  await house.asSystem((ask) => openPeriod(ask, benchForm, month), noon(month.endsOn));
  return sendMonth(house, rowsOf(communes, month), month);
};

export const rowsOf = (communes: readonly Unit[], month: Period) =>
  communes.map(({ code }) => ({ unitCode: code, cells: cellsOf(code, month, 'committee'), nil: false }));

/** The bulk import alone, for a month whose obligations are open. */
const sendMonth = async (house: House, rows: ReturnType<typeof rowsOf>, month: Period): Promise<number> => {
  const body = { form: benchForm, period: month.code, rows };
  const { values } = await house.asSystem(
    (ask) => importMany({ params: undefined, query: undefined, body }, ask),
    noon(addDays(month.endsOn, 1)),
  );
  return values;
};

export type Waiting = { id: number; revision: number; superiorId: number };

/** The reports of a month that wait for a decision. */
export const waitingReports = (house: House, month: Period): Promise<Waiting[]> =>
  house.asSystem(async ({ tx }) => {
    const waiting: Waiting[] = [];
    for (const province of await unitsInForce(tx, 'province', month.endsOn)) {
      const desk = await reportsOfDesk(tx, province.id, benchForm, periodId(month), month.endsOn);
      for (const { id, revision, state } of desk)
        if (state === 'submitted') waiting.push({ id, revision, superiorId: province.id });
    }
    return waiting;
  });

/** Accepts them all, in one transaction. */
export const acceptMonth = (house: House, reports: readonly Waiting[]) =>
  house.asSystem((ask) =>
    acceptMany(
      {
        params: undefined,
        query: undefined,
        body: { reports: reports.map(({ id, revision }) => ({ id, revision })) },
      },
      ask,
    ),
  );

/** Recomputes every total from the cells. @throws Error naming the first totals that are wrong. */
export const mustVerify = async (owner: Owner): Promise<void> => {
  const { cells, differences } = await differencesOfTotals(owner);
  if (cells === 0) throw new Error('no cell to compare: nothing is timed on an empty ledger');
  if (differences.length > 0)
    throw new Error(`totals differ from their cells, nothing is timed: ${JSON.stringify(differences.slice(0, 3))}`);
};
