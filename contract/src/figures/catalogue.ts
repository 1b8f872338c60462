import type { Kind } from '../kernel/combine.ts';
import type { Words } from '../kernel/words.ts';
import type { Line } from './routes.ts';

/**
 * The indicators of the movement: aggregate figures only, never anything about a person. The core ones ship with the program; those
 * added while it runs are learned from the database (`learnIndicators`).
 */

export const groups = {
  leadership: { vi: 'Công tác lãnh đạo, chỉ đạo', en: 'Leadership and guidance' },
  outreach: { vi: 'Tuyên truyền, vận động', en: 'Outreach' },
  models: { vi: 'Mô hình, điển hình', en: 'Models' },
  forces: { vi: 'Lực lượng ở cơ sở', en: 'Grassroots forces' },
  fire: { vi: 'Phòng cháy, chữa cháy', en: 'Fire safety' },
  festival: { vi: 'Ngày hội toàn dân bảo vệ an ninh Tổ quốc', en: 'Festival' },
  recognition: { vi: 'Công nhận, phân loại', en: 'Recognition and classification' },
  emulation: { vi: 'Thi đua, khen thưởng', en: 'Emulation and awards' },
  discipline: { vi: 'Kỷ luật thực hiện', en: 'Discipline of execution' },
} as const satisfies Record<string, Words>;
export type Group = keyof typeof groups;
// The keys of an object that has some: never none, which is what a closed list asks for.
export const groupNames = Object.keys(groups) as [Group, ...Group[]];

/** A yes/no that nobody types: yes where the other indicator's own figure is above a limit, at units of one level. */
export type Derived = {
  from: string;
  above: number;
  level: 'commune';
  /** Only units that carry this dated tag at the end of the period. */
  areaTag?: 'priority';
};

export type Indicator = {
  /** The fixed place of the indicator in stored rows. Never reused, never renumbered: new indicators are added at the end. */
  slot: number;
  group: Group;
  words: Words;
  unit: Words;
  kind: Kind;
  /** `one`: the home line's figure is the unit's figure, other lines read it. `add`: the lines hold disjoint parts. */
  share: 'one' | 'add';
  /** The home line of `one`; for `add` the line that is shown first. */
  line: Line;
  /** Numerator of a ratio; the sum of an average. */
  part?: string;
  /** Denominator of a ratio; the count of an average. */
  whole?: string;
  /** Whether the part belongs to the whole, so that part > whole is refused. */
  partOf?: boolean;
  derived?: Derived;
  /** Filled by the form as the sum of other cells of the same form, not typed. For totals it is a stock like any other. */
  sumOf?: readonly string[];
  /** The indicator that it is an "of which" of: it never exceeds it where both are entered. */
  within?: string;
  /** Set where it counts one category of another indicator broken down: what it is broken down by, and the category. */
  breakdown?: { of: string; by: Words; category: Words };
  /** Added while the program runs by the post of a unit, for its subtree; without it, for everybody. */
  ownerUnitId?: number;
  /** Civil dates between which new forms may ask for it; without them it has no end. */
  validFrom?: string;
  validTo?: string;
  decimals: number;
  /** Whether the portal may show it. */
  public: boolean;
  /** The text, or the published results, that ask for the figure. */
  source: string;
};

