import type { Block, OfficialDocument } from '@app/contract/documents/tree.ts';
import { officialDocument } from '@app/contract/documents/tree.ts';
import { withEndMark } from '@app/contract/documents/words.ts';
import { catalogue, groups } from '@app/contract/figures/catalogue.ts';
import { figure } from '@app/contract/kernel/figure.ts';
import { describe, expect, it } from 'vitest';
import { compose, countFigures } from './compose.ts';
import type { ReviewFacts } from './facts.ts';
import { remarksOf } from './paper/assessment.ts';
import { sentences } from './paper/sentences.ts';
import { publishedFigures, sampleFacts, subUnit, type ToldFigures } from './testing/sample.ts';

const textOf = (block: Block): string => {
  if (block.kind === 'heading') return `${block.number ?? ''} ${block.title}`;
  if (block.kind === 'paragraph' || block.kind === 'notice') return block.runs.map((run) => run.text).join('');
  if (block.kind === 'chart') return block.title;
  return [...block.head, ...block.rows]
    .map((row) => row.cells.map((cell) => cell.runs.map((run) => run.text).join('')).join(' | '))
    .join('\n');
};
const paper = (document: OfficialDocument) => document.blocks.map(textOf).join('\n');
const write = (told: ToldFigures, more: Parameters<typeof sampleFacts>[1] = {}) =>
  paper(compose(sampleFacts(told, more)));
const headings = (document: OfficialDocument) =>
  document.blocks.flatMap((block) => (block.kind === 'heading' && block.level === 1 ? [textOf(block)] : []));

