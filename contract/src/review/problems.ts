import { problem } from '../kernel/problem.ts';

export const nothingToReport = problem('review.nothing-to-report', 422, {
  vi: 'Kỳ này chưa có số liệu nào để lập báo cáo.',
  en: 'There is no figure in this period to report on.',
});
export const renderingFailed = problem('review.rendering-failed', 503, {
  vi: 'Chưa dựng được văn bản. Số liệu không bị ảnh hưởng. Thử lại sau ít phút.',
  en: 'The document could not be made. No figure is affected. Try again in a few minutes.',
});
export const unknownBlock = problem('review.unknown-block', 422, {
  vi: 'Đoạn này không còn trong báo cáo vừa lập. Tải lại trang rồi sửa.',
  en: 'This paragraph is no longer in the report. Reload the page and edit again.',
});
