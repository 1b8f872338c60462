import type { Words } from '../kernel/words.ts';
import type { areaTags } from './routes.ts';

export const unitTypes = [
  'quoc_gia',
  'tinh',
  'thanh_pho',
  'quan',
  'huyen',
  'thi_xa',
  'thi_tran',
  'xa',
  'phuong',
  'dac_khu',
] as const;
export type UnitType = (typeof unitTypes)[number];

/** Kinds of administrative units, as they stand before the name in Vietnamese and after it in English. */
export const unitTypeWords: Record<UnitType, Words> = {
  quoc_gia: { vi: 'Cả nước', en: 'Country' },
  tinh: { vi: 'Tỉnh', en: 'Province' },
  thanh_pho: { vi: 'Thành phố', en: 'City' },
  quan: { vi: 'Quận', en: 'Urban District' },
  huyen: { vi: 'Huyện', en: 'District' },
  thi_xa: { vi: 'Thị xã', en: 'Town' },
  thi_tran: { vi: 'Thị trấn', en: 'Township' },
  xa: { vi: 'Xã', en: 'Commune' },
  phuong: { vi: 'Phường', en: 'Ward' },
  dac_khu: { vi: 'Đặc khu', en: 'Special Zone' },
};

/** Dated tags of areas. */
export type AreaTagName = (typeof areaTags)[number];
export const areaTagWords: Record<AreaTagName, Words> = {
  priority: { vi: 'Địa bàn trọng điểm', en: 'Priority area' },
  border: { vi: 'Xã biên giới', en: 'Border area' },
  ethnic: { vi: 'Vùng đồng bào dân tộc thiểu số', en: 'Ethnic minority area' },
  religious: { vi: 'Vùng có đông đồng bào theo đạo', en: 'Religious area' },
  island: { vi: 'Hải đảo', en: 'Island' },
};