describe('the sentences of a review', () => {
  const cases: readonly [says: string, told: ToldFigures, sentence: string, code?: string][] = [
    [
      'sessions with attendances and their average',
      { outreach_sessions: 1931, outreach_attendance: 230_000, avg_attendance: figure(119.1093) },
      'Toàn tỉnh tổ chức 1.931 buổi tuyên truyền với 230.000 lượt người tham dự; bình quân 119,1 lượt người mỗi buổi.',
    ],
    [
      'inspections with minutes',
      { fire_inspections: 18_161, fire_inspection_minutes: 18_161 },
      'Lực lượng Công an kiểm tra 18.161 lượt cơ sở, lập 18.161 biên bản.',
    ],
    [
      'a figure that was told as "hơn"',
      { grassroots_fire_teams: 2000, grassroots_fire_team_members: figure(18_000, 'at_least') },
      'Củng cố 2.000 đội phòng cháy, chữa cháy cơ sở, dân phòng với hơn 18.000 đội viên.',
    ],
    [
      'officers at communes, priority communes among them',
      {
        regular_officers_at_communes: 461,
        communes_with_regular_police: 130,
        priority_communes_with_regular_police: 24,
      },
      'Bố trí 461 cán bộ công an chính quy đảm nhiệm các chức danh công an xã tại 130 xã, trong đó có 24 xã trọng điểm.',
    ],
    [
      'groups and mediation teams',
      { inter_family_groups: 17_740, mediation_teams: 2694 },
      'Toàn tỉnh duy trì 17.740 nhóm liên gia tự quản; có 2.694 tổ hòa giải.',
    ],
    [
      'a rate with its numerator and denominator',
      { mediation_successful: 325, mediation_conducted: 400, rate_mediation_success: figure(81.25) },
      'Về hòa giải ở cơ sở: hòa giải thành 325/400 vụ, việc đã hòa giải, đạt 81,3%.',
    ],
    [
      'a change, named once in its paragraph',
      {
        outreach_sessions: { now: 1931, previous: 1716 },
        outreach_attendance: { now: 86_420, previous: 78_706 },
      },
      'Toàn tỉnh tổ chức 1.931 buổi tuyên truyền, tăng 12,5% so với kỳ trước, với 86.420 lượt người tham dự, tăng 9,8%.',
    ],
    [
      'a month against the same month of last year',
      { outreach_sessions: { now: 90, previous: 100, lastYear: 120 } },
      'Toàn tỉnh tổ chức 90 buổi tuyên truyền, giảm 25% so với cùng kỳ năm trước.',
      '2026-M11',
    ],
    [
      'a month against the month before where last year is not known',
      { outreach_sessions: { now: 90, previous: 100 } },
      'Toàn tỉnh tổ chức 90 buổi tuyên truyền, giảm 10% so với kỳ trước.',
      '2026-M11',
    ],
    [
      'a change from a figure that is not exact',
      { outreach_sessions: { now: figure(110, 'about'), previous: 100 } },
      'Toàn tỉnh tổ chức khoảng 110 buổi tuyên truyền, tăng khoảng 10% so với kỳ trước.',
    ],
    [
      'a change from nothing as the number itself',
      { outreach_sessions: { now: 12, previous: 0 } },
      'Toàn tỉnh tổ chức 12 buổi tuyên truyền, tăng 12 buổi so với kỳ trước.',
    ],
    [
      'no change',
      { outreach_sessions: { now: 12, previous: 12 } },
      'Toàn tỉnh tổ chức 12 buổi tuyên truyền, không thay đổi so với kỳ trước.',
    ],
    [
      'nothing done',
      { briefings_held: 0, urging_letters: 0 },
      'Trong kỳ không phát sinh: cuộc giao ban; văn bản đôn đốc đã gửi.',
    ],
    ['a stock of none', { advanced_examples: 0 }, 'Chưa có: điển hình tiên tiến.'],
    [
      'recognition of two kinds of units',
      {
        registered_residential_areas: 120,
        recognised_residential_areas: 96,
        rate_recognised_residential_areas: 80,
        registered_communes: 10,
        recognised_communes: 9,
        rate_recognised_communes: 90,
      },
      'Được công nhận đạt tiêu chuẩn “An toàn về an ninh, trật tự”: 96/120 khu dân cư đăng ký, đạt 80%; 9/10 xã đăng ký, đạt 90%.',
    ],
  ];
  it.each(cases)('say %s', (_, told, sentence, code) => {
    expect(write(told, code ? { code } : {}).split('\n')).toContain(sentence);
  });

  it('leave out what is missing, and never write it as 0', () => {
    const text = write({ outreach_sessions: 1931, outreach_attendance: null, mediation_teams: null });
    expect(text).toContain('Toàn tỉnh tổ chức 1.931 buổi tuyên truyền.');
    expect(text).not.toMatch(/ 0 /);
    expect(text).not.toContain('Lực lượng ở cơ sở');
    expect(text).toContain(
      '2/3 chỉ tiêu của biểu mẫu chưa có số liệu, không tính là 0: lượt người tham dự; tổ hòa giải.',
    );
  });

  it('name only indicators of the catalogue, in each language the same', () => {
    const known = new Set<string>(catalogue.map((each) => each.id));
    for (const sentence of Object.values(sentences).flat())
      for (const clause of sentence.clauses) {
        const ids = (text: string) => [...text.matchAll(/\{~?(\w+)\}/g)].map((match) => match[1]).sort();
        expect(ids(clause.vi).filter((id) => id !== 'place' && !known.has(id ?? ''))).toEqual([]);
        const withoutPlace = (text: string) => ids(text).filter((id) => id !== 'place');
        expect(withoutPlace(clause.en)).toEqual(withoutPlace(clause.vi));
      }
  });

  it('speak for a city and for the nation', () => {
    const unit = { id: 1, level: 'province' as const, type: 'thanh_pho', name: 'Huế', fullName: 'Thành phố Huế' };
    expect(write({ outreach_sessions: 5 }, { unit })).toContain('Toàn thành phố tổ chức 5 buổi');
    expect(write({ outreach_sessions: 5 }, { unit: { ...unit, level: 'nation' } })).toContain('Cả nước tổ chức 5 buổi');
  });
});

describe('a review without earlier figures', () => {
  it('says so once and compares nothing', () => {
    const text = write(publishedFigures);
    expect(text.match(/không có số liệu kỳ trước/g)).toHaveLength(1);
    expect(text).not.toContain('so với');
  });
  it('says nothing of the kind when there are some', () => {
    expect(write({ outreach_sessions: { now: 2, previous: 1 } })).not.toContain('không có số liệu kỳ trước');
  });
});

