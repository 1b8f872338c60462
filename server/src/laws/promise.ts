/**
 * What the product will never hold: records of residents, reports about people, scoring of persons or households.
 * Every column that could take a name or free words stands here with what it holds instead. A new one is added only with a
 * reason that keeps the promise of the README; a column bound to a closed list by a check of the database needs none.
 */

const code = 'a code or key made by the program';
const secret = 'a secret or its hash, of the library that signs people in';
const unused = 'a column the library that signs people in asks for; this product leaves it empty';
const key = 'the key of an account, made at random';
const legal = 'number and clause of a public legal text';
const line = 'a line of authority (committee, police, front …)';

/** Columns by `schema.table.column`, each with what it holds. */
const mayHoldWords: Readonly<Record<string, string>> = {
  // Names of posts and accounts. An account is named by its user name, which stands for a post; persons are not named.
  'identity.user.name': 'the user name again; the library asks for the column',
  'identity.user.username': 'the user name of an account',
  'identity.user.displayUsername': 'the user name again; the library asks for the column',
  'identity.user.email': 'the user name at a domain that cannot exist; the library asks for the column',

  // Free words of an official about figures and papers, never about persons; their length is bound by the contract.
  'figures.sheet.notes': 'remarks beside figures, by indicator',
  'figures.edition.number': 'the number of an issued paper, typed by hand',
  'figures.edition.reason': 'why an edition was superseded',
  'reporting.report.draft': 'figures being typed, with their remarks',
  'reporting.report.exception_reason': 'why a locked report was opened again',
  'reporting.submission.cells': 'figures as they were sent, with their remarks',
  'reporting.message.words': 'what offices write to one another about the figures of a report, by post',
  'reporting.submission.returned_cells': 'why single cells were returned',
  'reporting.signal.evidence': 'what stands behind a quality signal: figures, periods, units, the beginning of a copied remark',
  'reporting.signal.gist': 'the same in short, to know a question again',
  'reporting.signal.answer': 'what the unit says to a quality signal about its figures',
  'reporting.signal_setting.thresholds': 'limits of the quality signals, numbers by name',
  'reporting.signal_setting.reason': 'why thresholds were decided so',
  'reporting.submission.reason': 'why a report was returned',
  'reporting.narrative.texts': 'the words of a report about offices and figures, by section',
  'reporting.narrative_sent.texts': 'the words of a report as they were sent',
  'reporting.narrative_sent.figures': 'the figures that the words of a report named when it was sent',
  'reporting.narrative_taken.section': code,
  'reporting.narrative_taken.source_section': code,
  'reporting.narrative_taken.source_text': 'a paragraph of a report below, as it was taken up',
  'reporting.exception.reason': 'why a report was opened again',
  'reporting.edition_change.indicator': code,
  'reporting.edition_change.reasons': 'why a published figure changed: reasons of exceptions and returns',
  'review.edit.block': code,
  'review.edit.section': code,
  'review.edit.text': 'a paragraph of a review report as an officer wrote it',
  'review.edit.from_text': 'the paragraph as the program had written it',
  'review.addition.text': 'a paragraph of a report that a review took up',
  'review.addition.source_section': code,
  'org.area_tag.basis': 'the decision that tags an area',
  'kernel.audit.before': 'what an act changed: figures, states, tags, posts',
  'kernel.audit.after': 'what an act changed: figures, states, tags, posts',
  'kernel.audit.subject': 'what an act was done to, by kind and id: report:12',
  'kernel.idempotency_key.answer': 'the answer of a write, kept for its repetition; answers with secrets are not kept',

  'kernel.backup.file': 'the name of a backup file',
  'kernel.backup.version': 'a release of the program',
  'kernel.backup.error': 'why a backup failed, as the program says it',
  'kernel.drill.version': 'a release of the program',
  'kernel.drill.differences': 'tables, totals and editions that a restored database had otherwise',

  // Public names: units, bodies, forms, indicators, legal texts.
  'org.unit_state.name': 'the public name of a unit',
  'org.unit_state.full_name': 'the public name of a unit',
  'org.unit_state.folded': 'the public name of a unit, without accents',
  'org.unit_state.type': 'the type of a unit (xã, phường …)',
  'org.unit_state.code': 'the official code of a unit',
  'org.unit_state.legal_basis': legal,
  'org.change_set.title': 'what a change set does, in both languages',
  'org.change_set.legal_basis': legal,
  'org.succession.scope': 'how much of a unit went over, one of the words of the register',
  'org.succession.legal_basis': legal,
  'org.succession.clause': legal,
  'org.succession.note': 'remarks of the register, for example a spelling in the legal text',
  'org.body.name': 'the name of an office, in both languages',
  'org.body.line': line,
  'figures.indicator.words': 'the name of an indicator, in both languages',
  'figures.indicator.home_line': line,
  'reporting.form_version.content': 'titles, sections and indicators of a form',
  'kernel.instance.value': 'facts about the instance; the sign-ins of the demonstration',

  // Codes and keys.
  'figures.edition.form': code,
  'figures.edition.hash': 'the hash of frozen figures',
  'figures.edition.line': line,
  'figures.expectation.line': line,
  'figures.expected_total.line': line,
  'figures.indicator.id': code,
  'figures.period.calendar': code,
  'figures.period.code': code,
  'figures.period.kind': code,
  'figures.sheet.line': line,
  'figures.total.line': line,
  'figures.total.reading': 'submitted or accepted, as in the sheets it is made of',
  'identity.account.accessToken': unused,
  'identity.account.accountId': key,
  'identity.account.id': key,
  'identity.account.idToken': unused,
  'identity.account.password': secret,
  'identity.account.providerId': code,
  'identity.account.refreshToken': unused,
  'identity.account.scope': unused,
  'identity.account.userId': key,
  'identity.administrator_code.code_hash': secret,
  'identity.attempt.key': 'a keyed hash of account and address',
  'identity.confirmation.session_id': code,
  'identity.enrolment.code_hash': 'the hash of a one-time code',
  'identity.enrolment.user_id': key,
  'identity.token.label': 'what a key for programs is for, as its maker called it: at most 60 characters',
  'identity.token.token_hash': 'the hash of a key for programs',
  'identity.token.user_id': key,
  'identity.post.basis': 'the decision or the written authority, by number and date',
  'identity.post.user_id': key,
  'identity.session.id': code,
  'identity.session.ipAddress': unused,
  'identity.session.token': secret,
  'identity.session.userAgent': unused,
  'identity.session.userId': key,
  'identity.user.id': key,
  'identity.user.image': unused,
  'identity.verification.id': code,
  'identity.passkey.id': code,
  'identity.passkey.label': 'what somebody calls a device of theirs',
  'identity.passkey.public_key': 'the public half of a key',
  'identity.passkey.transports': code,
  'identity.passkey.user_id': key,
  'identity.sign_on_binding.issuer': "the address of the organisation's sign-on",
  'identity.sign_on_binding.subject': 'the key of an account at the sign-on',
  'identity.sign_on_binding.user_id': key,
  'identity.spent.key': 'the hash of something that may be used once',
  'identity.twoFactor.backupCodes': secret,
  'identity.twoFactor.id': code,
  'identity.twoFactor.secret': secret,
  'identity.twoFactor.userId': key,
  'identity.verification.identifier': 'the key of a sign-in that awaits its second step',
  'identity.verification.value': 'the key of its account, or the number of its wrong codes',
  'kernel.audit.action': 'room.actionName',
  'kernel.audit.hash': 'the seal of an entry',
  'kernel.audit.prev': 'the seal of the entry before',
  'kernel.audit.request_id': code,
  'kernel.audit.user_id': key,
  'kernel.audit_chain.hash': 'the seal at the end of a chain',
  'kernel.audit_head.prev_root': 'a hash over seals',
  'kernel.audit_head.public_key': 'the public half of the key that signs heads',
  'kernel.audit_head.root': 'a hash over seals',
  'kernel.audit_head.signature': 'a signature over hashes',
  'kernel.audit_head_leaf.hash': 'the seal at the end of a chain',
  'kernel.idempotency_key.fingerprint': 'the hash of a request',
  'kernel.idempotency_key.key': code,
  'kernel.idempotency_key.user_id': key,
  'kernel.instance.key': code,
  'kernel.job.error': 'the message of a failed job, without quoted values',
  'kernel.job.name': code,
  'kernel.job.note': 'the result of a job in figures',
  'kernel.process.host': 'the name of a machine',
  'kernel.process.id': code,
  'kernel.process.version': 'the version of the program',
  'org.change_set.source_hash': 'the hash of the files of a register',
  'public.migration.hash': 'the hash of a migration',
  'public.migration.name': 'the name of a migration',
  'reporting.form.code': code,
  'reporting.form.line': line,
  'reporting.form_version.form': code,
  'reporting.report.form': code,
  'reporting.report.line': line,
};

/** Words of names for columns that would describe persons; no reason opens the door to them. */
const aboutPersons =
  /(^|_)(person|resident|citizen|household|patient|suspect|victim|birth|gender|sex|religion|ethnicity|phone|id_number|cccd)(_|$)/;

/** Columns that nobody has accounted for, reasons for columns that are gone, and columns that would describe persons. */
export const faultsOfColumns = (columns: readonly { name: string; isOpen: boolean }[]): string[] => [
  ...columns
    .filter(({ name }) => aboutPersons.test(name.split('.')[2] ?? ''))
    .map(({ name }) => `${name} would describe a person`),
  ...columns
    .filter(({ name, isOpen }) => isOpen && !(name in mayHoldWords))
    .map(({ name }) => `${name} may hold a name or free words and is not accounted for`),
  ...Object.keys(mayHoldWords)
    .filter((name) => !columns.some((column) => column.isOpen && column.name === name))
    .map((name) => `${name} is accounted for, but is no such column`),
];
