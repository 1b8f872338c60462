/** A well-formed request for every route of the contract, so that a refusal is about who asks and not about what was typed. */
import type { Route } from '@app/contract/kernel/route.ts';

type Sample = { query?: Record<string, string>; body?: unknown };

const period = '2026-M10';
const ofReport = { revision: 1 };
const which = { unit: '1', period };
const changeDraft = {
  title: { vi: 'Đổi tên', en: 'Renaming' },
  effectiveOn: '2026-12-01',
  legalBasis: 'NQ 1',
  items: [],
};

/** Query and body by `room.name`, for routes that need them. */
const samples: Readonly<Record<string, Sample>> = {
  'identity.signIn': { body: { username: 'nobody', password: 'not a password' } },
  'identity.claimAdministrator': { body: { code: 'aaaa-bbbb-cccc', username: 'nobody', password: 'not a password' } },
  'identity.createAccount': { body: { username: 'nobody', role: 'officer', bodyId: 1, startsOn: '2026-11-22' } },
  'identity.enrol': { body: { username: 'nobody', code: 'aaaa-bbbb-cccc-dddd', password: 'not a password' } },
  'identity.givePost': { body: { role: 'officer', bodyId: 1, startsOn: '2026-11-22' } },
  'identity.previewAccounts': { query: { below: '1', level: 'commune', kind: 'police', role: 'officer' } },
  'identity.createAccounts': {
    body: { below: 1, level: 'commune', kind: 'police', role: 'officer', startsOn: '2026-11-22' },
  },
  'identity.renewCodes': { body: { below: 1, level: 'commune', kind: 'police', role: 'officer' } },
  'identity.confirmIdentity': { body: { password: 'not a password' } },
  'identity.createToken': { body: { label: 'phần mềm của tỉnh', scope: 'read', expiresOn: '2026-12-31' } },
  'identity.delegatePost': {
    body: { username: 'nobody', startsOn: '2026-11-22', endsOn: '2026-12-01', basis: 'Giấy ủy quyền 12/GUQ-BCĐ' },
  },
  'identity.endPost': { body: { atOnce: true } },
  'identity.changePassword': { body: { current: 'not a password', next: 'bốn mùa qua sông Gianh' } },
  'identity.confirmTotp': { body: { code: '000000' } },
  'identity.addPasskey': { body: { label: 'Máy ở cơ quan', answer: {} } },
  'identity.enterSecondFactor': { body: { code: '000000' } },
  'identity.enterByPasskey': { body: { answer: {} } },
  'identity.finishSignOn': { body: { query: 'code=not-one&state=not-one' } },
  'identity.bindSignOn': { body: { subject: null } },
  'org.searchUnits': { query: { q: 'ba' } },
  'org.tagUnit': { body: { tag: 'border', from: '2026-11-22', basis: 'Quyết định 1/QĐ' } },
  'org.endTag': { body: { to: '2026-11-22' } },
  'org.createChangeDraft': { body: changeDraft },
  'org.saveChangeDraft': { body: { ...changeDraft, version: 1 } },
  'org.applyChangeDraft': { body: { version: 1 } },
  'org.undoChangeDraft': { body: { reason: 'Nghị quyết đã thay' } },
  'figures.getFigures': { query: { indicators: 'outreach_sessions', units: '1', periods: period } },
  'figures.queryFigures': { query: { indicators: 'outreach_sessions', units: '1', periods: period } },
  'figures.exportFiguresAsCsv': { query: { indicators: 'outreach_sessions', units: '1', periods: period } },
  'figures.exportFiguresAsParquet': { query: { indicators: 'outreach_sessions', units: '1', periods: period } },
  'figures.getRestatedFigures': {
    query: { indicators: 'outreach_sessions', units: '1', periods: period, boundaries: '2026-11-22' },
  },
  'figures.getSeriesThroughReform': { query: { indicator: 'outreach_sessions', unit: '1', periods: period } },
  'figures.listDivisions': { query: { below: '1' } },
  'figures.decideDivision': {
    body: { unit: 1, on: '2025-07-01', shares: [{ unit: 2, weight: 0.5 }], basis: 'Quyết định 1/QĐ' },
  },
  'figures.getTrace': { query: { indicator: 'outreach_sessions', ...which } },
  'reporting.getEntryGrid': { query: { ...which, form: 'TH01' } },
  'reporting.listReports': { query: { ...which, form: 'TH01' } },
  'reporting.getConsolidation': { query: { ...which, form: 'TH01' } },
  'reporting.setRegime': {
    body: {
      ...{ unitId: null, form: null, level: 'commune', periodKind: 'month', validFrom: '2027-12-01', daysAfter: 3 },
      ...{ counts: 'days', moves: true, hour: 17, lockDays: null, opensDays: 7, remindDays: [-3], escalateDays: 3 },
      ...{ ownAllowed: false, basis: 'Quyết định 1/QĐ-BCĐ' },
    },
  },
  'reporting.previewRegime': {
    query: {
      ...{ level: 'commune', periodKind: 'month', validFrom: '2027-12-01', daysAfter: '3', counts: 'days' },
      ...{ moves: 'yes', hour: '17' },
    },
  },
  'reporting.setDaysOff': { body: { days: [] } },
  'figures.setCalendarRule': {
    body: {
      calendar: 'team',
      validFrom: '2030-01-01',
      month: 6,
      day: 30,
      kinds: ['year'],
      basis: 'Quyết định 1/QĐ-BCĐ',
    },
  },
  'reporting.getTimeliness': { query: { ...which, form: 'TH01' } },
  'reporting.setNeighbours': { body: { isOn: true } },
  'reporting.getTimelinessByProvince': { query: { ...which, form: 'TH01' } },
  'reporting.getRequestChoices': { query: { line: 'committee', period, level: 'commune' } },
  'reporting.previewRequest': {
    query: { line: 'committee', period, level: 'commune', indicators: 'fire_inspections' },
  },
  'reporting.sendRequest': {
    body: {
      ...{ kind: 'ad_hoc', line: 'committee', period, level: 'commune', units: null, title: 'Phòng cháy' },
      ...{ reason: 'Chỉ thị 1/CT', indicators: ['fire_inspections'], dueOn: '2026-12-31', dueHour: 17 },
    },
  },
  'reporting.extendRequest': { body: { dueOn: '2026-12-31', dueHour: 17, reason: 'Mưa lũ' } },
  'reporting.closeRequest': { body: { reason: 'Đã đủ số' } },
  'reporting.withdrawRequest': { body: { reason: 'Gửi nhầm' } },
  'reporting.listUrgings': { query: { ...which, form: 'TH01' } },
  'reporting.draftUrging': { body: { unit: 1, form: 'TH01', period, reports: [1], until: '2026-12-31' } },
  'reporting.sendUrging': { body: { number: '12/BCĐ', issuedOn: '2026-11-22' } },
  'notices.hearLive': { query: { seconds: '0' } },
  'notices.readNotices': { body: { ids: null } },
  'notices.setNoticeSettings': { body: { address: null, kinds: [] } },
  'notices.confirmMailAddress': { body: { code: '000000' } },
  'notices.createFeed': { body: {} },
  'reporting.saveDraft': { body: { draftVersion: 0, cells: {} } },
  'reporting.submitReport': { body: { draftVersion: 0, cells: {} } },
  'reporting.saveNarrative': { body: { version: 0, texts: {} } },
  'reporting.takeUpNarrative': {
    body: { version: 0, section: 'results', paragraphs: [{ report: 1, revision: 1, section: 'results', at: 0 }] },
  },
  'reporting.answerTaken': { body: { version: 0, answer: 'keep' } },
  'reporting.acceptReport': { body: ofReport },
  'reporting.acceptReports': { body: { reports: [{ id: 1, ...ofReport }] } },
  'reporting.returnReport': { body: { ...ofReport, reason: 'Còn thiếu.' } },
  'reporting.previewAcceptance': { query: { ...which, form: 'TH01', reports: '1:1' } },
  'reporting.listExceptions': { query: { unit: '1' } },
  'reporting.addMessage': { body: { words: 'Số này có gồm cả tổ liên gia không?' } },
  'reporting.markMessagesRead': { body: { upTo: 1 } },
  'reporting.allowException': { body: { until: '2026-11-22', reason: 'Đính chính.' } },
  'reporting.issueEdition': { body: { unit: 1, form: 'TH01', period, number: '1/BC', issuedOn: '2026-11-22' } },
  'reporting.previewEdition': { query: { ...which, form: 'TH01' } },
  'reporting.downloadWorkbookOfUnits': { query: { form: 'TH01', period } },
  'reporting.downloadCsvOfUnits': { query: { form: 'TH01', period } },
  'reporting.applyWorkbook': { query: { checked: '0'.repeat(64), draftVersion: '0', cells: '1' } },
  'reporting.checkWorkbookOfUnits': { query: { form: 'TH01', period } },
  'reporting.applyWorkbookOfUnits': {
    query: { form: 'TH01', period, checked: '0'.repeat(64), reports: '1', cells: '1' },
  },
  'reporting.importReports': { body: { form: 'TH01', period, rows: [{ unitCode: '19138', cells: {} }] } },
  'reporting.answerSignal': { body: { note: 'Chuyên mục cố định hằng tuần.' } },
  'reporting.listSignals': { query: which },
  'reporting.listSignalSettings': { query: { unit: '1' } },
  'reporting.putSignalSetting': {
    body: {
      kind: 'declared-sum',
      isOn: true,
      weight: 15,
      thresholds: { percent: 2 },
      from: '2026-11-22',
      reason: 'Số công bố thường làm tròn.',
    },
  },
  'reporting.addIndicator': {
    body: {
      words: { vi: 'Buổi đối thoại', en: 'Dialogues' },
      unit: { vi: 'buổi', en: 'sessions' },
      group: 'outreach',
      kind: 'F',
      share: 'one',
      line: 'committee',
      decimals: 0,
      public: true,
      source: 'KH 12/KH-BCĐ',
    },
  },
  'reporting.breakDownIndicator': { body: { by: { vi: 'hình thức' }, categories: [{ vi: 'lưu động' }] } },
  'reporting.correctIndicator': {
    body: { words: { vi: 'Buổi đối thoại', en: '' }, unit: { vi: 'buổi', en: '' }, source: 'KH 12/KH-BCĐ' },
  },
  'reporting.endIndicator': { body: { from: '2026-12-31' } },
  'reporting.saveFormDraft': {
    body: {
      draftVersion: 0,
      line: 'committee',
      periodKind: 'month',
      from: null,
      content: { title: { vi: 'Biểu', en: '' }, sections: [] },
    },
  },
  'reporting.publishForm': { body: { draftVersion: 1 } },
  'reporting.retireForm': { body: { from: '2027-M06' } },
  'reporting.listTargets': { query: { unit: '1', period: '2026-Y' } },
  'reporting.setTargets': {
    body: {
      indicator: 'outreach_sessions',
      period: '2026-Y',
      direction: 'at_least',
      basis: 'KH 12/KH-BCĐ',
      rows: [{ unit: '19138', value: 10 }],
    },
  },
  'review.getReview': { query: which },
  'review.saveReviewEdit': {
    body: { unit: 1, period, block: 'opening', seen: '0123456789abcdef', version: 0, text: 'Lời.' },
  },
  'review.keepReviewEdit': { body: { version: 1 } },
  'review.listReviewWords': { query: which },
  'review.addToReview': {
    body: { unit: 1, period, items: [{ report: 1, revision: 1, section: 'limits', at: 0, into: 'limits' }] },
  },
  'review.downloadDocx': { query: which },
  'review.downloadPdf': { query: which },
  'review.downloadXlsx': { query: which },
};

/** The request for a route; throws where the sample no longer fits its schemas. */
export const requestFor = (name: string, route: Route): { method: Route['method']; url: string; body?: object } => {
  const { query, body } = samples[name] ?? {};
  for (const [part, schema, value] of [
    ['query', route.query, query ?? {}],
    ['body', route.body, body],
  ] as const)
    if (schema && !schema.safeParse(value).success) throw new Error(`give ${name} a ${part} that fits, in asking.ts`);
  const path = route.path.replace(/:\w+/g, '1');
  return {
    method: route.method,
    url: query ? `${path}?${new URLSearchParams(query)}` : path,
    ...(body !== undefined && { body: body as object }),
  };
};