export const units = {
  document: { vi: 'văn bản', en: 'documents' },
  unit: { vi: 'đơn vị', en: 'units' },
  commune: { vi: 'xã', en: 'communes' },
  meeting: { vi: 'cuộc', en: 'meetings' },
  inspection: { vi: 'cuộc', en: 'inspections' },
  attendance: { vi: 'lượt người', en: 'attendances' },
  session: { vi: 'buổi', en: 'sessions' },
  perSession: { vi: 'lượt người/buổi', en: 'attendances per session' },
  item: { vi: 'tin, bài', en: 'items' },
  household: { vi: 'hộ', en: 'households' },
  kind: { vi: 'loại', en: 'kinds' },
  point: { vi: 'điểm', en: 'points' },
  team: { vi: 'tổ', en: 'teams' },
  squad: { vi: 'đội', en: 'teams' },
  member: { vi: 'người', en: 'members' },
  perTeam: { vi: 'người/tổ', en: 'members per team' },
  example: { vi: 'tập thể, cá nhân', en: 'collectives and individuals' },
  group: { vi: 'nhóm', en: 'groups' },
  mediationCase: { vi: 'vụ', en: 'cases' },
  officer: { vi: 'người', en: 'officers' },
  visit: { vi: 'lượt', en: 'visits' },
  minutes: { vi: 'biên bản', en: 'minutes' },
  finding: { vi: 'thiếu sót', en: 'findings' },
  trainingClass: { vi: 'lớp', en: 'classes' },
  movement: { vi: 'phong trào', en: 'movements' },
  certificate: { vi: 'bằng', en: 'certificates' },
  letter: { vi: 'giấy', en: 'letters' },
  medal: { vi: 'chiếc', en: 'medals' },
  task: { vi: 'việc', en: 'tasks' },
  percent: { vi: '%', en: '%' },
} as const satisfies Record<string, Words>;

type Facts = Omit<Indicator, 'slot' | 'group' | 'words' | 'unit' | 'kind'>;
type Details = Partial<Facts>;

const ofKind =
  (kind: Kind, decimals: number) =>
  (slot: number, vi: string, en: string, unit: keyof typeof units, source: string, details: Details = {}) => ({
    slot,
    words: { vi, en },
    unit: units[unit],
    kind,
    share: 'one' as const,
    line: 'committee' as const,
    decimals,
    public: true,
    source,
    ...details,
  });

const flow = ofKind('F', 0);
const stock = ofKind('S', 0);
const distinct = ofKind('D', 0);
const yesNo = ofKind('B', 0);
const ratio = ofKind('R', 1);
const average = ofKind('A', 1);

const belongs = (part: string, whole: string) => ({ part, whole, partOf: true });
const compares = (part: string, whole: string) => ({ part, whole, partOf: false });
const added = { share: 'add' } as const;
const police = { line: 'police' } as const;
const internal = { public: false } as const;

const NEWS = 'published results';
const TT124 = 'TT 124/2021/TT-BCA';
const Q510 = 'QĐ 510/QĐ-BCA-V05';
const L23 = 'Luật 30/2023/QH15';
const MEDIATION = 'Luật Hòa giải ở cơ sở; BC 189/BC-BTP 2024';
const FIRE = 'Luật 55/2024/QH15; NĐ 105/2025/NĐ-CP';
const EMULATION = 'Luật 06/2022/QH15; TT 02/2023/TT-BNV';

const leadership = {
  plans_issued: flow(
    1,
    'Kế hoạch, văn bản triển khai ban hành',
    'Plans and guiding documents issued',
    'document',
    NEWS,
    added,
  ),
  units_total: stock(2, 'Đơn vị thuộc phạm vi chỉ đạo', 'Units within the remit', 'unit', 'KH 38/KH-BCĐ Kon Tum 2025'),
  units_with_q1_plan: stock(
    3,
    'Đơn vị ban hành kế hoạch trong quý I',
    'Units that issued a plan in the first quarter',
    'unit',
    `${TT124} Art. 4–7`,
  ),
  rate_units_with_plan: ratio(
    4,
    'Tỷ lệ đơn vị ban hành kế hoạch',
    'Share of units with a plan',
    'percent',
    'KH 38/KH-BCĐ Kon Tum 2025',
    belongs('units_with_q1_plan', 'units_total'),
  ),
  committee_exists: yesNo(
    5,
    'Xã có Ban Chỉ đạo đã kiện toàn',
    'Communes with a reconstituted steering committee',
    'commune',
    NEWS,
  ),
  briefings_held: flow(6, 'Cuộc giao ban', 'Briefings held', 'meeting', NEWS),
  body_inspections: flow(7, 'Cuộc kiểm tra cấp dưới', 'Inspections of lower levels', 'inspection', NEWS),
  units_inspected: flow(8, 'Đơn vị được kiểm tra', 'Units inspected', 'unit', NEWS),
  urging_letters: flow(9, 'Văn bản đôn đốc đã gửi', 'Urging letters sent', 'document', NEWS),
  training_attendance_staff: flow(
    10,
    'Lượt cán bộ được tập huấn',
    'Training attendances of staff',
    'attendance',
    NEWS,
    { ...added, ...police },
  ),
};

