import { afterEach, describe, expect, it } from 'vitest';
import {
  addDays,
  Calendar,
  CivilDate,
  childrenOf,
  compareDates,
  daysBetween,
  deadlineOn,
  defaultDeadlineDays,
  isClosed,
  isInside,
  isKept,
  learnCalendars,
  nextOf,
  type Period,
  parentOf,
  parsePeriod,
  periodContaining,
  periodInSentence,
  periodName,
  periodOf,
  periodRange,
  periodsOfYear,
  previousOf,
  rulesByCalendar,
  samePeriodLastYear,
  sayDate,
  sayDay,
  timeInVietnam,
  todayInVietnam,
  whyNoPeriod,
} from './period.ts';

const years = Array.from({ length: 28 }, (_, index) => 2013 + index);
const period = (code: string): Period => {
  const found = parsePeriod(code);
  if (!found) throw new Error(`no period ${code}`);
  return found;
};

/** The next period starts on the day after the one before ends. */
const followsOn = (periods: Period[]): boolean =>
  periods.every((each, index) => {
    const before = periods[index - 1];
    return !before || each.startsOn === addDays(before.endsOn, 1);
  });

describe('civil dates', () => {
  it.each([
    ['2026-11-21T16:59:59Z', '2026-11-21', '23:59'],
    ['2026-11-21T17:00:00Z', '2026-11-22', '00:00'],
    ['2026-12-31T17:00:00Z', '2027-01-01', '00:00'],
  ])('at %s it is %s %s in Vietnam', (instant, day, time) => {
    expect(todayInVietnam(new Date(instant))).toBe(day);
    expect(timeInVietnam(new Date(instant))).toBe(time);
  });

  it('counts days across leap days and year ends', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(daysBetween('2024-02-01', '2024-03-01')).toBe(29);
    expect(daysBetween('2026-03-01', '2026-02-01')).toBe(-28);
    expect(['2026-02-01', '2025-12-15', '2026-01-14'].toSorted(compareDates)).toEqual([
      '2025-12-15',
      '2026-01-14',
      '2026-02-01',
    ]);
    expect(compareDates('2026-02-01', '2026-02-01')).toBe(0);
  });

  it.each(['2026-02-30', '2026-13-01', '26-01-01', '2026-1-1', '2026-01-01T00:00:00Z'])(
    'does not take %s for a day',
    (text) => {
      expect(CivilDate.safeParse(text).success).toBe(false);
    },
  );

  it('says a day in both languages', () => {
    expect(sayDate('2026-03-04', 'vi')).toBe('04/03/2026');
    expect(sayDate('2026-03-04', 'en')).toBe('4 Mar 2026');
    expect(sayDay('2026-11-30', 'vi')).toBe('Thứ Hai, 30/11/2026');
    expect(sayDay('2026-11-29', 'vi')).toBe('Chủ nhật, 29/11/2026');
    expect(sayDay('2026-12-05', 'en')).toBe('Saturday, 5 Dec 2026');
  });
});

