/** Values for a schema of the contract: mostly such as it asks for, now and then broken. New routes are met without a word here. */
import fc from 'fast-check';
import type { Route } from '../contract/src/kernel/route.ts';
import { hostileNumber, hostileText, hostileValue } from './hostile.ts';

/** Keys and codes that exist in the instance, by the name of the field that asks for one. */
export type Known = Readonly<Record<string, readonly (string | number)[]>>;

type Def = { type: string } & Record<string, unknown>;
const defOf = (schema: unknown): Def => (schema as { _zod: { def: Def } })._zod.def;

const words = ['Quyết định 12/QĐ-UBND', 'Còn thiếu số liệu của hai khu dân cư.', 'Đính chính theo biên bản', 'ba đồn'];
const dates = ['2026-11-22', '2026-01-01', '2025-06-30', '1975-05-01', '2100-12-31'];

const textFor = (name: string, def: Def, known: Known): fc.Arbitrary<unknown> => {
  if (def['format'] === 'date') return fc.constantFrom(...dates);
  const values = known[name.toLowerCase()];
  return fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...(values ?? words)).map(String) },
    { weight: 1, arbitrary: hostileText },
  );
};

const numberFor = (name: string, known: Known): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...(known[name.toLowerCase()] ?? [0, 1, 2, 12, 1931])) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 5_000 }) },
    { weight: 1, arbitrary: hostileNumber },
  );

const objectFor = (def: Def, known: Known): fc.Arbitrary<unknown> => {
  const fields = Object.entries(def['shape'] as Record<string, unknown>).map(
    ([name, inner]) => [name, valueFor(inner, name, known)] as const,
  );
  const strange = fc.constantFrom('__proto__', 'constructor', 'isAdmin', 'id', 'role', '');
  return fc
    .tuple(
      fc.record(Object.fromEntries(fields), { noNullPrototype: true }),
      fc.option(fc.constantFrom(...fields.map(([name]) => name), ''), { freq: 12 }),
      fc.option(fc.tuple(strange, hostileValue), { freq: 12 }),
    )
    .map(([whole, missing, extra]) => {
      const kept = Object.entries(whole).filter(([name, value]) => name !== missing && value !== undefined);
      // As text, so that a key such as __proto__ is sent and not swallowed here.
      return Object.fromEntries(extra ? [...kept, extra] : kept);
    });
};

/** An arbitrary value for a schema; every place is hit by something hostile once in twenty. */
export const valueFor = (schema: unknown, name: string, known: Known): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 19, arbitrary: fairFor(schema, name, known) }, { weight: 1, arbitrary: hostileValue });

const fairFor = (schema: unknown, name: string, known: Known): fc.Arbitrary<unknown> => {
  const def = defOf(schema);
  const below = (inner: unknown, as = name) => valueFor(inner, as, known);
  switch (def.type) {
    case 'string':
      return textFor(name, def, known);
    case 'number':
    case 'int':
      return numberFor(name, known);
    case 'boolean':
      return fc.boolean();
    case 'enum':
      return fc.constantFrom(...Object.values(def['entries'] as Record<string, string>));
    case 'literal':
      return fc.constantFrom(...(def['values'] as unknown[]));
    case 'object':
      return objectFor(def, known);
    case 'array':
      return fc.array(below(def['element']), { maxLength: 4 });
    case 'record':
      return fc.dictionary(
        fc.constantFrom(...(known['indicator'] ?? []).map(String), '__proto__', 'không có'),
        below(def['valueType']),
        { maxKeys: 6 },
      );
    case 'union':
      return fc.oneof(...(def['options'] as unknown[]).map((option) => below(option)));
    case 'nullable':
      return fc.option(below(def['innerType']), { freq: 4 });
    case 'optional':
    case 'default':
    case 'prefault':
      return fc.option(below(def['innerType']), { nil: undefined, freq: 4 });
    case 'pipe':
      return below(def['in']);
    default:
      return 'innerType' in def ? below(def['innerType']) : fc.jsonValue({ maxDepth: 2 });
  }
};

/** Query strings and path parameters: the same values, as text. */
export const textsFor = (schema: NonNullable<Route['query']>, known: Known): fc.Arbitrary<Record<string, string>> =>
  fc
    .record(
      Object.fromEntries(
        Object.entries(schema.shape).map(([name, inner]) => [
          name,
          fc.oneof(
            { weight: 9, arbitrary: valueFor(inner, name, known) },
            { weight: 1, arbitrary: hostileText as fc.Arbitrary<unknown> },
          ),
        ]),
      ),
      { noNullPrototype: true },
    )
    .map((values) =>
      Object.fromEntries(
        Object.entries(values)
          .filter(([, value]) => value !== undefined)
          .map(([name, value]) => [name, (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 6_000)]),
      ),
    );
