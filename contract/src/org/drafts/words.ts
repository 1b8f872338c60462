/** What may name a unit, or rest on it: rows of other rooms, called by what they are. */
import type { Words } from '../../kernel/words.ts';

/** By room and by the name of what is kept there; a law holds it against all foreign keys to units and bodies. */
export const namingWords: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
  org: {
    area_tag: { vi: 'loại địa bàn', en: 'area tags' },
    change_draft: { vi: 'đợt thay đổi đang chuẩn bị', en: 'change sets being prepared' },
    unit_state: { vi: 'đơn vị trực thuộc', en: 'units below' },
    succession: { vi: 'thay đổi khác về đơn vị', en: 'other changes of units' },
    body: { vi: 'cơ quan', en: 'bodies' },
  },
  identity: { post: { vi: 'chức danh', en: 'posts' } },
  figures: {
    sheet: { vi: 'số liệu', en: 'figures' },
    edition: { vi: 'số liệu đã ban hành', en: 'issued figures' },
    expectation: { vi: 'số phải có', en: 'expected figures' },
    division_decision: { vi: 'quyết định chia số liệu', en: 'decisions that divide figures' },
    division_share: { vi: 'quyết định chia số liệu', en: 'decisions that divide figures' },
    indicator: { vi: 'chỉ tiêu riêng', en: 'own indicators' },
  },
  notices: { notice: { vi: 'thông báo', en: 'notices' } },
  reporting: {
    report: { vi: 'báo cáo đã nhập hoặc đã gửi', en: 'reports typed or sent' },
    form: { vi: 'biểu riêng', en: 'own forms' },
    form_draft: { vi: 'biểu riêng đang soạn', en: 'drafts of own forms' },
    regime: { vi: 'chế độ báo cáo riêng', en: 'own reporting regimes' },
    target: { vi: 'chỉ tiêu kế hoạch', en: 'targets' },
    urging_of_report: { vi: 'văn bản đôn đốc', en: 'letters that urge' },
    urging: { vi: 'văn bản đôn đốc', en: 'letters that urge' },
    request: { vi: 'yêu cầu báo cáo đã gửi', en: 'requests sent' },
    request_unit: { vi: 'yêu cầu báo cáo nhận được', en: 'requests received' },
    neighbour_ranking: { vi: 'bật so sánh giữa các đơn vị', en: 'comparison of neighbours' },
    signal_setting: { vi: 'cách cảnh báo riêng', en: 'own settings of signals' },
    edition_change: { vi: 'danh sách đính chính', en: 'lists of corrections' },
  },
  review: {
    edit: { vi: 'đoạn tự viết trong báo cáo tổng kết', en: 'paragraphs written into reviews' },
    addition: { vi: 'đoạn thêm vào báo cáo tổng kết', en: 'paragraphs added to reviews' },
  },
};
export const otherRows: Words = { vi: 'dữ liệu khác', en: 'other rows' };
