import { useState } from 'react';
import { useWords } from '../../kernel/words.ts';
import { Page } from '../../shell/Page.tsx';
import { ManyOrder } from './ManyOrder.tsx';
import { ManySlips } from './ManySlips.tsx';
import type { ManyOf } from './slips.ts';
import './accounts.css';

/** Opens accounts for many units at once: whom, with numbers and names; then the slips to print and hand out. */
export const ManyAccountsPage = () => {
  const { t } = useWords();
  const [opened, setOpened] = useState<(ManyOf & { renewed: boolean }) | null>(null);
  return (
    <Page
      title={t({ vi: 'Mở tài khoản cho nhiều đơn vị', en: 'Open accounts for many units' })}
      lead={
        opened
          ? t(
              opened.renewed
                ? {
                    vi: 'Đã cấp lại mã cho {n} tài khoản. In phiếu trước khi rời trang.',
                    en: '{n} {n|account has a new code|accounts have new codes}. Print the slips before you leave.',
                  }
                : {
                    vi: 'Đã mở {n} tài khoản. In phiếu trước khi rời trang.',
                    en: '{n} accounts are open. Print the slips before you leave.',
                  },
              { n: opened.slips.length },
            )
          : t({
              vi: 'Mỗi đơn vị một tài khoản, đặt tên theo chức danh. Xem danh sách trước, mở sau; mỗi tài khoản có một phiếu để in.',
              en: 'One account for each unit, named after its post. Look at the list first; every account gets a slip to print.',
            })
      }
    >
      {opened ? <ManySlips {...opened} /> : <ManyOrder onDone={setOpened} />}
    </Page>
  );
};