describe('the reporting calendar (NĐ 09/2019/NĐ-CP Art. 12)', () => {
  it.each([
    ['2026-M01', '2025-12-15', '2026-01-14'],
    ['2026-M03', '2026-02-15', '2026-03-14'],
    ['2025-M07', '2025-06-15', '2025-07-14'],
    ['2026-M12', '2026-11-15', '2026-12-14'],
    ['2026-Q1', '2025-12-15', '2026-03-14'],
    ['2026-Q2', '2026-03-15', '2026-06-14'],
    ['2026-Q3', '2026-06-15', '2026-09-14'],
    ['2026-Q4', '2026-09-15', '2026-12-14'],
    ['2026-H1', '2025-12-15', '2026-06-14'],
    ['2026-H2', '2026-06-15', '2026-12-14'],
    ['2026-N9', '2025-12-15', '2026-09-14'],
    ['2026-Y', '2025-12-15', '2026-12-14'],
  ])('%s runs from %s to %s', (code, startsOn, endsOn) => {
    expect(parsePeriod(code)).toMatchObject({ code, startsOn, endsOn, calendar: 'reporting' });
  });

  it.each(['month', 'quarter', 'half_year', 'year'] as const)(
    'has no gap and no overlap between periods of the kind %s',
    (kind) => {
      const all = years.flatMap((year) => periodsOfYear(year).filter((each) => each.kind === kind));
      expect(all.length).toBeGreaterThanOrEqual(28);
      expect(followsOn(all)).toBe(true);
      expect(all.every((each) => each.startsOn < each.endsOn)).toBe(true);
    },
  );

  it('lets every period be covered exactly by its parts, which name it as their parent', () => {
    for (const whole of years.flatMap(periodsOfYear)) {
      const parts = childrenOf(whole);
      if (whole.kind === 'month') {
        expect(parts).toEqual([]);
        continue;
      }
      expect(parts.at(0)?.startsOn).toBe(whole.startsOn);
      expect(parts.at(-1)?.endsOn).toBe(whole.endsOn);
      expect(followsOn(parts)).toBe(true);
      expect(parts.every((part) => isInside(part, whole) && !isInside(whole, part))).toBe(true);
      if (whole.kind !== 'nine_months')
        expect(parts.map((part) => parentOf(part)?.code)).toEqual(parts.map(() => whole.code));
    }
  });

  it('counts a period to the year in which it ends', () => {
    for (const each of years.flatMap(periodsOfYear)) expect(each.endsOn.slice(0, 4)).toBe(String(each.year));
  });

  it('finds for every day of 28 years the one month, quarter, half and year that hold it', () => {
    for (let day = '2012-12-15'; day <= '2040-12-14'; day = addDays(day, 1)) {
      const month = periodContaining('month', day);
      const quarter = parentOf(month);
      expect(month.startsOn <= day && day <= month.endsOn).toBe(true);
      expect(quarter?.code).toBe(periodContaining('quarter', day).code);
    }
    expect(periodContaining('year', '2025-12-14').code).toBe('2025-Y');
    expect(periodContaining('year', '2025-12-15').code).toBe('2026-Y');
    expect(periodContaining('half_year', '2026-06-15').code).toBe('2026-H2');
  });

  it('climbs month → quarter → half-year → year, and nine months belong to nothing', () => {
    expect(parentOf(period('2026-M04'))?.code).toBe('2026-Q2');
    expect(parentOf(period('2026-Q3'))?.code).toBe('2026-H2');
    expect(parentOf(period('2026-H2'))?.code).toBe('2026-Y');
    expect(parentOf(period('2026-Y'))).toBeNull();
    expect(parentOf(period('2026-N9'))).toBeNull();
    expect(childrenOf(period('2026-N9')).map((each) => each.code)).toEqual(['2026-Q1', '2026-Q2', '2026-Q3']);
  });

  it.each([
    ['2026-M01', '2025-M12', '2025-M01'],
    ['2026-M11', '2026-M10', '2025-M11'],
    ['2026-Q1', '2025-Q4', '2025-Q1'],
    ['2026-H2', '2026-H1', '2025-H2'],
    ['2026-N9', '2025-N9', '2025-N9'],
    ['2026-Y', '2025-Y', '2025-Y'],
    ['RR:2026-Y', 'RR:2025-Y', 'RR:2025-Y'],
  ])('before %s comes %s, a year earlier is %s', (code, previous, lastYear) => {
    expect(previousOf(period(code)).code).toBe(previous);
    expect(nextOf(period(previous)).code).toBe(code);
    expect(samePeriodLastYear(period(code)).code).toBe(lastYear);
  });

  it('is closed on the day after the cut-off, not on it', () => {
    expect(isClosed(period('2026-M11'), '2026-11-14')).toBe(false);
    expect(isClosed(period('2026-M11'), '2026-11-15')).toBe(true);
  });

  it('holds twenty periods a year, all with codes of their own', () => {
    const codes = periodsOfYear(2026).map((each) => each.code);
    expect(new Set(codes).size).toBe(20);
    expect(codes.every((code) => parsePeriod(code)?.code === code)).toBe(true);
  });
});

describe('the other calendars of the movement', () => {
  it.each([
    ['RR:2026-Y', '2025-11-01', '2026-10-31'],
    ['RC:2026-Y', '2025-11-16', '2026-11-15'],
    ['TM:2026-Y', '2025-11-15', '2026-11-14'],
  ])('%s runs from %s to %s', (code, startsOn, endsOn) => {
    expect(parsePeriod(code)).toMatchObject({ code, startsOn, endsOn });
  });

  it.each(Calendar.options)('%s has no gap and no overlap', (calendar) => {
    expect(followsOn(years.map((year) => periodOf('year', year, 1, calendar)))).toBe(true);
  });

  it('finds the recognition year that holds a day', () => {
    expect(periodContaining('year', '2026-11-01', 'recognition_residential').code).toBe('RR:2027-Y');
    expect(periodContaining('year', '2026-10-31', 'recognition_residential').code).toBe('RR:2026-Y');
    expect(childrenOf(period('RR:2026-Y'))).toEqual([]);
  });
});

