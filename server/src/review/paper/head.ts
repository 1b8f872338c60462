/** Head, addressees, signature and recipients of a review report (Decree 30/2020/NĐ-CP, Annex I, cells 1–5, 7, 9). */
import type { DocumentHead, OfficialDocument } from '@app/contract/documents/tree.ts';
import { periodInSentence, periodName } from '@app/contract/kernel/period.ts';
import { say, type Words } from '@app/contract/kernel/words.ts';
import { type UnitType, unitTypeWords } from '@app/contract/org/words.ts';
import type { ReviewFacts } from '../facts.ts';

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** "Tỉnh Quảng Bình", in English "Quảng Bình Province"; the nation is "Cả nước". */
export const unitWords = ({ unit }: Pick<ReviewFacts, 'unit'>): Words =>
  unit.level === 'nation'
    ? { vi: 'Cả nước', en: 'The country' }
    : { vi: unit.fullName, en: `${unit.name} ${unitTypeWords[unit.type as UnitType]?.en ?? ''}`.trim() };

/** The committee's name without its place, which stands in the line above. */
const shortCommittee = (facts: ReviewFacts): Words => {
  const tails = { vi: ` ${lowerFirst(facts.unit.fullName)}`, en: ` of ${unitWords(facts).en}` };
  const cut = (text: string, tail: string) => (text.endsWith(tail) ? text.slice(0, -tail.length) : text);
  return { vi: cut(facts.committee.vi, tails.vi), en: cut(facts.committee.en, tails.en) };
};

/** A place named after a person is written in full (Annex I, II.4.a). */
const placeOf = ({ unit, language }: ReviewFacts): string => {
  if (unit.level === 'nation') return 'Hà Nội';
  if (unit.name === 'Hồ Chí Minh') return language === 'vi' ? 'Thành phố Hồ Chí Minh' : 'Hồ Chí Minh City';
  return unit.name;
};

/** The number as it stands in the register, with the symbol when one was typed with it: "25/BC-BCĐ". */
const numberOf = (typed: string): Pick<DocumentHead, 'number' | 'symbol'> => {
  const [number = '', ...symbol] = typed.split('/').map((part) => part.trim());
  return { number: number.slice(0, 20) || null, symbol: symbol.join('/').slice(0, 60) || 'BC-BCĐ' };
};

/** Number and day stay blank until the report is issued; the month is that of the cut-off. */
const headOf = (facts: ReviewFacts): DocumentHead => {
  const { unit, language, issued, period } = facts;
  const [year = 0, month = 0, day = 0] = (issued?.on ?? period.endsOn).split('-').map(Number);
  return {
    governingBody: unit.level === 'nation' ? null : unitWords(facts)[language].toLocaleUpperCase('vi'),
    issuingBody: shortCommittee(facts)[language].toLocaleUpperCase('vi'),
    ...(issued ? numberOf(issued.number) : { number: null, symbol: 'BC-BCĐ' }),
    place: placeOf(facts),
    date: { day: issued ? day : null, month, year },
  };
};

const abstracts: Words = {
  vi: 'Kết quả thực hiện phong trào Toàn dân bảo vệ an ninh Tổ quốc',
  en: 'Results of the movement “All people protect national security”',
};

const recipientsOf = ({ unit, language }: ReviewFacts): string[] => {
  const party = unit.type === 'thanh_pho' ? 'Thành ủy' : 'Tỉnh ủy';
  const all: Words[] =
    unit.level === 'nation'
      ? [
          { vi: 'Như trên', en: 'As above' },
          { vi: 'Các thành viên Ban Chỉ đạo', en: 'Members of the steering committee' },
          { vi: 'Ban Chỉ đạo các tỉnh, thành phố', en: 'Steering committees of the provinces' },
          { vi: 'Lưu: VT, CQTT', en: 'File: clerical office, standing agency' },
        ]
      : [
          { vi: 'Như trên', en: 'As above' },
          { vi: `Thường trực ${party}`, en: 'Standing committee of the Party in the province' },
          { vi: 'Các thành viên Ban Chỉ đạo', en: 'Members of the steering committee' },
          { vi: 'Lưu: VT, CQTT', en: 'File: clerical office, standing agency' },
        ];
  return all.map((each) => each[language]);
};

const forCommittee: Words = { vi: 'TM. BAN CHỈ ĐẠO', en: 'ON BEHALF OF THE STEERING COMMITTEE' };
const headWords: Words = { vi: 'TRƯỞNG BAN', en: 'HEAD' };

/**
 * Power and post of the signer (Art. 13; Annex I, II.7.a): the head for the committee (TM.), whoever is acting as head (Q.), or
 * by written authority of the head (TUQ.) with the title the signer has otherwise.
 */
const powerOf = ({ signer, language }: Pick<ReviewFacts, 'signer' | 'language'>): string[] => {
  const [committee, head] = [forCommittee[language], headWords[language]];
  if (signer.held === 'own') return [committee, head];
  if (signer.held === 'acting') return [committee, { vi: `Q. ${head}`, en: `ACTING ${head}` }[language]];
  const own = signer.ownTitle?.[language].toLocaleUpperCase('vi');
  return [{ vi: `TUQ. ${head}`, en: `BY AUTHORITY OF THE ${head}` }[language], ...(own ? [own] : [])];
};

/** The centre reports to the head of government, a province to the committee of the centre. */
const addresseeOf = ({ superior, language }: ReviewFacts): string =>
  superior?.[language] ?? { vi: 'Thủ tướng Chính phủ', en: 'The Prime Minister' }[language];

/** Everything of the paper that stands around its text. */
export const frameOf = (facts: ReviewFacts): Omit<OfficialDocument, 'blocks' | 'annexes'> => ({
  kind: 'report',
  language: facts.language,
  demonstration: facts.demonstration,
  head: headOf(facts),
  typeName: { vi: 'BÁO CÁO', en: 'REPORT' }[facts.language],
  abstract: [
    abstracts[facts.language],
    facts.language === 'vi' ? periodInSentence(facts.period, 'vi') : periodName(facts.period, 'en'),
  ],
  addressees: [addresseeOf(facts)],
  signature: { power: powerOf(facts), name: null },
  recipients: recipientsOf(facts),
});

/** "Trên đây là …, … trân trọng báo cáo." */
export const closingOf = ({ committee, period, language }: ReviewFacts): string =>
  say(
    {
      vi: `Trên đây là kết quả thực hiện phong trào Toàn dân bảo vệ an ninh Tổ quốc {period}, {committee} trân trọng báo cáo.`,
      en: `These are the results of the movement in {period}, respectfully reported by the {committee}.`,
    },
    language,
    { period: periodInSentence(period, language), committee },
  );
