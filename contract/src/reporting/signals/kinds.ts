/** The kinds of quality signals, what each asks, and its usual thresholds and weight with the reason for each. */
import type { Words } from '../../kernel/words.ts';

export const signalKinds = [
  'repeated',
  'neighbour',
  'rounded',
  'flat',
  'jump',
  'year-at-once',
  'declared-sum',
  'month-year',
  'parts',
  'balance',
  'text-copied',
  'last-hour',
] as const;
export type SignalKind = (typeof signalKinds)[number];

export type Threshold = {
  words: Words;
  least: number;
  most: number;
  /** What holds where nobody has decided otherwise. */
  usual: number;
  /** Why so, and not more or less. */
  because: Words;
};

export type KindOfSignal = {
  name: Words;
  /** What it compares, in one sentence. */
  looksAt: Words;
  /** Points in the score. */
  weight: number;
  weighsBecause: Words;
  thresholds: Readonly<Record<string, Threshold>>;
};

const cells = (usual: number): Threshold => ({
  words: { vi: 'Ít nhất bao nhiêu ô khác 0 để so', en: 'Fewest cells other than 0 to compare' },
  least: 2,
  most: 50,
  usual,
  because: {
    vi: 'Ít ô hơn thì hai số giống nhau là chuyện thường.',
    en: 'With fewer cells, equal figures are nothing unusual.',
  },
});
const share = (usual: number): Threshold => ({
  words: { vi: 'Tỷ lệ ô giống nhau, %', en: 'Share of equal cells, %' },
  least: 40,
  most: 100,
  usual,
  because: {
    vi: 'Sửa vài ô của báo cáo cũ vẫn là chép lại; dưới mức này thì phần lớn đã là số mới.',
    en: 'An old report with a few cells changed is still a copy; below this, most figures are new.',
  },
});
const bits = (usual: number, because: Words): Threshold => ({
  words: { vi: 'Độ khó trùng ngẫu nhiên, bit', en: 'How unlikely by chance, bits' },
  least: 6,
  most: 40,
  usual,
  because,
});
const percent = (usual: number, because: Words): Threshold => ({
  words: { vi: 'Chênh lệch được bỏ qua, %', en: 'Difference that is let pass, %' },
  least: 0,
  most: 50,
  usual,
  because,
});

