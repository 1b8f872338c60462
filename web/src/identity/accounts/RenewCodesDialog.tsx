import { previewAccounts, renewCodes } from '@app/contract/identity/enrolment/routes.ts';
import { listAccounts } from '@app/contract/identity/routes.ts';
import type { Call } from '@app/contract/kernel/route.ts';
import { useAction } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import type { ManyOf } from './slips.ts';

type Props = {
  order: Call<typeof renewCodes>['body'];
  /** How many accounts wait for their first sign-in. */
  n: number;
  onDone: (slips: ManyOf) => void;
  onClose: () => void;
};

/** New one-time codes for all accounts of an order that nobody has come into; what was handed out before no longer counts. */
export const RenewCodesDialog = ({ order, n, onDone, onClose }: Props) => {
  const { t } = useWords();
  const renew = useAction(renewCodes, { touches: [listAccounts, previewAccounts], onDone });
  return (
    <FormDialog
      title={t({ vi: 'Cấp lại mã cho {n} tài khoản', en: 'New codes for {n} {n|account|accounts}' }, { n })}
      keep={t({ vi: 'Giữ mã cũ', en: 'Keep the old codes' })}
      act={t({ vi: 'Cấp lại {n} mã', en: 'Make {n} new {n|code|codes}' }, { n })}
      busy={renew.isPending}
      problem={renew.error}
      onSubmit={() => renew.mutate({ body: order })}
      onClose={onClose}
    >
      <p>
        {t({
          vi: 'Phiếu đã in trước đây cho các tài khoản này hết hiệu lực ngay. In phiếu mới và phát lại.',
          en: 'Slips printed earlier for these accounts stop working at once. Print the new ones and hand them out.',
        })}
      </p>
      <p className="mid">
        {t({
          vi: 'Tài khoản đã đăng nhập giữ nguyên mật khẩu. Tài khoản còn giữ chức danh ngoài địa bàn do cấp trên cấp lại.',
          en: 'Accounts already in use keep their passwords. Accounts that also hold a post elsewhere are left to the level above.',
        })}
      </p>
    </FormDialog>
  );
};