const outreach = {
  outreach_sessions: flow(11, 'Buổi tuyên truyền, phát động', 'Outreach sessions', 'session', NEWS, added),
  outreach_attendance: flow(12, 'Lượt người tham dự', 'Outreach attendances', 'attendance', NEWS, added),
  avg_attendance: average(13, 'Bình quân lượt người mỗi buổi', 'Attendances per session', 'perSession', 'derived', {
    ...added,
    part: 'outreach_attendance',
    whole: 'outreach_sessions',
  }),
  press_items: flow(14, 'Tin, bài, phóng sự', 'Press items', 'item', NEWS),
  pledge_households: stock(
    15,
    'Hộ gia đình ký cam kết, đăng ký',
    'Households with a pledge',
    'household',
    `${TT124} Art. 4.1`,
  ),
  resident_households: stock(16, 'Hộ đang cư trú', 'Resident households', 'household', `${TT124} Art. 4.1`),
  rate_pledge_households: ratio(
    17,
    'Tỷ lệ hộ đăng ký xây dựng khu dân cư an toàn',
    'Share of households with a pledge',
    'percent',
    `${TT124} Art. 4.1`,
    belongs('pledge_households', 'resident_households'),
  ),
};

const models = {
  model_kinds: distinct(18, 'Loại mô hình đang hoạt động', 'Kinds of models in operation', 'kind', NEWS),
  model_points: stock(19, 'Điểm mô hình đang hoạt động', 'Model points in operation', 'point', NEWS),
  model_teams: stock(20, 'Tổ thực hiện mô hình', 'Teams carrying out models', 'team', NEWS),
  model_members: stock(21, 'Thành viên tham gia mô hình', 'Members taking part in models', 'member', NEWS),
  points_replicated: flow(22, 'Điểm nhân rộng mới', 'Points newly replicated', 'point', 'HD 22/HD-BCA-V05'),
  points_retired: flow(23, 'Điểm dừng, thanh loại', 'Points retired', 'point', NEWS),
  points_effective: stock(24, 'Điểm phân loại hiệu quả', 'Points rated effective', 'point', NEWS),
  points_rated: stock(25, 'Điểm được phân loại', 'Points rated', 'point', NEWS),
  points_not_rated: stock(26, 'Điểm chưa đủ thời gian phân loại', 'Points too young to be rated', 'point', NEWS),
  rate_points_effective: ratio(
    27,
    'Tỷ lệ điểm hoạt động hiệu quả',
    'Share of points rated effective',
    'percent',
    'derived',
    belongs('points_effective', 'points_rated'),
  ),
  advanced_examples: stock(28, 'Điển hình tiên tiến', 'Advanced examples', 'example', NEWS),
  units_with_model: stock(
    29,
    'Đơn vị có ít nhất một mô hình hiệu quả',
    'Units with at least one effective model',
    'unit',
    `${TT124} Art. 5–7`,
  ),
};

