import type { NamedRoute } from './repository.ts';

/** Writes whose audit entries carry the name of another action, with the reason. */
export const auditedAs: Readonly<Record<string, string>> = {
  // One entry for each report, the same as if it had been accepted alone.
  'reporting.acceptReports': 'reporting.acceptReport',
  // A change set is the same act, whether it was prepared here or came with a register.
  'org.applyChangeDraft': 'org.applyChangeSet',
  'org.undoChangeDraft': 'org.undoChangeSet',
};

/** Writes of the contract for which no source of their room leaves an audit entry; `sources` by room. */
export const unaudited = (routes: readonly NamedRoute[], sources: ReadonlyMap<string, string>): string[] =>
  routes
    .filter(({ route }) => route.method !== 'GET')
    .map(({ room, name }) => ({ room, action: auditedAs[`${room}.${name}`] ?? `${room}.${name}` }))
    .filter(({ room, action }) => !sources.get(room)?.includes(`action: '${action}'`))
    .map(({ action }) => `no source leaves an audit entry "${action}"`);