/** One table for all: what holds in the code, until a `design` post decides otherwise for its area. */
export const kindsOfSignals: Readonly<Record<SignalKind, KindOfSignal>> = {
  repeated: {
    name: { vi: 'Trùng số kỳ trước', en: 'Same figures as an earlier period' },
    looksAt: {
      vi: 'So số phát sinh của kỳ này với từng kỳ trong một năm trước đó của chính đơn vị. Số hiện có không tính: nó được phép đứng yên.',
      en: 'Compares the flows of the period with each period of the year before, of the same unit. Stocks do not count: they may stand still.',
    },
    weight: 25,
    weighsBecause: {
      vi: 'Chép nguyên báo cáo cũ là hình thức rõ nhất.',
      en: 'An old report sent again is the plainest formality.',
    },
    thresholds: {
      cells: cells(4),
      share: share(70),
      bits: bits(14, {
        vi: '14 bit: ngẫu nhiên chỉ gặp một lần trong 16.000 báo cáo. Số nhỏ cho ít bit, nên xã nhỏ lặp 1, 2, 0 không bị hỏi.',
        en: '14 bits: by chance once in 16,000 reports. Small numbers give few bits, so a small commune that repeats 1, 2, 0 is not asked.',
      }),
    },
  },
  neighbour: {
    name: { vi: 'Trùng số đơn vị khác', en: 'Same figures as a neighbour' },
    looksAt: {
      vi: 'So với các đơn vị cùng cấp, cùng cấp trên, gửi cùng kỳ và gửi trước.',
      en: 'Compares with units of the same superior that have sent the same period earlier.',
    },
    weight: 30,
    weighsBecause: {
      vi: 'Hai địa bàn khác nhau hiếm khi cho cùng một dãy số.',
      en: 'Two places hardly ever give the same row of figures.',
    },
    thresholds: {
      cells: cells(5),
      share: share(70),
      bits: bits(12, {
        vi: '12 bit, cộng phần cho số lượng đơn vị được so: so với 100 đơn vị thì cần thêm 7 bit. Số mà nhiều đơn vị cùng có thì gần như không tính.',
        en: '12 bits, plus those for how many units are compared: with 100 units 7 more. A figure that many units have counts next to nothing.',
      }),
    },
  },
  rounded: {
    name: { vi: 'Dồn số tròn', en: 'Heaping on round numbers' },
    looksAt: {
      vi: 'Đếm số tròn chục, tròn năm trong các số phát sinh của kỳ này và các kỳ ngay trước. Số ghi “hơn”, “gần” không tính: đã nói là làm tròn.',
      en: 'Counts multiples of ten and five among the flows of this period and those just before. Figures given as "more than" or "nearly" do not count: they say that they are rounded.',
    },
    weight: 10,
    weighsBecause: {
      vi: 'Số ước lượng vẫn gần đúng; cần hỏi cách đếm.',
      en: 'An estimate may be near the truth; the question is how it was counted.',
    },
    thresholds: {
      floor: {
        words: { vi: 'Chỉ xét số từ', en: 'Only figures from' },
        least: 10,
        most: 1000,
        usual: 20,
        because: {
          vi: 'Dưới 20, tròn chục chỉ có một số; chưa nói lên điều gì.',
          en: 'Below 20 there is one multiple of ten; it says nothing.',
        },
      },
      periods: {
        words: { vi: 'Xét bao nhiêu kỳ liền nhau', en: 'Periods looked at together' },
        least: 1,
        most: 12,
        usual: 6,
        because: {
          vi: 'Một tháng chỉ có vài số đủ lớn; gộp nửa năm mới đủ để kết luận.',
          en: 'A month has few figures that are large enough; half a year together is enough.',
        },
      },
      chance: {
        words: { vi: 'Ngẫu nhiên chỉ gặp một lần trong', en: 'By chance only once in' },
        least: 100,
        most: 10_000_000,
        usual: 10_000,
        because: {
          vi: 'Phép thử nhị thức với xác suất 1/10 (tròn chục) và 1/5 (tròn năm); cả nước mỗi tháng chưa tới một lần nhầm.',
          en: 'A binomial test with 1 in 10 (tens) and 1 in 5 (fives); less than one false question a month in the whole country.',
        },
      },
    },
  },
  flat: {
    name: { vi: 'Số đứng yên nhiều kỳ', en: 'Flat series' },
    looksAt: {
      vi: 'Tìm chỉ tiêu phát sinh giữ nguyên một số qua nhiều kỳ liền; với số người hiện có thì xét dài hơn.',
      en: 'Looks for flows that keep one value over many periods in a row; for people in stock, over a longer time.',
    },
    weight: 10,
    weighsBecause: {
      vi: 'Có việc làm đều theo lịch; một câu giải thích là đủ.',
      en: 'Some work is regular; one sentence explains it.',
    },
    thresholds: {
      floor: {
        words: { vi: 'Chỉ xét số từ', en: 'Only figures from' },
        least: 2,
        most: 1000,
        usual: 5,
        because: {
          vi: 'Mỗi tháng một cuộc giao ban là nền nếp, không phải hình thức.',
          en: 'One briefing every month is order, not formality.',
        },
      },
      periods: {
        words: { vi: 'Ít nhất bao nhiêu kỳ liền', en: 'Fewest periods in a row' },
        least: 3,
        most: 24,
        usual: 4,
        because: {
          vi: 'Ba kỳ giống nhau còn gặp ở số nhỏ.',
          en: 'Three in a row still happens with small numbers.',
        },
      },
      bits: bits(14, {
        vi: 'Số càng lớn càng khó lặp: 300 lượt thì 4 kỳ là đủ, 5 tin bài thì cần 6 kỳ.',
        en: 'The larger the figure, the less it repeats: for 300 attendances 4 periods are enough, for 5 press items 6.',
      }),
      stockPeriods: {
        words: {
          vi: 'Số người hiện có: đứng yên từ bao nhiêu kỳ',
          en: 'People in stock: unchanged for how many periods',
        },
        least: 12,
        most: 24,
        usual: 24,
        because: {
          vi: 'Hai năm không ai vào, không ai ra là danh sách chưa được rà soát.',
          en: 'Two years with nobody coming or going: the list has not been looked at.',
        },
      },
    },
  },
  jump: {
    name: { vi: 'Tăng, giảm đột biến', en: 'Jump against own history' },
    looksAt: {
      vi: 'So với mức thường thấy của chính đơn vị (trung vị), đã trừ phần tăng giảm chung của các đơn vị cùng tỉnh và của cùng kỳ năm trước.',
      en: "Compares with the unit's own usual level (the median), after what all units of the province and the same period last year have in common.",
    },
    weight: 10,
    weighsBecause: {
      vi: 'Có khi là một đợt cao điểm có thật, có khi là gõ thừa một chữ số.',
      en: 'Sometimes a real campaign, sometimes a digit too many.',
    },
    thresholds: {
      periods: {
        words: { vi: 'Cần ít nhất bao nhiêu kỳ trước', en: 'Fewest earlier periods' },
        least: 4,
        most: 24,
        usual: 6,
        because: {
          vi: 'Ít kỳ hơn thì chưa biết thế nào là thường.',
          en: 'With fewer, nobody knows what is usual.',
        },
      },
      spreads: {
        words: { vi: 'Cách mức thường bao nhiêu lần độ dao động', en: 'How many spreads from the usual' },
        least: 3,
        most: 20,
        usual: 4,
        because: {
          vi: 'Độ dao động đo bằng độ lệch tuyệt đối trung vị, một kỳ lạ trước đó không làm hỏng nó.',
          en: 'The spread is the median absolute deviation: one odd period before does not spoil it.',
        },
      },
      times: {
        words: { vi: 'Và gấp (hoặc bằng một phần) ít nhất', en: 'And at least this many times more (or less)' },
        least: 1.5,
        most: 20,
        usual: 3,
        because: {
          vi: 'Gõ thừa một chữ số là gấp mười; đợt cao điểm thường chưa tới gấp ba.',
          en: 'A digit too many is ten times; a campaign is mostly less than three.',
        },
      },
      least: {
        words: { vi: 'Và chênh lệch ít nhất', en: 'And a difference of at least' },
        least: 1,
        most: 10_000,
        usual: 20,
        because: {
          vi: 'Từ 1 lên 5 vụ là chuyện của xã nhỏ.',
          en: 'From 1 to 5 cases is the life of a small commune.',
        },
      },
    },
  },
  'year-at-once': {
    name: { vi: 'Nhập cả năm trong một lúc', en: 'A whole year entered at once' },
    looksAt: {
      vi: 'Đếm số kỳ khác nhau mà đơn vị tự gửi lần đầu trong vài phút. Nạp hàng loạt của cấp trên không tính.',
      en: 'Counts the periods that a unit itself has sent for the first time within minutes. Bulk loads by others do not count.',
    },
    weight: 20,
    weighsBecause: {
      vi: 'Số của nhiều tháng viết trong một phút thì không phải số theo dõi hằng tháng.',
      en: 'Figures of many months written in a minute were not kept month by month.',
    },
    thresholds: {
      periods: {
        words: { vi: 'Từ bao nhiêu kỳ', en: 'From how many periods' },
        least: 3,
        most: 24,
        usual: 6,
        because: {
          vi: 'Gửi bù hai, ba kỳ sau một đợt mất mạng là bình thường.',
          en: 'Two or three periods after a time without a line are normal.',
        },
      },
      minutes: {
        words: { vi: 'Trong bao nhiêu phút', en: 'Within how many minutes' },
        least: 1,
        most: 240,
        usual: 10,
        because: {
          vi: 'Nhập thật một biểu mất vài phút; sáu biểu trong mười phút là chép sẵn.',
          en: 'A form takes some minutes to fill; six in ten minutes were copied.',
        },
      },
    },
  },
  'declared-sum': {
    name: { vi: 'Số công bố khác số cộng', en: 'Declared figure differs from the sum' },
    looksAt: {
      vi: 'So số “công bố toàn địa bàn” với tổng cộng từ cấp dưới, khi cấp dưới đã gửi đủ.',
      en: 'Compares a figure declared for the whole area with the sum from below, once all of them have sent.',
    },
    weight: 15,
    weighsBecause: { vi: 'Hai con số chính thức không khớp nhau.', en: 'Two official figures do not agree.' },
    thresholds: {
      percent: percent(1, {
        vi: 'Số công bố thường làm tròn; “hơn”, “gần” được nới đến 10%.',
        en: 'Declared figures are often rounded; "more than" and "nearly" are given 10%.',
      }),
    },
  },
  'month-year': {
    name: { vi: 'Số năm khác số các tháng', en: 'Yearly differs from monthly' },
    looksAt: {
      vi: 'So số phát sinh cả năm với tổng mười hai tháng, số hiện có cuối năm với tháng cuối; tháng nào chưa gửi thì chỉ hỏi khi số năm còn nhỏ hơn phần đã gửi.',
      en: "Compares the year's flows with the sum of its months and the year's stocks with the last month; with months missing, only a year smaller than what was sent is asked about.",
    },
    weight: 15,
    weighsBecause: {
      vi: 'Cùng một việc, cùng một đơn vị, hai con số.',
      en: 'The same work, the same unit, two figures.',
    },
    thresholds: {
      percent: percent(1, {
        vi: 'Vài việc được ghi bù vào cuối năm.',
        en: 'Some work is entered at the end of the year.',
      }),
    },
  },
  parts: {
    name: { vi: 'Có kết quả mà không có việc', en: 'A result without its cause' },
    looksAt: {
      vi: 'Có lượt người dự mà không có buổi, có thành viên mà không có tổ, có đơn vị được kiểm tra mà không có cuộc kiểm tra; và ngược lại.',
      en: 'Attendance without sessions, members without teams, units inspected without inspections; and the other way round.',
    },
    weight: 15,
    weighsBecause: { vi: 'Một trong hai ô chắc chắn sai.', en: 'One of the two cells is certainly wrong.' },
    thresholds: {
      least: {
        words: { vi: 'Kết quả ít nhất', en: 'A result of at least' },
        least: 1,
        most: 1000,
        usual: 1,
        because: { vi: 'Một lượt người dự cũng cần một buổi.', en: 'One attendance needs a session, too.' },
      },
    },
  },
  balance: {
    name: { vi: 'Số hiện có không khớp tăng, giảm', en: 'Stock does not follow from its flows' },
    looksAt: {
      vi: 'Số hiện có kỳ này phải bằng kỳ trước cộng số mới, trừ số dừng.',
      en: 'The stock must be that of the period before, plus what is new, less what was retired.',
    },
    weight: 15,
    weighsBecause: { vi: 'Ba ô của cùng một biểu tự mâu thuẫn.', en: 'Cells of one form contradict each other.' },
    thresholds: {
      least: {
        words: { vi: 'Chênh lệch ít nhất', en: 'A difference of at least' },
        least: 1,
        most: 1000,
        usual: 1,
        because: { vi: 'Phép cộng này phải đúng đến từng điểm.', en: 'This sum holds to the unit.' },
      },
    },
  },
  'text-copied': {
    name: { vi: 'Lời văn chép lại', en: 'Text copied' },
    looksAt: {
      vi: 'So ghi chú và phần lời với các kỳ trước của đơn vị và với đơn vị khác cùng kỳ, bỏ qua chữ số. Câu mà nhiều đơn vị cùng dùng là câu mẫu, không tính.',
      en: 'Compares notes and narrative with earlier periods and with other units, digits left aside. A sentence that many units share is a given wording and does not count.',
    },
    weight: 10,
    weighsBecause: {
      vi: 'Lời văn cũ không nói được việc của kỳ này.',
      en: 'An old text says nothing about this period.',
    },
    thresholds: {
      words: {
        words: { vi: 'Chỉ xét đoạn từ bao nhiêu tiếng', en: 'Only texts of at least how many syllables' },
        least: 8,
        most: 500,
        usual: 20,
        because: {
          vi: '“Trong kỳ không phát sinh” được phép lặp lại.',
          en: '"Nothing happened in the period" may be said again.',
        },
      },
      share: share(80),
    },
  },
  'last-hour': {
    name: { vi: 'Luôn gửi vào giờ chót', en: 'Everything sent in the last hour' },
    looksAt: {
      vi: 'Xem các lần gửi đầu tiên của đơn vị trong mấy kỳ liền: kỳ nào cũng sát giờ hết hạn.',
      en: 'Looks at the first sendings of a unit over several periods: each just before the deadline.',
    },
    weight: 5,
    weighsBecause: {
      vi: 'Đúng hạn vẫn là đúng hạn; chỉ là dấu hiệu nhập vội.',
      en: 'In time is in time; it only hints at haste.',
    },
    thresholds: {
      periods: {
        words: { vi: 'Bao nhiêu kỳ liền', en: 'Periods in a row' },
        least: 3,
        most: 12,
        usual: 5,
        because: {
          vi: 'Vài kỳ bận là chuyện thường.',
          en: 'A few busy periods are normal.',
        },
      },
      minutes: {
        words: { vi: 'Trong bao nhiêu phút trước hạn', en: 'Within how many minutes before the deadline' },
        least: 5,
        most: 480,
        usual: 60,
        because: { vi: 'Một giờ cuối cùng của hạn gửi.', en: 'The last hour of the deadline.' },
      },
    },
  },
};

