import { sayNumber, type Words } from '../kernel/words.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
const GB = 1024 ** 3;

/** What the timed work is called; a job without words here is shown by its name. */
export const jobWords: Readonly<Record<string, Words>> = {
  'open-periods': { vi: 'Mở kỳ báo cáo mới', en: 'Open new report periods' },
  'examine-reports': { vi: 'Xem tín hiệu của báo cáo mới gửi', en: 'Look at new reports' },
  'examine-all-reports': { vi: 'Xem lại tín hiệu của mọi báo cáo', en: 'Look at what the frequent look missed' },
  remind: { vi: 'Nhắc hạn, báo đơn vị chậm', en: 'Remind, tell who is late' },
  mail: { vi: 'Gửi thư nhắc', en: 'Send reminders by mail' },
  'lock-reports': { vi: 'Khóa báo cáo quá ngày', en: 'Lock reports past their date' },
  size: { vi: 'Ghi dung lượng cơ sở dữ liệu', en: 'Note the size of the database' },
  'audit-check': { vi: 'Kiểm nhật ký', en: 'Check the audit' },
  'audit-head': { vi: 'Ký đầu chuỗi nhật ký', en: 'Sign the head of the audit' },
  sweep: { vi: 'Dọn phiên và mã hết hạn', en: 'Sweep expired sessions and codes' },
  backup: { vi: 'Sao lưu', en: 'Backup' },
  'backup-drill': { vi: 'Diễn tập khôi phục', en: 'Restore drill' },
};

/** "3 ngày", "5 giờ", "12 phút". */
export const sayAge = (seconds: number): Words => {
  const [count, vi, en] =
    seconds >= 2 * DAY
      ? [Math.floor(seconds / DAY), 'ngày', 'days']
      : seconds >= 2 * HOUR
        ? [Math.floor(seconds / HOUR), 'giờ', 'hours']
        : [Math.max(0, Math.floor(seconds / 60)), 'phút', 'minutes'];
  return { vi: `${count} ${vi}`, en: `${count} ${en}` };
};

/** Sizes as disks and databases tell them: 412 MB, 3,2 GB (powers of 1024). */
export const sayBytes = (bytes: number): Words => {
  const [value, unit] = bytes >= GB ? [bytes / GB, 'GB'] : [bytes / 1024 ** 2, 'MB'];
  const decimals = value >= 10 ? 0 : 1;
  return { vi: `${sayNumber(value, 'vi', decimals)} ${unit}`, en: `${sayNumber(value, 'en', decimals)} ${unit}` };
};
