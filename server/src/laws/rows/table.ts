/**
 * Who sees and writes the rows of a commune at the database's own line, table by table. Written from the table of posts, not
 * from the policies. A new table fails the law until it stands here, with a row of its own in `fill.ts` or in the plant.
 */
import type { Answers, Asker } from './ask.ts';

const signedIn: readonly Asker[] = [
  'a person without a post',
  'its own officer',
  'another line',
  'a neighbour',
  'another province',
  'its superior',
  'its administrator',
  "another's administrator",
  'its inspector',
  'the operator',
];
const everybody: readonly Asker[] = ['nobody', ...signedIn];
/** Who reads figures at all: issued editions are read throughout the administration. */
const readers: readonly Asker[] = [
  'its own officer',
  'another line',
  'a neighbour',
  'another province',
  'its superior',
  'its inspector',
];
/** Who acts for the line: the body itself and its superior. Inspectors and other lines read at most. */
const actors: readonly Asker[] = ['its own officer', 'its superior'];
const own: readonly Asker[] = ['its own officer'];
const administrator: readonly Asker[] = ['its administrator'];
const operator: readonly Asker[] = ['the operator'];

type Expected = Partial<Record<keyof Answers, readonly Asker[]>>;

/** Known to all, also before signing in, and written by the owner alone. */
const publicKnowledge: Expected = { sees: everybody };
/**
 * What the library that signs people in reads and writes before anybody is known. The runtime role is its only way in; what
 * protects these rows is that no route answers them (the laws of routes and of hostile input), and hashes.
 */
const signingIn: Expected = { sees: everybody, inserts: everybody, updates: everybody, deletes: everybody };
const operated: Expected = { sees: operator, inserts: operator, updates: operator };