describe('a calendar that changes from a day on', () => {
  afterEach(() => learnCalendars([]));
  const usual = {
    calendar: 'reporting',
    validFrom: '2000-01-01',
    month: 12,
    day: 14,
    kinds: ['month', 'quarter', 'half_year', 'nine_months', 'year'],
  } as const;

  it.each([
    // The reporting year of 2027 closes with the calendar year; January 2027 is longer.
    [{ validFrom: '2027-01-01', day: 31 }, '2026-M12', '2026-11-15', '2026-12-14'],
    [{ validFrom: '2027-01-01', day: 31 }, '2026-Y', '2025-12-15', '2026-12-14'],
    [{ validFrom: '2027-01-01', day: 31 }, '2027-M01', '2026-12-15', '2027-01-31'],
    [{ validFrom: '2027-01-01', day: 31 }, '2027-M02', '2027-02-01', '2027-02-28'],
    [{ validFrom: '2027-01-01', day: 31 }, '2027-Q1', '2026-12-15', '2027-03-31'],
    [{ validFrom: '2027-01-01', day: 31 }, '2027-Y', '2026-12-15', '2027-12-31'],
    // In the middle of a year, to an earlier day: the month that follows is shorter.
    [{ validFrom: '2026-06-12', day: 10 }, '2026-M06', '2026-05-15', '2026-06-14'],
    [{ validFrom: '2026-06-12', day: 10 }, '2026-M07', '2026-06-15', '2026-07-10'],
    [{ validFrom: '2026-06-12', day: 10 }, '2026-H1', '2025-12-15', '2026-06-14'],
    // What had closed before stays closed.
    [{ validFrom: '2026-06-20', day: 27 }, '2026-M06', '2026-05-15', '2026-06-14'],
    [{ validFrom: '2026-06-20', day: 27 }, '2026-M07', '2026-06-15', '2026-07-27'],
    // On the day itself it holds.
    [{ validFrom: '2026-06-10', day: 10 }, '2026-M06', '2026-05-15', '2026-06-10'],
  ])('%o: %s runs from %s to %s', (more, code, startsOn, endsOn) => {
    learnCalendars([usual, { ...usual, ...more }]);
    expect(parsePeriod(code)).toMatchObject({ startsOn, endsOn });
  });

  it.each([1, 10, 14, 20, 28, 31])('to the day %i leaves no gap and no overlap, whatever the day it begins', (day) => {
    for (let from = '2026-11-01'; from < '2027-03-01'; from = addDays(from, 13)) {
      learnCalendars([usual, { ...usual, validFrom: from, day }]);
      const months = years.flatMap((year) => periodsOfYear(year).filter(({ kind }) => kind === 'month'));
      expect(followsOn(months)).toBe(true);
      expect(months.every((each) => each.startsOn <= each.endsOn)).toBe(true);
      for (const whole of years.flatMap(periodsOfYear).filter(({ kind }) => kind !== 'month')) {
        const parts = childrenOf(whole);
        expect([parts.at(0)?.startsOn, parts.at(-1)?.endsOn]).toEqual([whole.startsOn, whole.endsOn]);
      }
    }
  });

  it('moves the years of one calendar alone', () => {
    const team = { calendar: 'team', month: 11, day: 14, kinds: ['year'] } as const;
    learnCalendars([
      { ...team, validFrom: '2000-01-01' },
      { ...team, validFrom: '2026-12-01', month: 6, day: 30 },
    ]);
    expect(parsePeriod('TM:2026-Y')).toMatchObject({ startsOn: '2025-11-15', endsOn: '2026-11-14' });
    expect(parsePeriod('TM:2027-Y')).toMatchObject({ startsOn: '2026-11-15', endsOn: '2027-06-30' });
    expect(parsePeriod('RC:2027-Y')).toMatchObject({ startsOn: '2026-11-16', endsOn: '2027-11-15' });
  });

  it('is asked about without being learned, and keeps no longer the kinds that it gave up', () => {
    const next = rulesByCalendar([usual, { ...usual, validFrom: '2027-01-01', day: 31 }]);
    expect(periodOf('month', 2027, 1, 'reporting', next).endsOn).toBe('2027-01-31');
    expect(period('2027-M01').endsOn).toBe('2027-01-14');
    learnCalendars([usual, { ...usual, validFrom: '2027-01-01', kinds: ['month', 'quarter', 'half_year', 'year'] }]);
    expect([isKept(period('2026-N9')), isKept(period('2027-N9')), isKept(period('2027-M01'))]).toEqual([
      true,
      false,
      true,
    ]);
  });
});

