/** An officer's report from a file to a running server, with the officer's own account: the same rights as in the web. */
import { readFileSync } from 'node:fs';
import { signIn } from '@app/contract/identity/routes.ts';
import type { Answer, Route } from '@app/contract/kernel/route.ts';
import { getMyWork, getReport, saveDraft, submitReport } from '@app/contract/reporting/routes.ts';

export type Sending = {
  server: string;
  username: string;
  password: string;
  form: string;
  period: string;
  file: string;
  draft: boolean;
};

/** Signs in, finds the own report of the form and period, sends (or only saves) the cells of the file; says what happened. */
export const sendReport = async (sending: Sending, tell: (line: string) => void): Promise<void> => {
  let cookie = '';
  const call = async <R extends Route>(route: R, path: string, body?: unknown): Promise<Answer<R>> => {
    const response = await fetch(new URL(path, sending.server), {
      method: route.method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }),
        cookie,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as { title?: string; fields?: { path: string; says: { vi: string } }[] };
    if (!response.ok)
      throw new Error(
        [
          answer.title ?? response.statusText,
          ...(answer.fields ?? []).map((field) => `  ${field.path}: ${field.says.vi}`),
        ].join('\n'),
      );
    cookie =
      response.headers
        .getSetCookie()
        .map((each) => each.split(';')[0])
        .join('; ') || cookie;
    return answer as Answer<R>;
  };
  await call(signIn, '/api/session', { username: sending.username, password: sending.password });
  const { own } = await call(getMyWork, '/api/my-work');
  const report = own.find((each) => each.form.code === sending.form && each.period.code === sending.period);
  if (!report) throw new Error(`không có báo cáo ${sending.form} kỳ ${sending.period} / no such report`);
  const { draftVersion } = await call(getReport, getReport.path.replace(':reportId', String(report.id)));
  const cells: unknown = JSON.parse(readFileSync(sending.file, 'utf8'));
  const path = (route: Route) => route.path.replace(':reportId', String(report.id));
  if (sending.draft) {
    const saved = await call(saveDraft, path(saveDraft), { draftVersion, cells });
    tell(`đã lưu bản nháp / draft saved ${saved.savedAt}`);
    return;
  }
  const sent = await call(submitReport, path(submitReport), { draftVersion, cells });
  tell(
    `đã gửi lần ${sent.revision}${sent.isLate ? ', quá hạn' : ''} / sent, revision ${sent.revision}${sent.isLate ? ', late' : ''}`,
  );
};