/** What holds for one kind: on or off, its weight in the score, its thresholds by name. */
export type Setting = { isOn: boolean; weight: number; thresholds: Readonly<Record<string, number>> };
export type Settings = Readonly<Record<SignalKind, Setting>>;

const usualOf = ({ weight, thresholds }: KindOfSignal): Setting => ({
  isOn: true,
  weight,
  thresholds: Object.fromEntries(Object.entries(thresholds).map(([name, { usual }]) => [name, usual])),
});

/** What holds where nobody has decided otherwise. */
export const usualSettings: Settings = Object.fromEntries(
  signalKinds.map((kind) => [kind, usualOf(kindsOfSignals[kind])]),
  // The entries are those of the list of kinds.
) as Record<SignalKind, Setting>;

/** Most points a unit can gather in a period. */
export const MOST_POINTS = 100;

/** How the score comes about, in words. */
export const scoreFormula: Words = {
  vi: 'Điểm cần hỏi = cộng trọng số của các tín hiệu đang mở trong kỳ, mỗi loại một lần cho mỗi báo cáo; tín hiệu đã trả lời tính một nửa, đã khép tính 0; nhiều nhất 100. Điểm là của đơn vị trong kỳ, không phải của người nào.',
  en: 'Points to ask about = the weights of the open signals of the period, each kind once for each report; answered ones count half, settled ones 0; at most 100. The points are those of a unit and period, not of any person.',
};
