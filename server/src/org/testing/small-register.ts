/** A register of a few units with every kind of succession, as text files that tests may spoil. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One province with two districts (one an island without communes) and five communes, before; two provinces become one. */
export const smallRegister = {
  'units-2024.csv': [
    'code,name,full_name,level,type,parent_code,valid_to',
    '01,Bắc,Tỉnh Bắc,province,tinh,,2025-06-30',
    '02,Nam,Tỉnh Nam,province,tinh,,2025-06-30',
    '03,Tây,Thành phố Tây,province,thanh_pho,,2025-06-30',
    '101,Thượng,Huyện Thượng,district,huyen,01,2025-06-30',
    '102,Đảo Xa,Huyện Đảo Xa,district,huyen,02,2025-06-30',
    '103,Hạ,Quận Hạ,district,quan,03,2025-06-30',
    '00001,Một,Xã Một,commune,xa,101,2025-06-30',
    '00002,Hai,Thị trấn Hai,commune,thi_tran,101,2025-06-30',
    '00003,Ba,Xã Ba,commune,xa,101,2025-06-30',
    '00004,Bốn,Phường Bốn,commune,phuong,103,2025-06-30',
    '00005,Năm,Phường Năm,commune,phuong,103,2025-06-30',
  ],
  'units-2025.csv': [
    'code,name,full_name,level,type,parent_code,valid_from',
    '01,Bắc,Tỉnh Bắc,province,tinh,,2025-07-01',
    '03,Tây,Thành phố Tây,province,thanh_pho,,2025-07-01',
    '00001,Một Mới,Xã Một Mới,commune,xa,01,2025-07-01',
    '00002,Hai Mới,Xã Hai Mới,commune,xa,01,2025-07-01',
    '00009,Đảo Xa,Đặc khu Đảo Xa,commune,dac_khu,01,2025-07-01',
    '00004,Bốn,Phường Bốn,commune,phuong,03,2025-07-01',
    '00005,Sáu,Phường Sáu,commune,phuong,03,2025-07-01',
  ],
  'succession-provinces-2025.csv': [
    'old_code,new_code,kind,weight,scope,legal_basis,old_name,new_name,note',
    '01,01,whole,1,merged,202/2025/QH15,Tỉnh Bắc,Tỉnh Bắc,',
    '02,01,whole,1,merged,202/2025/QH15,Tỉnh Nam,Tỉnh Bắc,',
    '03,03,whole,1,unchanged,,Thành phố Tây,Thành phố Tây,không sắp xếp',
  ],
  'succession-2025.csv': [
    'old_code,new_code,kind,weight,scope,legal_basis,clause,note',
    '00001,00001,whole,1,merged,1654/NQ-UBTVQH15,Điều 1 khoản 1,',
    '00002,00001,part,,part,1654/NQ-UBTVQH15,Điều 1 khoản 1,',
    '00002,00002,part,,remainder,1654/NQ-UBTVQH15,Điều 1 khoản 2,',
    '00003,00002,whole,1,merged,1654/NQ-UBTVQH15,Điều 1 khoản 2,',
    '102,00009,whole,1,sole_predecessor,1654/NQ-UBTVQH15,Điều 1 khoản 3,',
    '00004,00004,whole,1,unchanged,1655/NQ-UBTVQH15,Điều 1 khoản 2,',
    '00005,00005,whole,1,renamed,1655/NQ-UBTVQH15,Điều 1 khoản 1,',
  ],
  'changes-after-2025-07.csv': [
    'code,level,field,old_value,new_value,effective_date,legal_basis,note',
    '00001,commune,type,xa,phuong,2026-04-30,237/NQ-UBTVQH16,',
    '01,province,type,tinh,thanh_pho,2026-04-30,30/2026/QH16,',
  ],
};
export type SmallFile = keyof typeof smallRegister;

/** Writes the register into a folder of its own; `spoil` may change the text of any file (null leaves the file out). */
export const writeRegister = async (
  spoil: Partial<Record<SmallFile, (text: string) => string | Buffer | null>> = {},
): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'chungtay-register-'));
  for (const [name, lines] of Object.entries(smallRegister)) {
    const text = `${lines.join('\n')}\n`;
    const content = spoil[name as SmallFile]?.(text) ?? (spoil[name as SmallFile] ? null : text);
    if (content !== null) await writeFile(join(folder, name), content);
  }
  return folder;
};
