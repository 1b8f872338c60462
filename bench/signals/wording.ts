/** Remarks as officers write them: mostly short, some long, with the same turns of phrase and other facts. */
import type { Chance } from './chance.ts';

const openings = [
  'Trong tháng, Ban Chỉ đạo đã tham mưu cấp ủy, chính quyền',
  'Cơ quan thường trực đã phối hợp với Mặt trận và các đoàn thể',
  'Địa phương tiếp tục thực hiện kế hoạch đã ban hành từ đầu năm',
  'Thực hiện chỉ đạo của cấp trên, đơn vị đã',
  'Các tổ bảo vệ an ninh, trật tự đã',
  'Nhân dân các thôn, tổ dân phố đã tích cực',
];
const deeds = [
  'tổ chức sinh hoạt tại nhà văn hóa thôn và lồng ghép vào hội nghị đầu mối',
  'ra quân phát quang hành lang, lắp thêm đèn chiếu sáng ở các ngõ tối',
  'rà soát camera an ninh, sửa chữa những điểm hư hỏng sau mưa bão',
  'hướng dẫn cách nhận biết cuộc gọi giả danh cơ quan nhà nước',
  'vận động giao nộp vũ khí tự chế và vật liệu nổ còn tồn trong dân',
  'ký cam kết giữa trường học với phụ huynh về an toàn giao thông',
  'diễn tập chữa cháy tại chợ trung tâm với lực lượng tại chỗ',
  'hòa giải việc tranh chấp ranh đất kéo dài giữa các dòng họ',
  'tuần tra ban đêm theo lịch phân công, nhất là dịp cuối tuần',
  'phát tờ rơi và thu bài tuyên truyền phát trên loa truyền thanh',
  'mở chuyên mục hỏi đáp pháp luật trên trang thông tin của xã',
  'kiểm tra các điểm kinh doanh khí đốt và nhà trọ cho thuê',
  'sơ kết mô hình cổng trường an toàn và nhân ra các điểm trường lẻ',
  'gặp mặt người có uy tín và các già làng để nắm tình hình',
  'bàn giao công trình thắp sáng đường quê do bà con đóng góp',
  'tổ chức giải bóng chuyền gắn với tuyên truyền phòng ma túy',
];
const causes = [
  'do mưa lũ nên một số buổi phải lùi sang tháng sau',
  'kinh phí còn chậm, chủ yếu nhờ xã hội hóa',
  'một phần vì nhân dân bận mùa vụ nên số người dự chưa đông',
  'khó khăn là địa bàn rộng, đường đi lại cách trở',
  'các thôn ở xa trung tâm tham gia đông hơn mọi lần',
  'nhờ phân công rõ người, rõ việc nên tiến độ bảo đảm',
  'số liệu đã đối chiếu với sổ theo dõi của từng thôn',
  'phần việc còn lại đã giao các chi hội làm tiếp',
];

const short = [
  'Theo sổ theo dõi.',
  'Đã đối chiếu với các thôn.',
  'Gồm cả các buổi lồng ghép.',
  'Trong kỳ không phát sinh.',
];

/** Another order of other facts each time: what is told is never the same, how it is told often is. */
const paragraph = (chance: Chance, month: number): string => {
  const told = Array.from({ length: 4 }, () => `${chance.pick(openings)} ${chance.pick(deeds)}`);
  return `${told.join('; ')}. Đến hết tháng ${(month % 12) + 1} đạt ${chance.between(50, 130)}% kế hoạch, ${chance.pick(causes)}, ${chance.pick(causes)}.`;
};

export const write = (chance: Chance, month: number): { where: string; text: string }[] => {
  if (chance.is(0.25)) return [{ where: 'outreach_attendance', text: chance.pick(short) }];
  return chance.is(0.3) ? [{ where: 'outreach_sessions', text: paragraph(chance, month) }] : [];
};

/** A long remark, for a fault that needs one. */
export const writeLong = (chance: Chance, month: number): string => paragraph(chance, month);

/** The same text with other numbers and a word or two changed, as a copy looks that was made to look new. */
export const retouch = (chance: Chance, text: string): string => {
  const words = text.replace(/\d+/g, () => String(chance.between(1, 140))).split(' ');
  for (let changes = chance.between(0, 2); changes > 0; changes -= 1)
    words[chance.between(0, words.length - 1)] = chance.pick(['nhiều', 'kịp', 'thêm', 'đều']);
  return words.join(' ');
};
