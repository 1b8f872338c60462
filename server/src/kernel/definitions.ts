/** Whether the database still does by itself what the migrations say: its functions and its triggers. */
import type { Words } from '@app/contract/kernel/words.ts';
import type pg from 'pg';
import { knownMigrations } from './migrate.ts';

/**
 * What is wrong with something the migrations made.
 * - `function-changed`: it does something else.
 * - `function-missing`, `trigger-missing`: it is gone.
 * - `trigger-off`: it is switched off, or for some writers only.
 * - `trigger-added`: no migration made it.
 */
export type DefinitionFault = {
  kind: 'function-changed' | 'function-missing' | 'trigger-missing' | 'trigger-off' | 'trigger-added';
  /** `kernel.audit_text`, or `seal on kernel.audit`. */
  name: string;
};

/** What the migrations leave behind: bodies by the name of their function, and triggers as `name on schema.table`. */
export type Definitions = { bodies: ReadonlyMap<string, ReadonlySet<string>>; triggers: ReadonlySet<string> };

type Found = { bodies: Map<string, Set<string>>; triggers: Set<string> };

/** What a migration may do to functions and triggers, each with what it leaves; `rest` is the text behind. */
const steps: readonly [RegExp, (found: Found, parts: readonly string[], rest: string) => void][] = [
  [
    /^create\s+(or\s+replace\s+)?(?:function|procedure)\s+([\w."]+)\s*\(/gim,
    ({ bodies }, [again = '', name = ''], rest) => {
      const body = bodyIn(rest);
      if (body !== null) bodies.set(name, new Set([...(again ? [] : (bodies.get(name) ?? [])), body]));
    },
  ],
  [
    /^\s*create\s+(?:constraint\s+)?trigger\s+(\w+)[^;]*?\bon\s+([\w."]+)/gim,
    ({ triggers }, [trigger, table]) => triggers.add(`${trigger} on ${table}`),
  ],
  [
    /^\s*call kernel\.audit_changes\('([^']+)'/gim,
    ({ triggers }, [table]) => {
      for (const each of ['audit_opened', 'audit_changed', 'audit_ended']) triggers.add(`${each} on ${table}`);
    },
  ],
  [
    /^\s*drop\s+(?:function|procedure)\s+(?:if\s+exists\s+)?([\w."]+)/gim,
    ({ bodies }, [name = '']) => bodies.delete(name),
  ],
  [
    /^\s*drop\s+trigger\s+(?:if\s+exists\s+)?(\w+)\s+on\s+([\w."]+)/gim,
    ({ triggers }, [trigger, table]) => triggers.delete(`${trigger} on ${table}`),
  ],
];

/** The text between the dollars, before the next statement begins; null: the body is an expression (`return …`). */
const bodyIn = (rest: string): string | null => {
  const next = /^(create|call|grant|revoke)\s/im.exec(rest)?.index ?? rest.length;
  const opening = /\bas\s+(\$\w*\$)/i.exec(rest);
  if (!opening?.[1] || opening.index > next) return null;
  const begin = opening.index + opening[0].length;
  return rest.slice(begin, rest.indexOf(opening[1], begin));
};

const bare = (name: string): string => name.replaceAll('"', '');

/** Reads what migrations make, in the order in which they run. A function whose body is an expression is left out: it has no text. */
const definitionsIn = (migrations: readonly string[]): Definitions => {
  const found: Found = { bodies: new Map(), triggers: new Set() };
  for (const text of migrations) {
    // Words of a comment do nothing; every other letter keeps its place.
    const code = text.replace(/^--.*$/gm, (line) => ' '.repeat(line.length));
    const done = steps.flatMap(([pattern, leave]) => [...code.matchAll(pattern)].map((step) => ({ step, leave })));
    for (const { step, leave } of done.sort((one, other) => one.step.index - other.step.index))
      leave(
        found,
        step.slice(1).map((part) => bare(part ?? '')),
        text.slice(step.index + step[0].length),
      );
  }
  return found;
};

const FUNCTIONS = `
  select n.nspname || '.' || p.proname as name, array_agg(p.prosrc) as bodies
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  group by 1`;

const TRIGGERS = `
  select t.tgname || ' on ' || n.nspname || '.' || c.relname as name, t.tgenabled = 'O' as on
  from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
  where not t.tgisinternal and n.nspname !~ '^pg_'`;

/** Holds the functions and triggers of a database against a fresh reading of the migrations of this program. */
export const faultsOfDefinitions = async (owner: pg.Client): Promise<DefinitionFault[]> => {
  const wanted = definitionsIn((await knownMigrations()).map(({ text }) => text));
  const functions = new Map(
    (await owner.query<{ name: string; bodies: string[] }>(FUNCTIONS)).rows.map(({ name, bodies }) => [name, bodies]),
  );
  const triggers = new Map(
    (await owner.query<{ name: string; on: boolean }>(TRIGGERS)).rows.map(({ name, on }) => [name, on]),
  );
  const ofFunctions = [...wanted.bodies].flatMap(([name, bodies]): DefinitionFault[] => {
    const found = functions.get(name);
    if (!found) return [{ kind: 'function-missing', name }];
    const same = found.length === bodies.size && found.every((body) => bodies.has(body));
    return same ? [] : [{ kind: 'function-changed', name }];
  });
  const ofTriggers = [...wanted.triggers].flatMap((name): DefinitionFault[] => {
    const on = triggers.get(name);
    if (on) return [];
    return [{ kind: on === undefined ? 'trigger-missing' : 'trigger-off', name }];
  });
  const added = [...triggers.keys()]
    .filter((name) => !wanted.triggers.has(name))
    .map((name): DefinitionFault => ({ kind: 'trigger-added', name }));
  return [...ofFunctions, ...ofTriggers, ...added];
};

const said: Record<DefinitionFault['kind'], Words> = {
  'function-changed': {
    vi: 'hàm {name} không còn như phần mềm đã cài',
    en: 'the function {name} is not the one this program made',
  },
  'function-missing': { vi: 'hàm {name} đã bị xóa', en: 'the function {name} is gone' },
  'trigger-missing': { vi: 'trigger {name} đã bị xóa', en: 'the trigger {name} is gone' },
  'trigger-off': { vi: 'trigger {name} đã bị tắt', en: 'the trigger {name} is switched off' },
  'trigger-added': { vi: 'trigger {name} không phải của phần mềm', en: 'the trigger {name} is not of this program' },
};

/** A fault as a sentence. */
export const sayDefinitionFault = ({ kind, name }: DefinitionFault): Words => ({
  vi: said[kind].vi.replace('{name}', name),
  en: said[kind].en.replace('{name}', name),
});