const forces = {
  security_order_teams: stock(30, 'Tổ bảo vệ an ninh, trật tự', 'Security-order teams', 'team', L23),
  security_order_members: stock(
    31,
    'Thành viên tổ bảo vệ an ninh, trật tự',
    'Members of security-order teams',
    'member',
    L23,
  ),
  avg_members_per_team: average(
    32,
    'Bình quân thành viên mỗi tổ',
    'Members per security-order team',
    'perTeam',
    'derived',
    { part: 'security_order_members', whole: 'security_order_teams' },
  ),
  inter_family_groups: stock(33, 'Nhóm, tổ liên gia tự quản', 'Self-managed inter-family groups', 'group', NEWS),
  mediation_teams: stock(34, 'Tổ hòa giải', 'Mediation teams', 'team', MEDIATION),
  mediators: stock(35, 'Hòa giải viên', 'Mediators', 'member', MEDIATION),
  mediation_cases: flow(36, 'Vụ, việc tiếp nhận hòa giải', 'Cases received for mediation', 'mediationCase', MEDIATION),
  mediation_conducted: flow(37, 'Vụ, việc đã hòa giải', 'Cases mediated', 'mediationCase', MEDIATION),
  mediation_successful: flow(38, 'Vụ, việc hòa giải thành', 'Cases mediated with success', 'mediationCase', MEDIATION),
  rate_mediation_success: ratio(
    39,
    'Tỷ lệ hòa giải thành',
    'Share of mediations with success',
    'percent',
    MEDIATION,
    belongs('mediation_successful', 'mediation_conducted'),
  ),
  regular_officers_at_communes: stock(
    40,
    'Công an chính quy bố trí tại xã',
    'Regular officers posted to communes',
    'officer',
    NEWS,
    { ...police, ...internal },
  ),
  communes_with_regular_police: yesNo(41, 'Xã có công an chính quy', 'Communes with regular police', 'commune', NEWS, {
    ...police,
    derived: { from: 'regular_officers_at_communes', above: 0, level: 'commune' },
  }),
  priority_communes_with_regular_police: yesNo(
    42,
    'Xã trọng điểm có công an chính quy',
    'Priority communes with regular police',
    'commune',
    NEWS,
    {
      ...police,
      ...internal,
      derived: { from: 'regular_officers_at_communes', above: 0, level: 'commune', areaTag: 'priority' },
    },
  ),
};

const fire = {
  fire_inspections: flow(
    43,
    'Lượt cơ sở được kiểm tra phòng cháy, chữa cháy',
    'Fire-safety inspections of premises',
    'visit',
    FIRE,
    { ...added, ...police },
  ),
  fire_inspection_minutes: flow(44, 'Biên bản kiểm tra', 'Inspection minutes', 'minutes', FIRE, {
    ...added,
    ...police,
  }),
  fire_findings: flow(45, 'Tồn tại, thiếu sót phát hiện', 'Shortcomings found', 'finding', FIRE, police),
  fire_findings_remedied: flow(46, 'Thiếu sót đã khắc phục', 'Shortcomings remedied', 'finding', FIRE, police),
  rate_remedied: ratio(47, 'Tỷ lệ khắc phục', 'Remedied against found', 'percent', 'derived', {
    ...police,
    ...compares('fire_findings_remedied', 'fire_findings'),
  }),
  fire_training_classes: flow(
    48,
    'Lớp huấn luyện phòng cháy, chữa cháy, cứu nạn, cứu hộ',
    'Fire-safety and rescue classes',
    'trainingClass',
    FIRE,
    police,
  ),
  fire_training_attendance: flow(
    49,
    'Lượt người được huấn luyện phòng cháy, chữa cháy',
    'Fire-safety training attendances',
    'attendance',
    FIRE,
    police,
  ),
  grassroots_fire_teams: stock(
    50,
    'Đội phòng cháy, chữa cháy cơ sở, dân phòng',
    'Grassroots fire teams',
    'squad',
    FIRE,
    police,
  ),
  grassroots_fire_team_members: stock(
    51,
    'Đội viên phòng cháy, chữa cháy cơ sở, dân phòng',
    'Members of grassroots fire teams',
    'member',
    FIRE,
    police,
  ),
};

const festival = {
  festival_points: flow(52, 'Điểm tổ chức Ngày hội', 'Festival sites', 'point', 'QĐ 521/QĐ-TTg 2005'),
  festival_attendance: flow(53, 'Lượt người dự Ngày hội', 'Festival attendances', 'attendance', 'QĐ 521/QĐ-TTg 2005'),
};

const ELIGIBLE = `${TT124} Art. 1`;
const REGISTERED = `${TT124} Art. 4–7`;
const RECOGNISED = `${TT124} Art. 8–10`;

