/**
 * Everything that can be typed and is kept goes through `freeText`, which refuses keys to persons, or stands here with the reason why
 * nothing about a person can be kept in it. Texts bound by a pattern or a closed list need none.
 */
import { freeTexts } from '@app/contract/kernel/answer.ts';
import type * as z from 'zod';
import type { NamedRoute } from './repository.ts';

const secret = 'a secret: compared or hashed, never kept as it was typed';
const known = 'must be the code of something known, else the request is refused';
const ofBrowser = 'made by the browser and checked by the library for passkeys; keys and signatures, no words';

/** Places that take any text, by `room.route` and path in the body. */
const otherStrings: Readonly<Record<string, string>> = {
  'identity.signIn password': secret,
  'identity.claimAdministrator code': secret,
  'identity.claimAdministrator password': secret,
  'identity.enrol code': secret,
  'identity.enrol password': secret,
  'identity.changePassword current': secret,
  'identity.changePassword next': secret,
  'identity.enterSecondFactor recoveryCode': secret,
  'identity.confirmIdentity password': secret,
  'identity.confirmIdentity code': secret,
  'identity.finishSignOn query': 'what the sign-on sends back: read once, not kept',
  'identity.addPasskey answer.*': ofBrowser,
  'identity.enterByPasskey answer.*': ofBrowser,
  'identity.confirmIdentity passkey.*': ofBrowser,
  'reporting.saveDraft cells.#': known,
  'reporting.submitReport cells.#': known,
  'reporting.returnReport cells.#': known,
  'reporting.issueEdition form': known,
  'reporting.setRegime form': known,
  'reporting.draftUrging form': known,
  'reporting.importReports form': known,
  'reporting.importReports rows.unitCode': known,
  'reporting.importReports rows.cells.#': known,
  'reporting.importReports rows.narrative.#': known,
};

type Def = { type: string } & Record<string, unknown>;
const defOf = (schema: unknown): Def => (schema as { _zod: { def: Def } })._zod.def;

const isBound = (schema: unknown): boolean => {
  const { format, checks } = defOf(schema) as Def & {
    format?: string;
    checks?: { _zod: { def: { format?: string } } }[];
  };
  return format !== undefined || (checks ?? []).some((check) => check._zod.def.format !== undefined);
};

/** The paths below which a schema takes any text; `#` are the keys of a record, `*` what nobody has described. */
export const anyTextIn = (schema: z.ZodType | undefined, path: readonly string[] = []): string[] => {
  if (!schema || freeTexts.has(schema)) return [];
  const def = defOf(schema);
  const below = (inner: unknown, ...step: string[]) => anyTextIn(inner as z.ZodType, [...path, ...step]);
  switch (def.type) {
    case 'string':
      return isBound(schema) ? [] : [path.join('.')];
    case 'object': {
      const inside = Object.entries(def['shape'] as object).flatMap(([name, inner]) => below(inner, name));
      const rest = def['catchall'] && defOf(def['catchall']).type !== 'never' ? [[...path, '*'].join('.')] : [];
      return [...inside, ...rest];
    }
    case 'record':
      return [...below(def['keyType'], '#'), ...below(def['valueType'])];
    case 'array':
      return below(def['element']);
    case 'union':
      return (def['options'] as unknown[]).flatMap((option) => below(option));
    case 'pipe':
      return [...below(def['in']), ...below(def['out'])];
    case 'any':
    case 'unknown':
    case 'custom':
      return [[...path, '*'].join('.')];
    default:
      return 'innerType' in def ? below(def['innerType']) : [];
  }
};

/** Places that take any text and are not accounted for, and reasons for places that are gone. */
export const faultsOfStrings = (routes: readonly NamedRoute[]): string[] => {
  const found = routes.flatMap(({ room, name, route }) =>
    [...new Set(anyTextIn(route.body))].map((path) => `${room}.${name} ${path}`),
  );
  return [
    ...found
      .filter((place) => !(place in otherStrings))
      .map((place) => `${place} takes any text: give it freeText, or a reason in free-strings.ts`),
    ...Object.keys(otherStrings)
      .filter((place) => !found.includes(place))
      .map((place) => `${place} has a reason, but takes no such text`),
  ];
};
