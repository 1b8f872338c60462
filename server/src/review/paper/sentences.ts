/**
 * How each group of indicators is told in a report. `{id}` is the figure of an indicator, `{~id}` its change, `{place}`
 * "toàn tỉnh" or "cả nước"; what stands in `[ ]` falls away when a figure in it is missing, a clause when one outside is.
 * Indicators that stand in no sentence are told by the table alone. Percentages stand with numerator and denominator.
 */
import type { Group } from '@app/contract/figures/catalogue.ts';
import type { Words } from '@app/contract/kernel/words.ts';

/** Clauses joined by semicolons; `start` opens the first of them that can be said. */
export type Sentence = { start?: Words; clauses: readonly Words[] };

const words = (vi: string, en: string): Words => ({ vi, en });

const leadership: Sentence[] = [
  {
    clauses: [
      words(
        'các cấp ban hành {plans_issued} kế hoạch, văn bản triển khai{~plans_issued}',
        '{plans_issued} plans and guiding documents were issued{~plans_issued}',
      ),
      words(
        'có {units_with_q1_plan}/{units_total} đơn vị ban hành kế hoạch trong quý I, đạt {rate_units_with_plan}',
        '{units_with_q1_plan} of {units_total} units issued a plan in the first quarter ({rate_units_with_plan})',
      ),
      words(
        'có {committee_exists} đơn vị cấp xã đã kiện toàn Ban Chỉ đạo{~committee_exists}',
        '{committee_exists} communes have a reconstituted steering committee{~committee_exists}',
      ),
    ],
  },
  {
    clauses: [
      words(
        'tổ chức {briefings_held} cuộc giao ban{~briefings_held}',
        '{briefings_held} briefings were held{~briefings_held}',
      ),
      words(
        'tiến hành {body_inspections} cuộc kiểm tra cấp dưới{~body_inspections}[ tại {units_inspected} đơn vị]',
        '{body_inspections} inspections of lower levels{~body_inspections}[ at {units_inspected} units]',
      ),
      words(
        'gửi {urging_letters} văn bản đôn đốc{~urging_letters}',
        '{urging_letters} urging letters{~urging_letters}',
      ),
      words(
        'tập huấn cho {training_attendance_staff} lượt cán bộ{~training_attendance_staff}',
        '{training_attendance_staff} training attendances of staff{~training_attendance_staff}',
      ),
    ],
  },
];

const discipline: Sentence[] = [
  {
    clauses: [
      words(
        'các kết luận giao {conclusions_issued} việc[, đã hoàn thành {conclusions_done} việc]',
        'conclusions gave {conclusions_issued} tasks[, of which {conclusions_done} are done]',
      ),
    ],
  },
];

const outreach: Sentence[] = [
  {
    clauses: [
      words(
        '{place} tổ chức {outreach_sessions} buổi tuyên truyền{~outreach_sessions}[ với {outreach_attendance} lượt người tham dự{~outreach_attendance}]',
        '{place} held {outreach_sessions} outreach sessions{~outreach_sessions}[ with {outreach_attendance} attendances{~outreach_attendance}]',
      ),
      words('bình quân {avg_attendance} lượt người mỗi buổi', 'on average {avg_attendance} attendances per session'),
      words('đăng, phát {press_items} tin, bài, phóng sự{~press_items}', '{press_items} press items{~press_items}'),
    ],
  },
  {
    clauses: [
      words(
        'có {pledge_households}[/{resident_households}] hộ gia đình ký cam kết, đăng ký[, đạt {rate_pledge_households}]',
        '{pledge_households}[ of {resident_households}] households have signed a pledge[ ({rate_pledge_households})]',
      ),
    ],
  },
];

const models: Sentence[] = [
  {
    clauses: [
      words(
        '{place} duy trì {model_points} điểm mô hình{~model_points}[ với {model_members} thành viên tham gia{~model_members}]',
        '{place} keeps {model_points} model points{~model_points}[ with {model_members} members{~model_members}]',
      ),
      words(
        'có {model_teams} tổ thực hiện mô hình{~model_teams}',
        '{model_teams} teams carry out models{~model_teams}',
      ),
      words('nhân rộng {points_replicated} điểm', '{points_replicated} points were newly replicated'),
      words('dừng, thanh loại {points_retired} điểm', '{points_retired} points were retired'),
    ],
  },
  {
    clauses: [
      words(
        'có {points_effective}/{points_rated} điểm được phân loại hoạt động hiệu quả, đạt {rate_points_effective}',
        '{points_effective} of {points_rated} rated points are effective ({rate_points_effective})',
      ),
      words(
        'còn {points_not_rated} điểm chưa đủ thời gian phân loại',
        '{points_not_rated} points are too young to be rated',
      ),
      words(
        'có {advanced_examples} điển hình tiên tiến{~advanced_examples}',
        '{advanced_examples} advanced examples{~advanced_examples}',
      ),
      words(
        '{units_with_model} đơn vị có ít nhất một mô hình hiệu quả',
        '{units_with_model} units have at least one effective model',
      ),
    ],
  },
];