const recognition = {
  eligible_residential_areas: stock(54, 'Khu dân cư thuộc diện', 'Eligible residential areas', 'unit', ELIGIBLE),
  eligible_communes: stock(55, 'Xã thuộc diện', 'Eligible communes', 'unit', ELIGIBLE),
  eligible_agencies: stock(56, 'Cơ quan thuộc diện', 'Eligible agencies', 'unit', ELIGIBLE),
  eligible_enterprises: stock(57, 'Doanh nghiệp thuộc diện', 'Eligible enterprises', 'unit', ELIGIBLE),
  eligible_schools: stock(58, 'Cơ sở giáo dục thuộc diện', 'Eligible schools', 'unit', ELIGIBLE),
  registered_residential_areas: stock(59, 'Khu dân cư đăng ký', 'Registered residential areas', 'unit', REGISTERED),
  registered_communes: stock(60, 'Xã đăng ký', 'Registered communes', 'unit', REGISTERED),
  registered_agencies: stock(61, 'Cơ quan đăng ký', 'Registered agencies', 'unit', REGISTERED),
  registered_enterprises: stock(62, 'Doanh nghiệp đăng ký', 'Registered enterprises', 'unit', REGISTERED),
  registered_schools: stock(63, 'Cơ sở giáo dục đăng ký', 'Registered schools', 'unit', REGISTERED),
  recognised_residential_areas: stock(
    64,
    'Khu dân cư được công nhận',
    'Recognised residential areas',
    'unit',
    RECOGNISED,
  ),
  recognised_communes: stock(65, 'Xã được công nhận', 'Recognised communes', 'unit', RECOGNISED),
  recognised_agencies: stock(66, 'Cơ quan được công nhận', 'Recognised agencies', 'unit', RECOGNISED),
  recognised_enterprises: stock(67, 'Doanh nghiệp được công nhận', 'Recognised enterprises', 'unit', RECOGNISED),
  recognised_schools: stock(68, 'Cơ sở giáo dục được công nhận', 'Recognised schools', 'unit', RECOGNISED),
  rate_registered_residential_areas: ratio(
    69,
    'Tỷ lệ khu dân cư đăng ký',
    'Share of residential areas registered',
    'percent',
    REGISTERED,
    belongs('registered_residential_areas', 'eligible_residential_areas'),
  ),
  rate_registered_communes: ratio(
    70,
    'Tỷ lệ xã đăng ký',
    'Share of communes registered',
    'percent',
    REGISTERED,
    belongs('registered_communes', 'eligible_communes'),
  ),
  rate_registered_agencies: ratio(
    71,
    'Tỷ lệ cơ quan đăng ký',
    'Share of agencies registered',
    'percent',
    REGISTERED,
    belongs('registered_agencies', 'eligible_agencies'),
  ),
  rate_registered_enterprises: ratio(
    72,
    'Tỷ lệ doanh nghiệp đăng ký',
    'Share of enterprises registered',
    'percent',
    REGISTERED,
    belongs('registered_enterprises', 'eligible_enterprises'),
  ),
  rate_registered_schools: ratio(
    73,
    'Tỷ lệ cơ sở giáo dục đăng ký',
    'Share of schools registered',
    'percent',
    REGISTERED,
    belongs('registered_schools', 'eligible_schools'),
  ),
  rate_recognised_residential_areas: ratio(
    74,
    'Tỷ lệ khu dân cư được công nhận',
    'Share of residential areas recognised',
    'percent',
    RECOGNISED,
    belongs('recognised_residential_areas', 'registered_residential_areas'),
  ),
  rate_recognised_communes: ratio(
    75,
    'Tỷ lệ xã được công nhận',
    'Share of communes recognised',
    'percent',
    RECOGNISED,
    belongs('recognised_communes', 'registered_communes'),
  ),
  rate_recognised_agencies: ratio(
    76,
    'Tỷ lệ cơ quan được công nhận',
    'Share of agencies recognised',
    'percent',
    RECOGNISED,
    belongs('recognised_agencies', 'registered_agencies'),
  ),
  rate_recognised_enterprises: ratio(
    77,
    'Tỷ lệ doanh nghiệp được công nhận',
    'Share of enterprises recognised',
    'percent',
    RECOGNISED,
    belongs('recognised_enterprises', 'registered_enterprises'),
  ),
  rate_recognised_schools: ratio(
    78,
    'Tỷ lệ cơ sở giáo dục được công nhận',
    'Share of schools recognised',
    'percent',
    RECOGNISED,
    belongs('recognised_schools', 'registered_schools'),
  ),
  registered_in_commune: stock(
    79,
    'Đơn vị trong xã đã đăng ký',
    'Units inside the commune that registered',
    'unit',
    `${TT124} Art. 5.4`,
  ),
  recognised_in_commune: stock(
    80,
    'Đơn vị trong xã được công nhận',
    'Units inside the commune that were recognised',
    'unit',
    `${TT124} Art. 5.4`,
  ),
  commune_gate_70: ratio(
    81,
    'Tỷ lệ đơn vị trong xã được công nhận',
    'Share of units inside the commune recognised',
    'percent',
    `${TT124} Art. 5.4`,
    belongs('recognised_in_commune', 'registered_in_commune'),
  ),
  units_excellent: stock(82, 'Đơn vị phân loại xuất sắc', 'Units classified excellent', 'unit', Q510),
  units_good: stock(83, 'Đơn vị phân loại khá', 'Units classified good', 'unit', Q510),
  units_average: stock(84, 'Đơn vị phân loại trung bình', 'Units classified average', 'unit', Q510),
  units_weak: stock(85, 'Đơn vị phân loại yếu', 'Units classified weak', 'unit', Q510),
  units_good_or_better: stock(86, 'Đơn vị phân loại khá trở lên', 'Units classified good or better', 'unit', Q510, {
    sumOf: ['units_excellent', 'units_good'],
  }),
  units_classified: stock(87, 'Đơn vị được phân loại', 'Units classified', 'unit', Q510, {
    sumOf: ['units_excellent', 'units_good', 'units_average', 'units_weak'],
  }),
  rate_good_or_better: ratio(
    88,
    'Tỷ lệ khá trở lên',
    'Share classified good or better',
    'percent',
    'KH 38/KH-BCĐ Kon Tum 2025',
    belongs('units_good_or_better', 'units_classified'),
  ),
  communes_meeting_19_2: stock(
    89,
    'Xã đạt tiêu chí 19.2 nông thôn mới',
    'Communes meeting criterion 19.2 of new rural areas',
    'commune',
    NEWS,
  ),
  typical_units_built: flow(
    90,
    'Xã, cơ quan, doanh nghiệp, trường điển hình',
    'Typical units built',
    'unit',
    'QĐ 9745/QĐ-BCA-V05',
  ),
};

