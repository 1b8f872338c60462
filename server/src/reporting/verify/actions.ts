/** Holds what was sent, what stands in the ledger and what was issued against one another and against the sealed audit. */
import type pg from 'pg';
import { editionsUnlike, sheetsUnlike } from '../../figures/index.ts';
import {
  acceptancesUnlikeEntries,
  type Revision,
  returnsUnlikeEntries,
  revisionsUnlikeEntries,
  revisionsWithoutEntry,
  SENT,
} from './queries.ts';

const wordsOfSheet = {
  'no-source': 'số liệu không có lần gửi nào đứng sau / figures that no submission stands behind',
  'other-figures': 'số liệu không phải số đã gửi / figures that are not those that were sent',
  'not-counting': 'số liệu của lần gửi không tính ở đây / figures of a submission that does not count here',
  missing: 'số đã gửi không có trong sổ / figures that were sent are not in the ledger',
} as const;

const ofRevision =
  (says: string) =>
  ({ reportId, revision }: Revision): string =>
    `${says}: báo cáo / report ${reportId}, lần / revision ${revision}`;

/** One line for each edition, sheet and revision that was changed behind the program's back; both languages. Asked by the owner. */
export const faultsOfReports = async (owner: pg.ClientBase): Promise<string[]> => {
  await owner.query('begin transaction isolation level repeatable read read only');
  try {
    await owner.query('set local statement_timeout = 0');
    const editions = await editionsUnlike(owner, 'reporting.issueEdition');
    const sheets = await sheetsUnlike(owner, SENT);
    return [
      ...editions.map((id) => `bản ban hành hỏng / broken edition: ${id}`),
      ...sheets.map(
        ({ what, unitId, period, line, reading }) =>
          `${wordsOfSheet[what]}: đơn vị / unit ${unitId}, ${period}, ${line}, ${reading}`,
      ),
      ...(await revisionsUnlikeEntries(owner)).map(
        ofRevision('số đã gửi bị sửa sau khi ghi nhật ký / a submission was changed after it was audited'),
      ),
      ...(await returnsUnlikeEntries(owner)).map(
        ofRevision('ô trả lại không như nhật ký ghi / cells returned are not those of the audit'),
      ),
      ...(await acceptancesUnlikeEntries(owner)).map(
        ofRevision('quyết định không như nhật ký ghi / an acceptance is not what the audit tells'),
      ),
      ...(await revisionsWithoutEntry(owner)).map(
        ofRevision('lần gửi không có trong nhật ký / a submission without its audit entry'),
      ),
    ];
  } finally {
    await owner.query('rollback');
  }
};
