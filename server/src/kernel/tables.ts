/** Written by `npm run -s chungtay -- write tables` from the migrated database; not edited by hand. */
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

type Moment = ColumnType<Date, Date | string, Date | string>;
type Json = ColumnType<unknown, string | null, string | null>;

export type Tables = {
  'figures.calendarRule': {
    id: GeneratedAlways<number>;
    calendar: string;
    validFrom: string;
    month: number;
    day: number;
    kinds: string[];
    basis: string;
    madeAt: Moment;
    madeBy: number | null;
    withdrawnAt: Moment | null;
  };
  'figures.cell': {
    unitId: number | null;
    period: string | null;
    line: string | null;
    reading: string | null;
    indicator: string | null;
    value: number | null;
    precision: string | null;
    declared: number | null;
    note: string | null;
    source: string | null;
    sourceId: number | null;
    changedAt: Moment | null;
  };
  'figures.divisionDecision': {
    id: GeneratedAlways<number>;
    predecessorId: number;
    effectiveOn: string;
    basis: string;
    madeAt: Moment;
    madeBy: number;
    withdrawnAt: Moment | null;
    withdrawnBy: number | null;
  };
  'figures.divisionShare': {
    decisionId: number;
    successorId: number;
    weight: number;
  };
  'figures.edition': {
    id: GeneratedAlways<number>;
    unitId: number;
    periodId: number;
    line: string;
    form: string;
    number: string;
    issuedOn: string;
    issuedAt: Moment;
    signerPostId: number;
    hash: string;
    supersedesId: number | null;
    reason: string | null;
    slots: number[] | null;
  };
  'figures.editionTotal': {
    editionId: number;
    unitId: number;
    sum: (number | null)[];
    n: number[];
    rolled: number[];
    atLeast: number[];
    about: number[];
  };
  'figures.expectation': {
    unitId: number;
    periodId: number;
    line: string;
    slots: number[];
  };
  'figures.expectedTotal': {
    unitId: number;
    periodId: number;
    line: string;
    n: number[];
  };
  'figures.indicator': {
    id: string;
    slot: number;
    kind: string;
    share: string;
    homeLine: string | null;
    words: Json;
    ownerUnitId: number | null;
    facts: Json | null;
    unitWords: Json | null;
    source: string | null;
    validFrom: string | null;
    validTo: string | null;
    addedAt: Moment | null;
    addedBy: number | null;
  };
  'figures.period': {
    id: number;
    code: string;
    calendar: string;
    kind: string;
    during: string;
    parentId: number | null;
  };
  'figures.periodWithin': {
    periodId: number;
    withinId: number;
    sameEnd: boolean;
  };
  'figures.sheet': {
    unitId: number;
    periodId: number;
    line: string;
    reading: string;
    own: (number | null)[];
    precision: number[];
    declared: (number | null)[] | null;
    notes: Json | null;
    source: string;
    sourceId: number | null;
    changedAt: Moment;
    form: string | null;
    sourceIds: (number | null)[] | null;
  };
  'figures.slotGiven': {
    onlyOne: Generated<boolean>;
    slot: number;
  };
  'figures.total': {
    unitId: number;
    periodId: number;
    line: string;
    reading: string;
    sum: (number | null)[];
    n: number[];
    rolled: number[];
    atLeast: number[];
    about: number[];
  };
  'identity.account': {
    id: string;
    accountId: string;
    providerId: string;
    userId: string;
    accessToken: string | null;
    refreshToken: string | null;
    idToken: string | null;
    accessTokenExpiresAt: Moment | null;
    refreshTokenExpiresAt: Moment | null;
    scope: string | null;
    password: string | null;
    createdAt: Generated<Moment>;
    updatedAt: Generated<Moment>;
  };
  'identity.administratorCode': {
    onlyOne: Generated<boolean>;
    codeHash: string;
    usedAt: Moment | null;
  };
  'identity.attempt': {
    key: string;
    taken: number;
    until: Moment;
  };
  'identity.confirmation': {
    sessionId: string;
    confirmedAt: Moment;
  };
  'identity.enrolment': {
    userId: string;
    codeHash: string;
    validUntil: string;
    madeAt: Moment;
    usedAt: Moment | null;
  };
  'identity.passkey': {
    id: string;
    userId: string;
    publicKey: string;
    counter: number;
    transports: string[];
    label: string;
    addedAt: Moment;
    lastUsedAt: Moment | null;
  };
  'identity.post': {
    id: GeneratedAlways<number>;
    userId: string;
    role: string;
    bodyId: number;
    during: string;
    held: Generated<string>;
    basis: string | null;
    delegatedFrom: number | null;
    givenAt: Moment | null;
    annulled: Generated<boolean>;
    endedAt: Moment | null;
  };
  'identity.session': {
    id: string;
    expiresAt: Moment;
    token: string;
    createdAt: Generated<Moment>;
    updatedAt: Generated<Moment>;
    ipAddress: string | null;
    userAgent: string | null;
    userId: string;
    openedBy: Generated<string>;
  };
  'identity.signOnBinding': {
    id: GeneratedAlways<number>;
    userId: string;
    issuer: string;
    subject: string;
    boundAt: Moment;
  };
  'identity.spent': {
    key: string;
    until: Moment;
  };
  'identity.token': {
    id: GeneratedAlways<number>;
    userId: string;
    postId: number;
    tokenHash: string;
    label: string;
    scope: string;
    expiresOn: string;
    createdAt: Moment;
    lastUsedAt: Moment | null;
    revokedAt: Moment | null;
  };
  'identity.twoFactor': {
    id: string;
    userId: string;
    secret: string;
    backupCodes: string;
    verified: Generated<boolean>;
    failedVerificationCount: Generated<number>;
    lockedUntil: Moment | null;
    lastStep: Generated<number>;
  };
  'identity.user': {
    id: string;
    name: string;
    email: string;
    emailVerified: Generated<boolean>;
    image: string | null;
    username: string | null;
    displayUsername: string | null;
    createdAt: Generated<Moment>;
    updatedAt: Generated<Moment>;
    twoFactorEnabled: Generated<boolean>;
  };
  'identity.verification': {
    id: string;
    identifier: string;
    value: string;
    expiresAt: Moment;
    createdAt: Generated<Moment>;
    updatedAt: Generated<Moment>;
  };
  'kernel.audit': {
    id: GeneratedAlways<number>;
    at: Moment;
    requestId: string;
    userId: string | null;
    postId: number | null;
    unitId: number | null;
    action: string;
    subject: string;
    before: Json | null;
    after: Json | null;
    tokenId: number | null;
    chain: Generated<number | null>;
    seq: number | null;
    prev: string | null;
    hash: string | null;
  };
  'kernel.auditChain': {
    unit: number;
    seq: number;
    hash: string;
  };
  'kernel.auditHead': {
    id: number;
    at: Moment;
    chains: number;
    entries: number;
    root: string;
    prevRoot: string;
    signature: string;
    publicKey: string;
  };
  'kernel.auditHeadLeaf': {
    headId: number;
    unit: number;
    seq: number;
    hash: string;
  };
  'kernel.backup': {
    id: GeneratedAlways<number>;
    kind: string;
    at: Moment;
    seconds: number;
    file: string;
    version: string;
    bytes: number | null;
    tables: number | null;
    rows: number | null;
    error: string | null;
  };
  'kernel.drill': {
    id: GeneratedAlways<number>;
    at: Moment;
    seconds: number;
    version: string;
    bytes: number | null;
    tables: number | null;
    rows: number | null;
    differences: string[];
  };
  'kernel.idempotencyKey': {
    userId: string;
    key: string;
    fingerprint: string;
    answer: Json | null;
    at: Moment;
  };
  'kernel.inMemory': {
    name: string;
    version: Generated<number>;
  };
  'kernel.instance': {
    key: string;
    value: Json;
  };
  'kernel.job': {
    name: string;
    knownSince: Generated<Moment>;
    startedAt: Moment | null;
    endedAt: Moment | null;
    succeededAt: Moment | null;
    seconds: number | null;
    note: string | null;
    error: string | null;
    found: Generated<boolean>;
  };
  'kernel.process': {
    id: string;
    host: string;
    pid: number;
    version: string;
    startedAt: Moment;
    seenAt: Moment;
    draining: Generated<boolean>;
    memoryBytes: number;
    loopDelayMs: number;
    poolUsed: number;
    poolMax: number;
    poolWaiting: number;
  };
  'kernel.size': {
    takenOn: string;
    bytes: number;
  };
  'notices.feed': {
    id: GeneratedAlways<number>;
    userId: string;
    postId: number;
    tokenHash: string;
    createdAt: Moment;
    revokedAt: Moment | null;
  };
  'notices.mail': {
    id: GeneratedAlways<number>;
    userId: string;
    address: string;
    subject: string | null;
    body: string | null;
    madeAt: Moment;
    nextAt: Moment;
    attempts: Generated<number>;
    sentAt: Moment | null;
    givenUpAt: Moment | null;
    answer: number | null;
  };
  'notices.mailed': {
    userId: string;
    noticeId: number;
    mailId: number;
  };
  'notices.mark': {
    userId: string;
    noticeId: number;
    readAt: Moment;
  };
  'notices.notice': {
    id: GeneratedAlways<number>;
    unitId: number;
    bodyId: number;
    line: string;
    kind: string;
    at: Moment;
    dueAt: Moment | null;
    facts: Json;
    occasion: string;
  };
  'notices.setting': {
    userId: string;
    address: string | null;
    kinds: Generated<string[]>;
    confirmedAt: Moment | null;
    codeHash: string | null;
    codeUntil: Moment | null;
    wrongCodes: Generated<number>;
    refusedAt: Moment | null;
  };
  'org.areaTag': {
    id: GeneratedAlways<number>;
    unitId: number;
    tag: string;
    during: string;
    basis: string;
  };
  'org.body': {
    id: GeneratedAlways<number>;
    unitId: number;
    kind: string;
    line: string;
    name: Json;
    standing: Generated<boolean>;
  };
  'org.changeDraft': {
    id: GeneratedAlways<number>;
    unitId: number;
    title: Json;
    effectiveOn: string | null;
    legalBasis: string;
    items: Json;
    version: Generated<number>;
    changedAt: Moment;
    appliedAs: number | null;
  };
  'org.changeSet': {
    id: GeneratedAlways<number>;
    title: Json;
    effectiveOn: string | null;
    legalBasis: string | null;
    sourceHash: string;
    appliedAt: Moment;
  };
  'org.reach': {
    ancestorId: number;
    descendantId: number;
    depth: number;
    during: string;
  };
  'org.succession': {
    predecessorId: number;
    successorId: number;
    effectiveOn: string;
    kind: string;
    scope: string;
    weight: number | null;
    legalBasis: string | null;
    clause: string | null;
    note: string | null;
    changeSetId: number;
  };
  'org.unit': {
    id: GeneratedAlways<number>;
    level: string;
  };
  'org.unitState': {
    id: GeneratedAlways<number>;
    unitId: number;
    code: string | null;
    name: string;
    fullName: string;
    folded: string;
    type: string;
    parentId: number | null;
    during: string;
    changeSetId: number;
    legalBasis: string | null;
  };
  'reporting.dayOff': {
    onDay: string;
    kind: string;
    name: string;
    basis: string;
    confirmed: boolean;
  };
  'reporting.editionChange': {
    editionId: number;
    unitId: number;
    indicator: string;
    before: number | null;
    after: number | null;
    reasons: Json;
  };
  'reporting.exception': {
    id: GeneratedAlways<number>;
    reportId: number;
    revision: number;
    until: string;
    reason: string;
    openedAt: Moment;
    openedBy: number | null;
  };
  'reporting.form': {
    code: string;
    line: string;
    periodKind: string;
    ownerUnitId: number | null;
    retiredFromId: number | null;
    calendar: Generated<string>;
  };
  'reporting.formDraft': {
    id: GeneratedAlways<number>;
    ownerUnitId: number | null;
    code: string;
    line: string;
    periodKind: string;
    fromPeriodId: number | null;
    content: Json;
    version: Generated<number>;
    changedAt: Moment;
    changedBy: number | null;
    calendar: Generated<string>;
  };
  'reporting.formVersion': {
    form: string;
    version: number;
    fromPeriodId: number;
    content: Json;
    publishedAt: Moment | null;
    publishedBy: number | null;
  };
  'reporting.message': {
    id: GeneratedAlways<number>;
    reportId: number;
    postId: number;
    words: string;
    saidAt: Moment;
  };
  'reporting.messageSeen': {
    reportId: number;
    postId: number;
    seenId: number;
  };
  'reporting.narrative': {
    reportId: number;
    texts: Json;
    version: number;
    changedAt: Moment;
    changedBy: number | null;
  };
  'reporting.narrativeSent': {
    reportId: number;
    revision: number;
    texts: Json;
    figures: Json;
  };
  'reporting.narrativeTaken': {
    id: GeneratedAlways<number>;
    reportId: number;
    section: string;
    sourceReportId: number;
    sourceRevision: number;
    sourceSection: string;
    sourceAt: number;
    sourceText: string;
    takenAt: Moment;
    takenBy: number | null;
  };
  'reporting.neighbourRanking': {
    unitId: number;
    isOn: boolean;
    changedAt: Moment;
    changedBy: number | null;
  };
  'reporting.regime': {
    id: GeneratedAlways<number>;
    unitId: number | null;
    form: string | null;
    level: string;
    periodKind: string;
    validFrom: string;
    daysAfter: number;
    counts: string;
    moves: boolean;
    hour: number;
    lockDays: number | null;
    opensDays: number;
    remindDays: number[];
    escalateDays: number | null;
    ownAllowed: Generated<boolean>;
    basis: string;
    madeAt: Moment;
    madeBy: number | null;
    withdrawnAt: Moment | null;
    calendar: Generated<string>;
  };
  'reporting.report': {
    id: GeneratedAlways<number>;
    form: string;
    version: number;
    periodId: number;
    unitId: number;
    bodyId: number;
    line: string;
    superiorId: number;
    dueAt: Moment;
    state: Generated<string>;
    draft: Json | null;
    draftVersion: Generated<number>;
    revision: Generated<number>;
    lockedAt: Moment | null;
    exceptionUntil: string | null;
    exceptionReason: string | null;
    lockOn: string | null;
    exceptionBy: number | null;
    exceptionAt: Moment | null;
    draftedBy: number | null;
    draftedAt: Moment | null;
  };
  'reporting.request': {
    id: GeneratedAlways<number>;
    unitId: number;
    bodyId: number;
    line: string;
    kind: string;
    title: string;
    reason: string;
    periodId: number;
    dueAt: Moment;
    sentAt: Moment;
    sentBy: number | null;
    ended: string | null;
    endedAt: Moment | null;
    endedBy: number | null;
    endedReason: string | null;
    asked: number[];
  };
  'reporting.requestUnit': {
    requestId: number;
    unitId: number;
    form: string;
  };
  'reporting.signal': {
    id: GeneratedAlways<number>;
    reportId: number;
    kind: string;
    revision: number;
    evidence: Json;
    gist: string;
    openedAt: Moment;
    closedAt: Moment | null;
    answer: string | null;
    answeredAt: Moment | null;
    answeredBy: number | null;
    settledAt: Moment | null;
    settledBy: number | null;
  };
  'reporting.signalExam': {
    reportId: number;
    revision: number;
    examinedAt: Moment;
    stale: Generated<boolean>;
    among: Generated<number>;
  };
  'reporting.signalSetting': {
    id: GeneratedAlways<number>;
    unitId: number;
    kind: string;
    isOn: boolean;
    weight: number;
    thresholds: Json;
    validFrom: string;
    reason: string;
    decidedAt: Moment;
    decidedBy: number;
  };
  'reporting.submission': {
    id: GeneratedAlways<number>;
    reportId: number;
    revision: number;
    cells: Json;
    isNil: Generated<boolean>;
    submittedAt: Moment;
    submittedBy: number | null;
    decision: string | null;
    decidedAt: Moment | null;
    decidedBy: number | null;
    reason: string | null;
    returnedCells: Json | null;
  };
  'reporting.target': {
    id: GeneratedAlways<number>;
    unitId: number;
    eachBelow: Generated<boolean>;
    indicator: string;
    periodId: number | null;
    value: number;
    direction: string;
    basis: string;
    setByUnitId: number;
    setBy: number | null;
    setAt: Moment;
    endedAt: Moment | null;
  };
  'reporting.urging': {
    id: GeneratedAlways<number>;
    unitId: number;
    bodyId: number;
    line: string;
    form: string;
    periodId: number;
    until: string;
    note: string;
    draftedAt: Moment;
    draftedBy: number | null;
    number: string | null;
    issuedOn: string | null;
    sentAt: Moment | null;
    sentBy: number | null;
    urged: number[];
  };
  'reporting.urgingOfReport': {
    urgingId: number;
    reportId: number;
    unitId: number;
    dueAt: Moment;
    daysLate: number;
  };
  'review.addition': {
    id: GeneratedAlways<number>;
    unitId: number;
    periodId: number;
    reading: string;
    language: string;
    section: string;
    text: string;
    sourceReportId: number;
    sourceRevision: number;
    sourceSection: string;
    sourceAt: number;
    addedAt: Moment;
    addedBy: number | null;
  };
  'review.edit': {
    id: GeneratedAlways<number>;
    unitId: number;
    periodId: number;
    reading: string;
    language: string;
    block: string;
    section: string;
    text: string;
    fromText: string;
    version: Generated<number>;
    editedAt: Moment;
    editedBy: number | null;
  };
};
