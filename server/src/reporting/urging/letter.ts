/** The urging letter (văn bản đôn đốc) as a document tree, in the layout of an official letter (Decree 30/2020/NĐ-CP, Annex III, form 1.5). */
import type { Block, OfficialDocument, Run } from '@app/contract/documents/tree.ts';
import { plain } from '@app/contract/documents/words.ts';
import {
  type CivilDate,
  type Period,
  periodInSentence,
  sayDate,
  timeInVietnam,
  todayInVietnam,
} from '@app/contract/kernel/period.ts';
import { dayOfDeadline } from '@app/contract/kernel/working-days.ts';

export type LetterFacts = {
  demonstration: boolean;
  unit: { level: string; name: string; fullName: string };
  /** The body that urges, by its full name. */
  body: string;
  line: string;
  form: string;
  period: Period;
  until: CivilDate;
  note: string;
  draftedAt: Date;
  /** When it was looked who is late: at the sending, before that when the letter is made. */
  asOf: Date;
  number: string | null;
  issuedOn: CivilDate | null;
  /** Bodies that are late; `addressee` is the body, `unit` its unit. */
  late: readonly { addressee: string; dueAt: Date; daysLate: number }[];
};

const upper = (text: string): string => text.toLocaleUpperCase('vi');
const lowerFirst = (text: string): string => text.charAt(0).toLocaleLowerCase('vi') + text.slice(1);
/** More addressees than these are named in the table alone. */
const MOST_ADDRESSEES = 12;

/** The body's name without its place, which stands in the line above. */
const shortBody = ({ body, unit }: LetterFacts): string => {
  const tail = ` ${lowerFirst(unit.fullName)}`;
  return body.endsWith(tail) ? body.slice(0, -tail.length) : body;
};

const headOf = (facts: LetterFacts): OfficialDocument['head'] => {
  const { unit, issuedOn, draftedAt } = facts;
  const [year = 0, month = 0, day = 0] = (issuedOn ?? todayInVietnam(draftedAt)).split('-').map(Number);
  const [number = '', ...symbol] = (facts.number ?? '').split('/').map((part) => part.trim());
  return {
    governingBody: unit.level === 'nation' ? null : upper(unit.fullName),
    issuingBody: upper(shortBody(facts)),
    number: number.slice(0, 20) || null,
    symbol: symbol.join('/').slice(0, 60) || (facts.line === 'committee' ? 'BCĐ' : 'TH'),
    place: unit.level === 'nation' ? 'Hà Nội' : unit.name === 'Hồ Chí Minh' ? 'Thành phố Hồ Chí Minh' : unit.name,
    date: { day: issuedOn ? day : null, month, year },
  };
};

const cell = (text: string) => ({ runs: [plain(text)] as Run[] });
const headCell = (text: string) => ({ runs: [{ kind: 'text' as const, text, bold: true }] });
const paragraph = (id: string, text: string): Block => ({ kind: 'paragraph', id, runs: [plain(text)] });

const tableOf = (late: LetterFacts['late']): Block => ({
  kind: 'table',
  id: 'late',
  columns: [
    { align: 'center', width: 8 },
    { align: 'left', width: 52 },
    { align: 'center', width: 24 },
    { align: 'right', width: 16 },
  ],
  head: [{ cells: ['STT', 'Đơn vị', 'Hạn gửi', 'Số ngày chậm'].map(headCell) }],
  rows: late.map(({ addressee, dueAt, daysLate }, at) => ({
    cells: [String(at + 1), addressee, sayDate(dayOfDeadline(dueAt), 'vi'), String(daysLate)].map(cell),
  })),
});

/** The administration reports by NĐ 09/2019/NĐ-CP; bodies of the Front report by rules of their own (Art. 1–2). */
const basisOf = ({ line }: LetterFacts): string =>
  line === 'committee' || line === 'police'
    ? 'Thực hiện chế độ báo cáo theo Nghị định số 09/2019/NĐ-CP ngày 24 tháng 01 năm 2019 của Chính phủ'
    : 'Thực hiện chế độ báo cáo của chương trình phối hợp';

/** The same facts give the same letter. Addressed to bodies, never to a person. */
export const composeLetter = (facts: LetterFacts): OfficialDocument => {
  const { form, period, late, until, note } = facts;
  const what = `${lowerFirst(form)}, ${periodInSentence(period, 'vi')}`;
  const asOf = `${timeInVietnam(facts.asOf)} ngày ${sayDate(todayInVietnam(facts.asOf), 'vi')}`;
  return {
    kind: 'letter',
    language: 'vi',
    demonstration: facts.demonstration,
    head: headOf(facts),
    typeName: 'CÔNG VĂN',
    abstract: [`đôn đốc gửi ${what}`],
    addressees:
      late.length > MOST_ADDRESSEES
        ? ['Các đơn vị có tên trong danh sách dưới đây']
        : late.map(({ addressee }) => addressee),
    blocks: [
      paragraph('basis', `${basisOf(facts)}, đến ${asOf} còn ${late.length} đơn vị đã quá hạn mà chưa gửi ${what}:`),
      tableOf(late),
      paragraph(
        'request',
        `${facts.body} đề nghị các đơn vị có tên nêu trên gửi báo cáo trước hết ngày ${sayDate(until, 'vi')}. Đơn vị không phát sinh số liệu vẫn gửi báo cáo, ghi rõ không phát sinh.`,
      ),
      ...note
        .split('\n')
        .map((text) => text.trim())
        .filter((text) => text !== '')
        .map((text, at) => paragraph(`note-${at}`, text)),
      paragraph('closing', 'Đề nghị các đơn vị khẩn trương thực hiện.'),
    ],
    signature: {
      power: facts.line === 'committee' ? ['TM. BAN CHỈ ĐẠO', 'TRƯỞNG BAN'] : ['THỦ TRƯỞNG CƠ QUAN'],
      name: null,
    },
    recipients: ['Như trên', 'Lưu: VT'],
    annexes: [],
  };
};