describe('codes', () => {
  it.each([
    ['2026-M11', null],
    ['2026-M13', 'number_out_of_range'],
    ['2026-M00', 'number_out_of_range'],
    ['2026-Q5', 'number_out_of_range'],
    ['2026-H0', 'number_out_of_range'],
    ['1926-M11', 'year_out_of_range'],
    ['2206-Y', 'year_out_of_range'],
    ['2026-M1', 'wrong_shape'],
    ['2026-m11', 'wrong_shape'],
    ['2026-11', 'wrong_shape'],
    ['2026', 'wrong_shape'],
    ['', 'wrong_shape'],
    [' 2026-Y', 'wrong_shape'],
    ['2026-N6', 'wrong_shape'],
    ['XX:2026-Y', 'unknown_calendar'],
    ['RR:2026-M11', 'kind_not_in_calendar'],
  ])('%j: %s', (code, problem) => {
    expect(whyNoPeriod(code)).toBe(problem);
    expect(parsePeriod(code) === null).toBe(problem !== null);
  });

  it('refuses a number that the year does not hold', () => {
    expect(() => periodOf('month', 2026, 13)).toThrow(RangeError);
    expect(() => periodOf('quarter', 2026, 1.5)).toThrow(RangeError);
    expect(() => periodOf('month', 2026, 1, 'team')).toThrow(RangeError);
  });
});

describe('deadlines', () => {
  it.each([
    ['2026-M11', '2026-11-15', '2026-11-16', '2026-11-20'],
    ['2026-Q3', '2026-09-15', '2026-09-17', '2026-09-20'],
    ['2026-Y', '2026-12-15', '2026-12-17', '2026-12-20'],
  ])('%s: residential area %s, commune %s, province %s', (code, area, commune, province) => {
    expect(deadlineOn(period(code), 'residential_area')).toBe(area);
    expect(deadlineOn(period(code), 'commune')).toBe(commune);
    expect(deadlineOn(period(code), 'province')).toBe(province);
  });

  it('follows the days of a regime of its own', () => {
    const days = { ...defaultDeadlineDays, month: { residential_area: 1, commune: 4, province: 10 } };
    expect(deadlineOn(period('2026-M11'), 'commune', days)).toBe('2026-11-18');
  });
});

describe('names', () => {
  it.each([
    ['2026-M11', 'Tháng 11/2026', 'tháng 11 năm 2026', 'November 2026', 'November 2026'],
    ['2026-Q3', 'Quý III/2026', 'quý III năm 2026', 'Third quarter of 2026', 'the third quarter of 2026'],
    ['2026-H1', '6 tháng đầu năm 2026', '6 tháng đầu năm 2026', 'First half of 2026', 'the first half of 2026'],
    ['2026-H2', '6 tháng cuối năm 2026', '6 tháng cuối năm 2026', 'Second half of 2026', 'the second half of 2026'],
    ['2026-N9', '9 tháng năm 2026', '9 tháng năm 2026', 'First nine months of 2026', 'the first nine months of 2026'],
    ['2026-Y', 'Năm 2026', 'năm 2026', 'Year 2026', 'the year 2026'],
    [
      'RR:2026-Y',
      'Năm công nhận khu dân cư 2026',
      'năm công nhận khu dân cư 2026',
      'Recognition year of residential areas 2026',
      'the recognition year of residential areas 2026',
    ],
  ])('%s', (code, title, sentence, englishTitle, englishSentence) => {
    expect(periodName(period(code), 'vi')).toBe(title);
    expect(periodInSentence(period(code), 'vi')).toBe(sentence);
    expect(periodName(period(code), 'en')).toBe(englishTitle);
    expect(periodInSentence(period(code), 'en')).toBe(englishSentence);
  });

  it('says the days a period covers', () => {
    expect(periodRange(period('2026-M11'), 'vi')).toBe('15/10/2026–14/11/2026');
    expect(periodRange(period('2026-M11'), 'en')).toBe('15 Oct 2026–14 Nov 2026');
  });
});
