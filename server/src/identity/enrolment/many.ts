/** Accounts for many units at once: one for each unit below, at its body of a kind, as one role; and new codes for them. */
import { randomUUID } from 'node:crypto';
import type * as api from '@app/contract/identity/enrolment/routes.ts';
import { nobodyToOpen, nobodyWaiting, usernameTaken } from '@app/contract/identity/problems.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import type { Answer, Input } from '@app/contract/kernel/route.ts';
import type { Ask } from '../../kernel/ask.ts';
import { found, must, Refused } from '../../kernel/problem.ts';
import { ensureBodies, type UnitBelow, unitsBelowWithSuperior } from '../../org/index.ts';
import * as q from '../accounts/queries.ts';
import { chooseUsernames, namesToAskFor, usernameFor } from '../accounts/rules.ts';
import { isUnitWithin } from '../queries.ts';
import { officeOf, whyNotAdminister, whyNotGivePost } from '../rules.ts';
import { giveCodes } from './codes.ts';
import { holdUnusedCodes } from './queries.ts';

type Order = Input<typeof api.previewAccounts>['query'];
type Planned = { unit: UnitBelow; username: string };

/**
 * The units an order is about.
 * @throws kernel.not-found for a unit outside the subtree, identity.role-not-at-body.
 */
const unitsOf = async ({ below, level, kind, role }: Order, { tx, actor, today }: Ask): Promise<UnitBelow[]> => {
  must(whyNotAdminister(actor));
  if (!(await isUnitWithin(tx, below, actor.unitId, today))) throw new Refused(refuse(notFound, {}));
  must(whyNotGivePost(role, { kind, line: kind, standing: kind === 'police' }, level));
  return unitsBelowWithSuperior(tx, below, level, today);
};

/** Which units would get an account under which name, and how many have one already. */
const plan = async (units: readonly UnitBelow[], { kind, role }: Order, { tx, today }: Ask) => {
  const ids = units.map(({ id }) => id);
  const served = await q.unitsWithAccount(tx, ids, kind, role, today);
  const named = units
    .filter(({ id }) => !served.has(id))
    .map((unit) => ({ unit, id: unit.id, code: unit.code, name: usernameFor(unit, kind, role) }));
  const chosen = chooseUsernames(named, await q.takenUsernames(tx, namesToAskFor(named)));
  const planned: Planned[] = named.map(({ unit, name }) => ({
    unit,
    username: found(chosen.get(unit.id), refuse(usernameTaken, { username: name })),
  }));
  return { planned, alreadyThere: served.size };
};

/** The accounts of an order that nobody has come into. */
const waitingFor = (units: readonly UnitBelow[], { kind, role }: Order, { tx, actor, today }: Ask) =>
  q.waitingAccounts(
    tx,
    units.map(({ id }) => id),
    { kind, role, top: actor.unitId },
    today,
  );

/** What an order would open, without opening it; and how many accounts would get a new code. */
export const previewAccounts = async (
  { query }: Input<typeof api.previewAccounts>,
  ask: Ask,
): Promise<Answer<typeof api.previewAccounts>> => {
  const units = await unitsOf(query, ask);
  const { planned, alreadyThere } = await plan(units, query, ask);
  return {
    toOpen: planned.map(({ unit, username }) => ({
      unit: { id: unit.id, code: unit.code, fullName: unit.fullName },
      username,
    })),
    alreadyThere,
    notEnrolled: (await waitingFor(units, query, ask)).length,
  };
};

/**
 * Opens the accounts of an order, each with one post and a one-time code that is answered once. Units whose body has an account
 * in this role are left alone, so the order may be given again after new units have come.
 * @throws kernel.not-found, identity.role-not-at-body, identity.nobody-to-open.
 */
export const createAccounts = async (
  { body }: Input<typeof api.createAccounts>,
  ask: Ask,
): Promise<Answer<typeof api.createAccounts>> => {
  const { tx } = ask;
  const { planned } = await plan(await unitsOf(body, ask), body, ask);
  if (planned.length === 0) throw new Refused(refuse(nobodyToOpen, {}));
  const places = planned.map(({ unit }) => unit);
  const { bodies } = await ensureBodies(tx, places, body.kind);
  const opening = planned.map(({ unit, username }) => ({
    id: randomUUID(),
    username,
    unit,
    body: found(bodies.get(unit.id), refuse(notFound, {})),
  }));
  const opened = new Set(
    await q.insertAccounts(
      tx,
      opening.map(({ id, username }) => ({ id, username })),
    ),
  );
  const taken = opening.find(({ id }) => !opened.has(id));
  if (taken) throw new Refused(refuse(usernameTaken, { username: taken.username }));
  const posts = await q.insertPosts(
    tx,
    opening.map(({ id, body: at }) => ({ userId: id, bodyId: at.id })),
    { role: body.role, startsOn: body.startsOn },
  );
  const { codes, validUntil } = await giveCodes(
    ask,
    opening.map(({ id }) => id),
    body.daysValid,
  );
  await ask.audit(
    opening.map(({ id, username, unit }) => ({
      action: 'identity.createAccounts',
      subject: `user:${id}`,
      unitId: unit.id,
      after: { username, role: body.role, kind: body.kind, postId: posts.get(id), validUntil },
    })),
  );
  const title = officeOf(body.role, body.kind);
  return {
    validUntil,
    slips: opening.map(({ id, username, unit, body: at }) => ({
      username,
      code: codes.get(id) ?? '',
      unit: unit.fullName,
      superior: unit.superiorFullName,
      body: at.name,
      title,
    })),
  };
};

/**
 * A new one-time code for every account of an order that nobody has come into, answered once: for slips that were lost, or an
 * answer that never arrived. The codes before it no longer count.
 * @throws kernel.not-found, identity.role-not-at-body, identity.nobody-waiting.
 */
export const renewCodes = async (
  { body }: Input<typeof api.renewCodes>,
  ask: Ask,
): Promise<Answer<typeof api.renewCodes>> => {
  const units = await unitsOf(body, ask);
  const all = await waitingFor(units, body, ask);
  // Whoever comes in at this moment keeps the password just set: a used code is not put in force again.
  const unused = await holdUnusedCodes(
    ask.tx,
    all.map(({ userId }) => userId),
  );
  const waiting = all.filter(({ userId }) => unused.has(userId));
  if (waiting.length === 0) throw new Refused(refuse(nobodyWaiting, {}));
  const { codes, validUntil } = await giveCodes(ask, [...unused], body.daysValid);
  await ask.audit(
    waiting.map(({ userId, unitId }) => ({
      action: 'identity.renewCodes',
      subject: `user:${userId}`,
      unitId,
      after: { validUntil },
    })),
  );
  const title = officeOf(body.role, body.kind);
  // In the order of the register, as when they were opened.
  const place = new Map(units.map((unit, at) => [unit.id, { unit, at }]));
  const slips = waiting.map(({ userId, username, unitId, bodyName }) => {
    const { unit, at } = found(place.get(unitId), refuse(notFound, {}));
    const code = codes.get(userId) ?? '';
    return {
      at,
      slip: { username, code, unit: unit.fullName, superior: unit.superiorFullName, body: bodyName, title },
    };
  });
  return { validUntil, slips: slips.sort((one, other) => one.at - other.at).map(({ slip }) => slip) };
};
