import type { Words } from '../kernel/words.ts';

/** What the timed work is called; a job without words here is shown by its name. */
export const jobWords: Readonly<Record<string, Words>> = {
  'open-periods': { vi: 'Mở kỳ báo cáo mới', en: 'Open new report periods' },
  size: { vi: 'Ghi dung lượng cơ sở dữ liệu', en: 'Note the size of the database' },
  'audit-head': { vi: 'Ký đầu chuỗi nhật ký', en: 'Sign the head of the audit' },
  'audit-verify': { vi: 'Kiểm chuỗi nhật ký', en: 'Verify the chains of the audit' },
  sweep: { vi: 'Dọn phiên và mã hết hạn', en: 'Sweep expired sessions and codes' },
  backup: { vi: 'Sao lưu', en: 'Backup' },
  drill: { vi: 'Diễn tập khôi phục', en: 'Restore drill' },
};
