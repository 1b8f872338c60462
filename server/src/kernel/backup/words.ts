/** What an operator is told when a backup or a restore is refused, in both languages. */
const told = (vi: string, en: string): Error => new Error(`${vi}\n${en}`);

export const noBackup = (path: string) =>
  told(`${path} không phải tệp sao lưu loại này`, `${path} is no backup of this kind`);
export const passphraseMissing = () =>
  told(
    'Thiếu mật khẩu sao lưu: --passphrase-file TỆP hoặc CHUNGTAY_BACKUP_PASSPHRASE (không mã hóa: --plain)',
    'The passphrase is missing: --passphrase-file FILE or CHUNGTAY_BACKUP_PASSPHRASE (without encryption: --plain)',
  );
export const passphraseShort = (least: number) =>
  told(`Mật khẩu sao lưu cần ít nhất ${least} ký tự`, `The passphrase needs at least ${least} characters`);
export const passphraseWrong = () => told('Sai mật khẩu sao lưu', 'The passphrase is wrong');
export const damaged = (chunk: number) =>
  told(`Tệp sao lưu hỏng ở khối ${chunk}`, `The backup is damaged at chunk ${chunk}`);
export const cutShort = () => told('Tệp sao lưu bị cụt', 'The backup is cut short');
export const hiddenRows = (table: string) =>
  told(
    `Vai trò này không thấy hết ${table}: hãy sao lưu bằng chủ sở hữu`,
    `This role does not see all of ${table}: back up as the owner`,
  );
export const notEmpty = (found: string) =>
  told(
    `Chỉ khôi phục vào cơ sở dữ liệu trống; ở đây đã có ${found}`,
    `Only an empty database is restored into; this one has ${found}`,
  );
export const tooNew = (made: string, program: string, migration: string) =>
  told(
    `Bản sao lưu của phiên bản ${made} mới hơn chương trình ${program} (thiếu ${migration}): hãy cập nhật chương trình`,
    `The backup of version ${made} is newer than this program ${program} (${migration} is unknown): update the program`,
  );
export const otherMigration = (migration: string) =>
  told(
    `${migration} của bản sao lưu khác với chương trình này`,
    `${migration} of the backup is not the one of this program`,
  );
export const otherTables = (what: string) =>
  told(`Bảng không khớp với bản sao lưu: ${what}`, `The tables do not match the backup: ${what}`);
/** What was restored is not what it should be; nothing of it is kept. */
export class NotTheSame extends Error {
  readonly differences: readonly string[];
  constructor(differences: readonly string[]) {
    super(
      `Dữ liệu khôi phục không khớp, không giữ lại gì / What was restored is not right; nothing was kept:\n  ${differences.join('\n  ')}`,
    );
    this.differences = differences;
  }
}
export const noServerOfOwn = () =>
  told(
    'Sao lưu vật lý chỉ dành cho cơ sở dữ liệu đi kèm; với PostgreSQL riêng hãy dùng pg_basebackup',
    'The physical backup is for the embedded database; for a PostgreSQL of your own use pg_basebackup',
  );
export const noArchive = () =>
  told(
    'Chưa lưu nhật ký: khởi động với --wal-archive THƯ_MỤC trước',
    'The log is not kept yet: start with --wal-archive FOLDER first',
  );
export const folderInUse = (path: string) => told(`${path} đã có dữ liệu`, `${path} holds something already`);
export const notATime = (text: string) =>
  told(
    `"${text}" không phải thời điểm, ví dụ 2026-11-22T08:30:00+07:00`,
    `"${text}" is no time, such as 2026-11-22T08:30:00+07:00`,
  );
export const tooEarly = (copied: string) =>
  told(
    `Thời điểm cần khôi phục trước bản sao ${copied}: hãy dùng bản sao cũ hơn`,
    `The moment is before the end of the copy, ${copied}: take an older copy`,
  );