const emulation = {
  emulation_movements: flow(
    91,
    'Phong trào thi đua phát động',
    'Emulation movements launched',
    'movement',
    EMULATION,
    added,
  ),
  awards_merit_ministry_collective: flow(
    92,
    'Bằng khen Bộ Công an tặng tập thể',
    'Certificates of merit of the Ministry of Public Security to collectives',
    'certificate',
    EMULATION,
  ),
  awards_merit_ministry_individual: flow(
    93,
    'Bằng khen Bộ Công an tặng cá nhân',
    'Certificates of merit of the Ministry of Public Security to individuals',
    'certificate',
    EMULATION,
  ),
  awards_merit_province_collective: flow(
    94,
    'Bằng khen Chủ tịch UBND tỉnh tặng tập thể',
    "Certificates of merit of the province's Chair to collectives",
    'certificate',
    EMULATION,
  ),
  awards_merit_province_individual: flow(
    95,
    'Bằng khen Chủ tịch UBND tỉnh tặng cá nhân',
    "Certificates of merit of the province's Chair to individuals",
    'certificate',
    EMULATION,
  ),
  awards_letter_police_collective: flow(
    96,
    'Giấy khen Giám đốc Công an tỉnh tặng tập thể',
    "Commendation letters of the province's police to collectives",
    'letter',
    EMULATION,
    police,
  ),
  awards_letter_police_individual: flow(
    97,
    'Giấy khen Giám đốc Công an tỉnh tặng cá nhân',
    "Commendation letters of the province's police to individuals",
    'letter',
    EMULATION,
    police,
  ),
  awards_medal: flow(
    98,
    'Kỷ niệm chương “Bảo vệ an ninh Tổ quốc”',
    'Commemorative medals "Protection of national security"',
    'medal',
    EMULATION,
  ),
};