describe('figures that rest on different shares of their reports', () => {
  const told = (of: [number, number], before: [number, number]): ToldFigures => ({
    outreach_sessions: { now: 53, previous: 80, of, before },
    mediation_teams: { now: 8, previous: 4 },
  });
  it('are not compared when the shares lie far apart, and the paper says so', () => {
    const text = write(told([53, 79], [79, 79]));
    expect(text).toContain('Toàn tỉnh tổ chức 53 buổi tuyên truyền.');
    expect(text).toContain('| 53 | 80 | –');
    expect(text).toContain('Số liệu có số báo cáo khác nhiều so với kỳ so sánh thì chưa được so sánh.');
    expect(text).toContain('Có 8 tổ hòa giải, tăng 100% so với kỳ trước.');
  });
  it('are compared with "khoảng" when the shares differ a little', () => {
    expect(write(told([78, 79], [79, 79]))).toContain('53 buổi tuyên truyền, giảm khoảng 33,8% so với kỳ trước.');
  });
  it('are compared as they are when the shares are the same', () => {
    expect(write(told([78, 79], [78, 79]))).toContain('53 buổi tuyên truyền, giảm 33,8% so với kỳ trước.');
  });
});

describe('the table of figures', () => {
  const tableOf = (told: ToldFigures, code: string) => {
    const found = compose(sampleFacts(told, { code })).blocks.find((block) => block.kind === 'table');
    if (found?.kind !== 'table') throw new Error('no table');
    return textOf(found).split('\n');
  };
  it('shows only columns that hold something', () => {
    expect(tableOf({ outreach_sessions: 5 }, '2026-M11')[0]).toBe('TT | Chỉ tiêu | Đơn vị tính | Tháng 11/2026');
    expect(tableOf({ outreach_sessions: { now: 5, previous: 4 } }, '2026-M11')[0]).toBe(
      'TT | Chỉ tiêu | Đơn vị tính | Tháng 11/2026 | Tháng 10/2026 | Tăng, giảm so với kỳ trước',
    );
    expect(tableOf({ outreach_sessions: { now: 5, previous: 4, lastYear: 2 } }, '2026-M11')[0]).toBe(
      'TT | Chỉ tiêu | Đơn vị tính | Tháng 11/2026 | Tháng 10/2026 | Tháng 11/2025 | Tăng, giảm so với cùng kỳ năm trước',
    );
    expect(tableOf({ outreach_sessions: { now: 5, previous: 4, lastYear: 4 } }, '2019-Y')[0]).toBe(
      'TT | Chỉ tiêu | Đơn vị tính | Năm 2019 | Năm 2018 | Tăng, giảm so với kỳ trước',
    );
  });
  it('holds every known indicator, with or without a sentence, and marks the missing', () => {
    const rows = tableOf({ outreach_sessions: { now: null, previous: 4 }, registered_in_commune: 3 }, '2026-M11');
    expect(rows).toContain('1 | Buổi tuyên truyền, phát động | buổi | – | 4');
    expect(rows).toContain('2 | Đơn vị trong xã đã đăng ký | đơn vị | 3 | –');
    expect(rows).toContain(groups.recognition.vi);
  });
});

describe('the outline', () => {
  it('of a year follows the usual sections', () => {
    expect(headings(compose(sampleFacts(publishedFigures)))).toEqual([
      'I. Tình hình, đặc điểm',
      'II. Công tác lãnh đạo, chỉ đạo',
      'III. Kết quả thực hiện',
      'IV. Đánh giá chung',
      'V. Phương hướng, nhiệm vụ',
      'VI. Kiến nghị, đề xuất',
    ]);
  });
  it('of a month is shorter', () => {
    expect(headings(compose(sampleFacts(publishedFigures, { code: '2026-M11' })))).toEqual([
      'I. Kết quả thực hiện',
      'II. Tồn tại, hạn chế',
      'III. Nhiệm vụ kỳ tiếp theo',
    ]);
  });
  it('numbers without a gap when a section has nothing to say', () => {
    expect(headings(compose(sampleFacts({ outreach_sessions: 5 }, { types: [], code: '2026-Y' })))[0]).toBe(
      'I. Công tác lãnh đạo, chỉ đạo',
    );
  });
});

