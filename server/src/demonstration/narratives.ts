/** Words beside the figures of some communes in the newest closed month, so that their province has something to take up. */
import { periodContaining, previousOf, todayInVietnam } from '@app/contract/kernel/period.ts';
import { periodId } from '../figures/index.ts';
import type { House } from '../house.ts';
import { systemActor } from '../identity/index.ts';
import { loadNarrative, reportsOfDesk } from '../reporting/index.ts';

const FORM = 'TH01';

/** Invented, like all of the demonstration. */
const words: readonly Record<string, string>[] = [
  {
    results: 'Trong tháng tổ chức {{outreach_sessions}} tuyên truyền với {{outreach_attendance}}.',
    limits:
      'Một số tổ tự quản sinh hoạt chưa đều.\nTuyên truyền ở các bản xa còn ít, cả tháng mới có {{outreach_sessions}}.',
    proposals: 'Đề nghị tỉnh cấp thêm tài liệu tuyên truyền bằng tiếng Bru – Vân Kiều.',
    directions: 'Duy trì {{inter_family_groups}} liên gia tự quản; tổ chức giao ban đúng ngày.',
  },
  {
    results: 'Hòa giải thành {{mediation_successful}} trên {{mediation_conducted}} đã hòa giải.',
    limits: 'Số vụ hòa giải chưa thành tập trung ở tranh chấp đất đai.',
    causes: 'Hồ sơ địa chính sau sáp nhập chưa bàn giao xong.',
    proposals: 'Đề nghị hướng dẫn việc kiện toàn tổ hòa giải sau sắp xếp đơn vị.',
  },
  {
    results: 'Có {{model_points}} mô hình, nhân rộng {{points_replicated}}.',
    limits: 'Kinh phí cho mô hình tự quản còn hạn chế.',
    directions: 'Rà soát các điểm mô hình hoạt động kém để củng cố.',
  },
];

/** The demonstration commune writes its own; three of its neighbours have sent theirs. */
export const loadNarratives = async (house: House, province: number, nation: number): Promise<void> => {
  const period = previousOf(periodContaining('month', todayInVietnam(house.clock())));
  const reports = await house.asSystem((ask) => reportsOfDesk(ask.tx, province, FORM, periodId(period), ask.today));
  const sent = reports
    .filter((report) => report.state === 'accepted' || report.state === 'submitted')
    .sort((a, b) => a.unitId - b.unitId);
  for (const [at, texts] of words.entries()) {
    const report = sent[at];
    if (!report) continue;
    // Written by the unit itself: the database takes words from nobody else.
    await house.as({ ...systemActor(nation), unitId: report.unitId }, (ask) => loadNarrative(ask, report.id, texts));
  }
};