const forces: Sentence[] = [
  {
    clauses: [
      words(
        '{place} có {security_order_teams} tổ bảo vệ an ninh, trật tự{~security_order_teams}[ với {security_order_members} thành viên{~security_order_members}][, bình quân {avg_members_per_team} người mỗi tổ]',
        '{place} has {security_order_teams} security-order teams{~security_order_teams}[ with {security_order_members} members{~security_order_members}][, on average {avg_members_per_team} per team]',
      ),
    ],
  },
  {
    clauses: [
      words(
        '{place} duy trì {inter_family_groups} nhóm liên gia tự quản{~inter_family_groups}',
        '{place} keeps {inter_family_groups} self-managed inter-family groups{~inter_family_groups}',
      ),
      words(
        'có {mediation_teams} tổ hòa giải{~mediation_teams}[ với {mediators} hòa giải viên{~mediators}]',
        '{mediation_teams} mediation teams{~mediation_teams}[ with {mediators} mediators{~mediators}]',
      ),
    ],
  },
  {
    start: words('về hòa giải ở cơ sở: ', 'the mediation teams '),
    clauses: [
      words(
        'tiếp nhận {mediation_cases} vụ, việc{~mediation_cases}',
        'received {mediation_cases} cases{~mediation_cases}',
      ),
      words(
        'hòa giải thành {mediation_successful}/{mediation_conducted} vụ, việc đã hòa giải, đạt {rate_mediation_success}',
        'settled {mediation_successful} of {mediation_conducted} mediated cases ({rate_mediation_success})',
      ),
    ],
  },
  {
    clauses: [
      words(
        'bố trí {regular_officers_at_communes} cán bộ công an chính quy đảm nhiệm các chức danh công an xã[ tại {communes_with_regular_police} xã][, trong đó có {priority_communes_with_regular_police} xã trọng điểm]',
        '{regular_officers_at_communes} regular officers serve[ at {communes_with_regular_police} communes][, {priority_communes_with_regular_police} of which are priority communes]',
      ),
    ],
  },
];

const fire: Sentence[] = [
  {
    start: words('lực lượng Công an ', 'the police '),
    clauses: [
      words(
        'kiểm tra {fire_inspections} lượt cơ sở{~fire_inspections}[, lập {fire_inspection_minutes} biên bản]',
        'inspected premises {fire_inspections} times{~fire_inspections}[, with {fire_inspection_minutes} minutes]',
      ),
      words(
        'phát hiện {fire_findings} tồn tại, thiếu sót[, đã khắc phục {fire_findings_remedied}/{fire_findings} thiếu sót, đạt {rate_remedied}]',
        'found {fire_findings} shortcomings[, remedied {fire_findings_remedied} against {fire_findings} ({rate_remedied})]',
      ),
    ],
  },
  {
    clauses: [
      words(
        'tổ chức {fire_training_classes} lớp huấn luyện phòng cháy, chữa cháy, cứu nạn, cứu hộ{~fire_training_classes}',
        '{fire_training_classes} fire-safety and rescue classes were held{~fire_training_classes}',
      ),
      words(
        'huấn luyện phòng cháy, chữa cháy cho {fire_training_attendance} lượt người{~fire_training_attendance}',
        'fire-safety training had {fire_training_attendance} attendances{~fire_training_attendance}',
      ),
      words(
        'củng cố {grassroots_fire_teams} đội phòng cháy, chữa cháy cơ sở, dân phòng{~grassroots_fire_teams}[ với {grassroots_fire_team_members} đội viên{~grassroots_fire_team_members}]',
        '{grassroots_fire_teams} grassroots fire teams were strengthened{~grassroots_fire_teams}[ with {grassroots_fire_team_members} members{~grassroots_fire_team_members}]',
      ),
    ],
  },
];