export const expectedRows: Readonly<Record<string, Expected>> = {
  'org.change_set': publicKnowledge,
  'org.reach': publicKnowledge,
  'org.succession': publicKnowledge,
  'org.unit': publicKnowledge,
  'org.unit_state': publicKnowledge,
  // Prepared at the own unit alone, so nobody writes one for the commune; seen by who changes units above it, and who answers for figures there.
  'org.change_draft': { sees: ['its superior', 'its administrator'] },
  // Administrators found the bodies they give posts at.
  'org.body': { sees: signedIn, inserts: administrator },
  'org.area_tag': {
    sees: ['its own officer', 'another line', 'its superior', 'its administrator', 'its inspector', 'the operator'],
    inserts: ['its superior'],
    updates: ['its superior'],
  },

  // What a province has added for its subtree is its own to correct.
  'figures.indicator': { sees: everybody, updates: ['its superior'] },
  'figures.slot_given': {},
  'figures.period': publicKnowledge,
  'figures.period_within': publicKnowledge,
  'figures.calendar_rule': publicKnowledge,
  // A restated figure is the same for everybody; decided by who keeps the units and stands above all parts.
  'figures.division_decision': { sees: everybody, inserts: ['its superior'], updates: ['its superior'] },
  'figures.division_share': { sees: everybody, inserts: ['its superior'] },
  // The committee's figures of the own unit are read on every line there.
  'figures.sheet': {
    sees: ['its own officer', 'another line', 'its superior', 'its inspector'],
    inserts: actors,
    updates: actors,
    deletes: actors,
  },
  // Totals are kept from the province up, by triggers alone.
  'figures.total': { sees: ['its superior', 'its inspector'] },
  'figures.expectation': { sees: ['its own officer', 'another line', 'its superior', 'its inspector'] },
  'figures.expected_total': { sees: signedIn },
  'figures.edition': { sees: readers },
  'figures.edition_total': { sees: readers },

  // A province retires its own forms.
  'reporting.form': { sees: signedIn, updates: ['its superior'] },
  'reporting.form_draft': {
    sees: ['its superior'],
    inserts: ['its superior'],
    updates: ['its superior'],
    deletes: ['its superior'],
  },
  // Targets are read with the figures of a unit, and set by those who design for it.
  'reporting.target': {
    sees: ['its own officer', 'another line', 'its superior', 'its inspector'],
    inserts: ['its superior'],
    updates: ['its superior'],
  },
  'reporting.form_version': { sees: signedIn },
  'reporting.report': { sees: [...actors, 'its inspector'], inserts: actors, updates: actors },
  // Said as the post one is; the row is of the commune's own officer.
  'reporting.message': { sees: [...actors, 'its inspector'], inserts: own },
  'reporting.message_seen': { sees: own, inserts: own, updates: own },
  // What is being written is for the own unit; what was sent goes with the report.
  'reporting.narrative': { sees: own, inserts: own, updates: own },
  'reporting.narrative_sent': { sees: [...actors, 'its inspector'], inserts: own },
  'reporting.narrative_taken': { sees: own, inserts: own, updates: own, deletes: own },
  'reporting.exception': { sees: [...actors, 'its inspector'], inserts: ['its superior'] },
  'reporting.edition_change': { sees: ['its own officer', 'its superior', 'its inspector'], inserts: own },
  // Found by the program; answered by the body, settled by its superior.
  'reporting.signal': { sees: [...actors, 'its inspector'], updates: actors },
  'reporting.signal_exam': { sees: [...actors, 'its inspector'] },
  'reporting.signal_setting': { sees: readers },
  'reporting.submission': { sees: [...actors, 'its inspector'], inserts: actors, updates: actors },

  // Regimes and days off are known; those of the country, like the row, are set by the centre.
  'reporting.regime': { sees: signedIn },
  'reporting.day_off': { sees: signedIn },
  // Whether neighbours see each other: known, and switched by the unit above them for its own.
  'reporting.neighbour_ranking': { sees: signedIn },
  // A letter to the commune: written by its superior, read by both.
  // A request to the commune: sent by its superior, read by both.
  'reporting.request': { sees: [...actors, 'its inspector'] },
  'reporting.request_unit': { sees: [...actors, 'its inspector'] },
  'reporting.urging': { sees: [...actors, 'its inspector'] },
  'reporting.urging_of_report': { sees: [...actors, 'its inspector'] },

  // Notices to the commune's body, and what its officer has read of them.
  'notices.notice': { sees: own, inserts: ['its superior'] },
  'notices.mark': { sees: own, inserts: own },
  'notices.setting': { sees: own, inserts: own, updates: own },
  // A person writes only the letter that confirms the own address; all letters are read by the program alone.
  'notices.mail': { inserts: own },
  'notices.mailed': {},
  'notices.feed': { sees: own, inserts: own, updates: own },

  'identity.user': signingIn,
  'identity.account': signingIn,
  'identity.session': signingIn,
  'identity.verification': signingIn,
  'identity.twoFactor': signingIn,
  'identity.attempt': signingIn,
  'identity.spent': { ...signingIn, updates: [] },
  // Used up by whoever brings the code, before anybody is known; made by administrators of the account only.
  'identity.enrolment': { sees: everybody, inserts: administrator, updates: everybody },
  'identity.administrator_code': { sees: everybody, updates: everybody },
  // Whose act it was is told beside the act wherever the unit may be seen.
  'identity.post': {
    sees: ['its own officer', 'another line', 'its superior', 'its administrator', 'its inspector'],
    inserts: administrator,
    updates: administrator,
  },
  'identity.confirmation': { sees: own, inserts: own, updates: own },
  // Administrators take back what guards an account when they reset it; they never make it.
  'identity.token': { sees: ['its own officer', 'its administrator'], inserts: own, updates: own },
  'identity.passkey': {
    sees: ['its own officer', 'its administrator'],
    inserts: own,
    updates: own,
    deletes: ['its own officer', 'its administrator'],
  },
  'identity.sign_on_binding': {
    sees: ['its own officer', 'its administrator'],
    inserts: administrator,
    updates: administrator,
    deletes: administrator,
  },

  // Everybody leaves entries, also nobody (a refused sign-in); they are read by those in charge and never changed.
  // Reviews are made of provinces and the centre; of a commune nobody drafts one.
  'review.edit': { sees: ['its own officer', 'its superior', 'its inspector'] },
  'review.addition': { sees: ['its own officer', 'its superior', 'its inspector'] },

  'kernel.in_memory': publicKnowledge,
  'kernel.audit': { sees: ['its inspector'], inserts: everybody },
  'kernel.audit_chain': {},
  'kernel.audit_head': { sees: everybody },
  'kernel.audit_head_leaf': {},
  'kernel.idempotency_key': { sees: own, inserts: own, updates: own },
  // The key of the instance, the row asked about, is for the owner alone.
  'kernel.instance': {},
  'kernel.backup': { sees: operator },
  'kernel.drill': { sees: operator },
  'kernel.job': operated,
  'kernel.size': operated,
  'kernel.process': { ...operated, deletes: operator },
};

/** Where the database lets others pass than the table says. */
export const faultsOfRows = (table: string, answers: Answers): string[] => {
  const expected = expectedRows[table];
  if (!expected)
    return [
      `${table} is new: say in server/src/laws/rows/table.ts who sees and writes it, and give it a row in fill.ts`,
    ];
  return (Object.entries(answers) as [keyof Answers, Asker[]][]).flatMap(([act, who]) => {
    const may = expected[act] ?? [];
    return [
      ...who.filter((each) => !may.includes(each)).map((each) => `${table}: ${each} ${act}, and should not`),
      ...may.filter((each) => !who.includes(each)).map((each) => `${table}: ${each} should ${act}, and does not`),
    ];
  });
};
