import { IconCloudCheck, IconInbox, IconLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../../kernel/words.ts';
import { DemoMark } from '../../shell/DemoMark.tsx';
import { LanguageSwitch, ThemeSwitch } from '../../shell/Switches.tsx';
import { Mark } from '../../ui/Brand.tsx';
import { Icon } from '../../ui/Icon.tsx';

const promises = [
  { icon: IconInbox, words: { vi: 'Một danh sách việc, xếp theo hạn', en: 'One list of work, by deadline' } },
  {
    icon: IconCloudCheck,
    words: { vi: 'Được duyệt là vào mọi số tổng ngay', en: 'Once accepted, in every total at once' },
  },
  { icon: IconLink, words: { vi: 'Số nào cũng mở được nguồn', en: 'Every figure opens its source' } },
];

const Promises = () => {
  const { t } = useWords();
  return (
    <header className="art">
      <Mark className="mk" />
      <span className="brand">
        <Mark />
        <span>Chung Tay</span>
      </span>
      <div>
        <p className="art-h">
          {t({ vi: 'Nhập một lần, mọi cấp cùng thấy.', en: 'Entered once, seen at every level.' })}
        </p>
        <ul>
          {promises.map(({ icon, words }) => (
            <li key={words.vi}>
              <Icon of={icon} />
              <span>{t(words)}</span>
            </li>
          ))}
        </ul>
      </div>
      <p className="art-foot">
        {t({
          vi: 'Chỉ số liệu tổng hợp của tổ chức. Không giữ thông tin về người dân.',
          en: 'Aggregate figures of organisations only. Nothing about residents is kept.',
        })}
      </p>
    </header>
  );
};

/** The frame of the pages before the sign-in: what the product promises, and beside it the form. */
export const Door = ({ children }: { children: ReactNode }) => (
  <div className="sign-in">
    <Promises />
    <main id="main">
      <div className="row switches">
        <DemoMark />
        <span className="push row">
          <LanguageSwitch />
          <ThemeSwitch />
        </span>
      </div>
      {children}
    </main>
  </div>
);
