import type { Deed } from '@app/contract/identity/posts.ts';
import { expect, it } from 'vitest';
import { actionsNamed, saySubject, whyNotReadAudit, whyNotSeeSeals } from './rules.ts';

const actor = (...does: Deed[]) => ({ does: new Set(does) });

it.each([
  ['an inspector', actor('read-audit'), null, null],
  ['an administrator', actor('administer'), null, null],
  ['an operator', actor('operate'), 'kernel.not-found', null],
  ['an officer', actor('fill', 'submit', 'decide'), 'kernel.not-found', 'kernel.not-found'],
])('%s reads the audit and its seals by the table of posts', (_, who, audit, seals) => {
  expect(whyNotReadAudit(who)?.code ?? null).toBe(audit);
  expect(whyNotSeeSeals(who)?.code ?? null).toBe(seals);
});

it('finds actions by their words in both languages, without accents', () => {
  expect(actionsNamed('GUI BAO CAO')).toEqual(['reporting.submitReport', 'reporting.applyWorkbookOfUnits']);
  expect(actionsNamed('submitted')).toEqual(['reporting.submitReport']);
});

it.each([
  ['report:12', undefined, 'Báo cáo 12'],
  ['report:12', { vi: 'Báo cáo TH01, tháng 10', en: '' }, 'Báo cáo TH01, tháng 10'],
  ['user:0b1c', undefined, 'Tài khoản'],
  ['user:0b1c', { vi: 'Thanh tra, Ban Chỉ đạo', en: '' }, 'Tài khoản: Thanh tra, Ban Chỉ đạo'],
  ['strange:1', undefined, 'strange:1'],
])('says %s', (subject, name, words) => {
  expect(saySubject(subject, name).vi).toBe(words);
});
