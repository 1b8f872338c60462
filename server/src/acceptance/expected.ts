/**
 * What two provinces published: typed from the articles and read by nothing but the acceptance table.
 * The code and the data that produce the figures never see this file.
 */
export type Published = {
  unitCode: string;
  place: string;
  period: string;
  indicator: string;
  statement: string;
  value: number;
  /** As the article writes it, with the word it stands before: what the report must say. */
  written: string;
};

const quangBinh = (indicator: string, statement: string, value: number, written: string): Published => ({
  unitCode: '44',
  place: 'Quảng Bình',
  period: '2019-Y',
  indicator,
  statement,
  value,
  written,
});
const sonLa = (indicator: string, statement: string, value: number, written: string): Published => ({
  unitCode: '14',
  place: 'Sơn La',
  period: '2018-Y',
  indicator,
  statement,
  value,
  written,
});

export const published: readonly Published[] = [
  quangBinh('outreach_sessions', 'Buổi tuyên truyền', 1931, '1.931 buổi'),
  quangBinh('outreach_attendance', 'Lượt người tham gia', 230_000, '230.000 lượt người'),
  quangBinh('fire_inspections', 'Lượt cơ sở được kiểm tra', 18_161, '18.161 lượt cơ sở'),
  quangBinh('fire_inspection_minutes', 'Biên bản kiểm tra', 18_161, '18.161 biên bản'),
  quangBinh('grassroots_fire_teams', 'Đội phòng cháy, chữa cháy cơ sở', 2000, '2.000 đội'),
  quangBinh('grassroots_fire_team_members', 'Đội viên', 18_000, 'hơn 18.000 đội viên'),
  quangBinh('fire_training_attendance', 'Lượt người được huấn luyện', 36_259, '36.259'),
  quangBinh('regular_officers_at_communes', 'Công an chính quy bố trí tại xã', 461, '461'),
  quangBinh('communes_with_regular_police', 'Xã có công an chính quy', 130, '130 xã'),
  quangBinh('priority_communes_with_regular_police', 'Trong đó xã trọng điểm', 24, '24 xã trọng điểm'),
  sonLa('inter_family_groups', 'Nhóm liên gia tự quản', 17_740, '17.740 nhóm'),
  sonLa('mediation_teams', 'Tổ hòa giải', 2694, '2.694 tổ hòa giải'),
];