const discipline = {
  conclusions_issued: flow(99, 'Kết luận giao việc', 'Tasks given in conclusions', 'task', NEWS),
  conclusions_done: flow(100, 'Kết luận giao việc đã hoàn thành', 'Tasks given in conclusions and done', 'task', NEWS),
};

const byGroup = { leadership, outreach, models, forces, fire, festival, recognition, emulation, discipline };

type Ids<T> = T extends T ? keyof T & string : never;
export type IndicatorId = Ids<(typeof byGroup)[Group]>;

/** What ships with the program, in the order of forms and reports. */
export const shippedCatalogue: readonly (Indicator & { id: IndicatorId })[] = (Object.keys(byGroup) as Group[]).flatMap(
  (group) =>
    Object.entries<Omit<Indicator, 'group'>>(byGroup[group]).map(([id, facts]) => ({
      // Object.entries forgets the key type that byGroup has.
      id: id as IndicatorId,
      group,
      ...facts,
    })),
);

/** The slots up to here are for indicators that ship with the program, now or with a later release; added ones stand above. */
export const SHIPPED_SLOTS = 200;

export type KnownIndicator = Indicator & { id: string };

const known: KnownIndicator[] = [...shippedCatalogue];
const byId = new Map(known.map((each) => [each.id, each]));
const bySlot = new Map(known.map((each) => [each.slot, each]));

/** Every indicator that this process knows: the shipped ones first, then the added ones by their slots. It grows; read it anew each time. */
export const catalogue: readonly KnownIndicator[] = known;

/**
 * Takes in indicators that were added while the program runs. One that is known already is replaced: its words may have been corrected.
 * None is forgotten, for a figure may still stand in its slot.
 */
export const learnIndicators = (added: readonly KnownIndicator[]): void => {
  for (const each of added) {
    if (each.slot <= SHIPPED_SLOTS) throw new Error(`slot ${each.slot} of ${each.id} is kept for releases`);
    const before = bySlot.get(each.slot);
    if (before && before.id !== each.id) byId.delete(before.id);
    byId.set(each.id, each);
    bySlot.set(each.slot, each);
  }
  const later = [...bySlot.values()]
    .filter(({ slot }) => slot > SHIPPED_SLOTS)
    .sort((one, other) => one.slot - other.slot);
  known.splice(shippedCatalogue.length, known.length, ...later);
  pairs = null;
};

/** Looked for once: a grid asks at every key, for each unit of a pasted block. */
let pairs: readonly { part: string; whole: string }[] | null = null;

/** The indicator of an id as it came from outside; undefined when the catalogue has none. */
export const indicatorOf = (id: string): KnownIndicator | undefined => byId.get(id);

/** The indicator that stands in a slot. */
export const indicatorInSlot = (slot: number): KnownIndicator | undefined => bySlot.get(slot);

/** Every pair of which one counts a part of the other: parts of ratios that belong to their whole, and each "of which". */
export const partsOfWholes = (): readonly { part: string; whole: string }[] => {
  pairs ??= known.flatMap(({ id, part, whole, partOf, within }) => [
    ...(partOf && part && whole ? [{ part, whole }] : []),
    ...(within ? [{ part: id, whole: within }] : []),
  ]);
  return pairs;
};

const peopleAndHouseholds: readonly Words[] = [units.attendance, units.household, units.member, units.officer];

/** Whether it counts people or households, so that small values are hidden in public. Awards are public decisions and are not. */
export const countsPeople = (indicator: Indicator): boolean =>
  peopleAndHouseholds.some((unit) => unit.vi === indicator.unit.vi);

/** Whether somebody types it: flows, stocks and yes/no that no rule derives. Sums are filled by the form. */
export const isTyped = (indicator: Indicator): boolean =>
  ['F', 'S', 'B'].includes(indicator.kind) && !indicator.derived && !indicator.sumOf;