describe('the paper', () => {
  const document = compose(sampleFacts(publishedFigures));
  it('fits the tree of documents, with every id once', () => {
    expect(officialDocument.safeParse(document).error).toBeUndefined();
    const ids = document.blocks.map((block) => block.id);
    expect(new Set(ids).size).toBe(ids.length);
  });
  it('is headed as the decree asks, number and day blank until it is issued', () => {
    expect(document.head).toEqual({
      governingBody: 'TỈNH QUẢNG BÌNH',
      issuingBody: 'BAN CHỈ ĐẠO 138',
      number: null,
      symbol: 'BC-BCĐ',
      place: 'Quảng Bình',
      date: { day: null, month: 12, year: 2019 },
    });
    expect(document.abstract).toEqual(['Kết quả thực hiện phong trào Toàn dân bảo vệ an ninh Tổ quốc', 'năm 2019']);
    expect([document.typeName, document.addressees, document.demonstration]).toEqual([
      'BÁO CÁO',
      ['Ban Chỉ đạo Trung ương'],
      true,
    ]);
    expect(document.signature).toEqual({ power: ['TM. BAN CHỈ ĐẠO', 'TRƯỞNG BAN'], name: null });
    expect(withEndMark(document.blocks).at(-1)).toMatchObject({
      runs: [{ text: expect.stringMatching(/trân trọng báo cáo\.\/\.$/) }],
    });
  });

  it.each([
    ['acting', null, 'vi', ['TM. BAN CHỈ ĐẠO', 'Q. TRƯỞNG BAN']],
    ['delegated', 'Cán bộ tổng hợp, Công an tỉnh', 'vi', ['TUQ. TRƯỞNG BAN', 'CÁN BỘ TỔNG HỢP, CÔNG AN TỈNH']],
    ['delegated', null, 'vi', ['TUQ. TRƯỞNG BAN']],
    ['acting', null, 'en', ['ON BEHALF OF THE STEERING COMMITTEE', 'ACTING HEAD']],
    ['delegated', 'Officer', 'en', ['BY AUTHORITY OF THE HEAD', 'OFFICER']],
  ] as const)('is signed %s as Article 13 of the decree asks', (held, title, language, power) => {
    const ownTitle = title === null ? null : { vi: title, en: title };
    const document = compose(sampleFacts(publishedFigures, { language, signer: { held, ownTitle } }));
    expect(document.signature).toEqual({ power, name: null });
  });
  it('carries number and date of its edition', () => {
    const issued = { number: '7/BC-BCĐ138', on: '2019-12-20' };
    expect(compose(sampleFacts(publishedFigures, { issued })).head).toMatchObject({
      number: '7',
      symbol: 'BC-BCĐ138',
      date: { day: 20, month: 12, year: 2019 },
    });
  });
  it('links every figure to its trace', () => {
    const runs = JSON.stringify(document);
    expect(runs).toContain(
      '/figures/trace?indicator=outreach_sessions&unit=44&period=2019-Y&line=all&reading=accepted',
    );
    expect(countFigures(document)).toBe(runs.match(/"kind":"figure"/g)?.length);
  });
  it('says the period, the completeness and the units of the day', () => {
    const text = paper(document);
    expect(text).toContain(
      'Ban Chỉ đạo 138 tỉnh Quảng Bình báo cáo kết quả thực hiện phong trào Toàn dân bảo vệ an ninh Tổ quốc năm 2019 (từ ngày 15/12/2018 đến ngày 14/12/2019). Số liệu tổng hợp từ 145/145 xã, phường, thị trấn.',
    );
    expect(text).toContain(
      'Tại ngày 14/12/2019, tỉnh Quảng Bình có 145 đơn vị hành chính cấp xã (122 xã, 15 phường, 8 thị trấn), thuộc 8 đơn vị hành chính cấp huyện (1 thành phố, 6 huyện, 1 thị xã).',
    );
    expect(text).toContain(
      'Ghi chú: danh mục đơn vị hành chính năm 2024 được khai là có hiệu lực từ trước khi có hồ sơ; kỳ báo cáo theo Điều 12 Nghị định số 09/2019/NĐ-CP được áp dụng cho kỳ này theo khai báo.',
    );
    expect(write(publishedFigures, { code: '2026-M11' })).not.toContain('Ghi chú');
  });
  it('names who is missing, eight of them at most', () => {
    const missing = Array.from({ length: 10 }, (_, at) => `Xã ${at + 1}`);
    const desks: ReviewFacts['desks'] = [
      { line: 'committee', expected: 145, arrived: 135, late: 12 },
      { line: 'police', expected: 145, arrived: 145, late: 0 },
    ];
    const text = write(publishedFigures, { missing, desks });
    expect(text).toContain(
      'Số liệu tổng hợp từ 135/145 xã, phường, thị trấn (tuyến Ban Chỉ đạo) và 145/145 (tuyến Công an); 10 đơn vị chưa có số liệu được duyệt: xã 1, xã 2, xã 3, xã 4, xã 5, xã 6, xã 7, xã 8 và 2 đơn vị khác.',
    );
    expect(text).toContain('- Có 12/290 báo cáo gửi chậm hoặc quá hạn chưa gửi, chiếm 4,1%.');
    expect(text).toContain('2. Đôn đốc 10 đơn vị chưa có số liệu được duyệt hoàn thành báo cáo năm 2019.');
  });
  it('says that a period is still open', () => {
    expect(write(publishedFigures, { closed: false })).toContain('Kỳ báo cáo chưa chốt số.');
    expect(write(publishedFigures)).not.toContain('chưa chốt số');
  });
  it('calls figures that are not accepted provisional', () => {
    expect(write(publishedFigures, { reading: 'submitted' })).toContain('Số liệu tạm tính');
  });
  it('tells which figure is spread most, and draws the units at the top', () => {
    const subUnits = [40, 12, 10, 9, 2].map((sessions, at) =>
      subUnit(at + 1, `Xã ${at + 1}`, { outreach_sessions: sessions, points_retired: at * 90 }),
    );
    const facts = sampleFacts({ outreach_sessions: 73, points_retired: 900 }, { subUnits });
    const made = compose(facts);
    expect(paper(made)).toContain(
      '- Kết quả chưa đồng đều giữa các đơn vị ở chỉ tiêu buổi tuyên truyền, phát động: cao nhất 40 buổi (xã 1), thấp nhất 2 buổi (xã 5).',
    );
    expect(made.blocks.find((block) => block.kind === 'chart')).toMatchObject({
      title: '5 đơn vị cao nhất: buổi tuyên truyền, phát động',
      categories: ['Xã 1', 'Xã 2', 'Xã 3', 'Xã 4', 'Xã 5'],
      series: [{ values: [40, 12, 10, 9, 2] }],
    });
  });
  it('sets a figure quoted for the area beside the total', () => {
    const facts = sampleFacts({ fire_inspections: 18_161 });
    const figures = facts.figures.map((each) => ({ ...each, declared: 18_200 }));
    expect(paper(compose({ ...facts, figures }))).toContain(
      'số đã công bố là 18.200, số tổng hợp từ báo cáo là 18.161; cần làm rõ chênh lệch.',
    );
  });
  it('of the centre has no body above it and goes to the head of government', () => {
    const central = compose(
      sampleFacts(
        { outreach_sessions: 9 },
        {
          unit: { id: 1, level: 'nation', type: 'quoc_gia', name: 'Việt Nam', fullName: 'Việt Nam' },
          committee: { vi: 'Ban Chỉ đạo Trung ương', en: 'Central Steering Committee' },
          superior: null,
        },
      ),
    );
    expect([central.head.governingBody, central.head.issuingBody, central.head.place, central.addressees]).toEqual([
      null,
      'BAN CHỈ ĐẠO TRUNG ƯƠNG',
      'Hà Nội',
      ['Thủ tướng Chính phủ'],
    ]);
  });
  it('speaks English where asked', () => {
    const english = compose(sampleFacts(publishedFigures, { language: 'en' }));
    expect(paper(english)).toContain(
      'The province held 1,931 outreach sessions with 230,000 attendances; on average 119.1 attendances per session.',
    );
    expect(paper(english)).toContain('145 communal units (122 communes, 15 wards, 8 townships), in 8 district units');
    expect(english.abstract[1]).toBe('Year 2019');
    expect(officialDocument.safeParse(english).error).toBeUndefined();
  });
});

describe('the remarks before signing', () => {
  it('name what is missing', () => {
    const remarks = remarksOf(
      sampleFacts(publishedFigures, { missing: ['Xã A'], changedSinceIssue: 2, closed: false }),
    );
    expect(remarks.map((each) => each.vi)).toEqual([
      'Kỳ báo cáo chưa chốt số.',
      '1 đơn vị chưa có số liệu được duyệt.',
      '1 chỉ tiêu chưa có số liệu.',
      '2 số liệu đã thay đổi so với bản đã ban hành; số và ngày để trống cho bản thay thế.',
      'Chưa có số, ngày và người ký.',
      'Thuận lợi, khó khăn, nguyên nhân và bài học kinh nghiệm cần viết thêm bằng lời.',
    ]);
  });
});
