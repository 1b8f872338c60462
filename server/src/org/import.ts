/** Loads registers of units with their reforms, from files, as the owner of the database. */
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import { alreadyImported } from '@app/contract/org/problems.ts';
import { found, Refused } from '../kernel/problem.ts';
import type { BodyKind } from './body.ts';
import type { RegisterChange } from './changes/change.ts';
import {
  type AfterChange,
  type AppliedChange,
  analyze,
  appliedSets,
  applyChange,
  latestName,
  type Owner,
  upsertBodies,
  withImportLock,
} from './changes/queries.ts';
import { changesOf } from './changes/rules.ts';
import { readRegister } from './register/files.ts';
import { unreadable } from './register/rules.ts';
import { bodyAt } from './rules.ts';

/** The register that travels with the program. */
export const unitsFolder = fileURLToPath(new URL('../../../data/vn-admin-units/', import.meta.url));

/**
 * Loads the register of a folder: each change set that is not there yet, in its own transaction. All files are checked
 * before the first is applied. Refuses with `org.file-not-readable` (file, line, reason), or with `org.already-imported`
 * when nothing is new. An import that was interrupted goes on where it stopped. `after` runs in each change set's transaction;
 * `by` is the title of whoever asked for it, for the audit.
 */
export const importUnits = async (
  owner: Owner,
  folder: string,
  now: Date,
  after: AfterChange = async () => undefined,
  by = 'system',
): Promise<AppliedChange[]> => {
  const changes = changesOf(await readRegister(folder)).map((change) => ({ change, hash: hashOf(change) }));
  return withImportLock(owner, async () => {
    const before = await appliedSets(owner);
    const fresh = changes.filter(({ hash }) => before.every((set) => set.sourceHash !== hash));
    if (fresh.length === 0) throw new Refused(refuse(alreadyImported, {}));
    const other = fresh.find(({ change }) => before.some((set) => set.effectiveOn === change.effectiveOn));
    if (other)
      throw new Refused(
        unreadable(other.change.file, 1, {
          vi: 'đã nạp một bản khác của danh mục này',
          en: 'another version of this register has been loaded',
        }),
      );
    const applied: AppliedChange[] = [];
    for (const { change, hash } of fresh)
      applied.push(await applyChange(owner, change, { sourceHash: hash, now, after, by }));
    await analyze(owner);
    return applied;
  });
};

/** By content, not by bytes: the same register saved by another program is the same register. */
const hashOf = ({ rows }: RegisterChange): string =>
  createHash('sha256')
    .update(JSON.stringify(rows.map((row) => row.cells)))
    .digest('hex');

/** The body of a kind at a unit, made when it does not stand yet; its id. Refuses an unknown unit as not found. */
export const ensureBody = async (owner: Owner, unitId: number, kind: BodyKind): Promise<number> => {
  const unit = found(await latestName(owner, unitId), refuse(notFound, {}));
  const [id] = await upsertBodies(owner, [{ unitId, ...bodyAt(kind, unit) }]);
  return found(id, refuse(notFound, {}));
};