const festival: Sentence[] = [
  {
    clauses: [
      words(
        'tổ chức Ngày hội toàn dân bảo vệ an ninh Tổ quốc tại {festival_points} điểm{~festival_points}[ với {festival_attendance} lượt người dự{~festival_attendance}]',
        'the festival was held at {festival_points} sites{~festival_points}[ with {festival_attendance} attendances{~festival_attendance}]',
      ),
    ],
  },
];

const kindsOfUnit: readonly (Words & { id: string })[] = [
  { id: 'residential_areas', vi: 'khu dân cư', en: 'residential areas' },
  { id: 'communes', vi: 'xã', en: 'communes' },
  { id: 'agencies', vi: 'cơ quan', en: 'agencies' },
  { id: 'enterprises', vi: 'doanh nghiệp', en: 'enterprises' },
  { id: 'schools', vi: 'cơ sở giáo dục', en: 'schools' },
];

const recognition: Sentence[] = [
  {
    start: words('đăng ký phấn đấu đạt tiêu chuẩn “An toàn về an ninh, trật tự”: ', 'registered for the title: '),
    clauses: kindsOfUnit.map(({ id, vi, en }) =>
      words(
        `{registered_${id}}/{eligible_${id}} ${vi} thuộc diện, đạt {rate_registered_${id}}`,
        `{registered_${id}} of {eligible_${id}} eligible ${en} ({rate_registered_${id}})`,
      ),
    ),
  },
  {
    start: words('được công nhận đạt tiêu chuẩn “An toàn về an ninh, trật tự”: ', 'recognised: '),
    clauses: kindsOfUnit.map(({ id, vi, en }) =>
      words(
        `{recognised_${id}}/{registered_${id}} ${vi} đăng ký, đạt {rate_recognised_${id}}`,
        `{recognised_${id}} of {registered_${id}} registered ${en} ({rate_recognised_${id}})`,
      ),
    ),
  },
  {
    clauses: [
      words(
        'có {recognised_in_commune}/{registered_in_commune} đơn vị đăng ký trong các xã được công nhận, đạt {commune_gate_70}',
        '{recognised_in_commune} of {registered_in_commune} registered units inside communes were recognised ({commune_gate_70})',
      ),
      words(
        'có {communes_meeting_19_2} xã đạt tiêu chí 19.2 nông thôn mới{~communes_meeting_19_2}',
        '{communes_meeting_19_2} communes meet criterion 19.2 of new rural areas{~communes_meeting_19_2}',
      ),
      words(
        'xây dựng {typical_units_built} xã, cơ quan, doanh nghiệp, trường điển hình',
        '{typical_units_built} typical units were built',
      ),
    ],
  },
  {
    clauses: [
      words(
        'phân loại {units_classified} đơn vị[, trong đó xuất sắc {units_excellent}][, khá {units_good}][, trung bình {units_average}][, yếu {units_weak}]',
        '{units_classified} units were classified[, excellent {units_excellent}][, good {units_good}][, average {units_average}][, weak {units_weak}]',
      ),
      words(
        'từ khá trở lên {units_good_or_better}/{units_classified} đơn vị, đạt {rate_good_or_better}',
        'good or better {units_good_or_better} of {units_classified} ({rate_good_or_better})',
      ),
    ],
  },
];

const award = (id: string, vi: string, en: string): Words =>
  words(
    `{awards_${id}_collective} tập thể và {awards_${id}_individual} cá nhân được tặng ${vi}`,
    `${en} to {awards_${id}_collective} collectives and {awards_${id}_individual} individuals`,
  );

const emulation: Sentence[] = [
  {
    clauses: [
      words(
        'phát động {emulation_movements} phong trào thi đua{~emulation_movements}',
        '{emulation_movements} emulation movements were launched{~emulation_movements}',
      ),
    ],
  },
  {
    start: words('có ', ''),
    clauses: [
      award('merit_ministry', 'Bằng khen của Bộ Công an', 'certificates of merit of the Ministry'),
      award('merit_province', 'Bằng khen của Chủ tịch UBND tỉnh', 'certificates of merit of the province'),
      award('letter_police', 'Giấy khen của Giám đốc Công an tỉnh', 'commendation letters of the police'),
      words(
        '{awards_medal} người được tặng Kỷ niệm chương “Bảo vệ an ninh Tổ quốc”',
        '{awards_medal} commemorative medals',
      ),
    ],
  },
];

export const sentences: Record<Group, readonly Sentence[]> = {
  leadership,
  outreach,
  models,
  forces,
  fire,
  festival,
  recognition,
  emulation,
  discipline,
};
