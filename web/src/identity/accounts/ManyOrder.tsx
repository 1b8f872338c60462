import { type Line, lines, lineWords } from '@app/contract/figures/routes.ts';
import { createAccounts, previewAccounts } from '@app/contract/identity/enrolment/routes.ts';
import { type Role, roleWords } from '@app/contract/identity/posts.ts';
import { listAccounts } from '@app/contract/identity/routes.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { getUnit } from '@app/contract/org/routes.ts';
import { IconKey, IconUsersPlus } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useAction, useRead } from '../../kernel/query.ts';
import { useSession } from '../../kernel/session.ts';
import { useWords } from '../../kernel/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Select, TextInput } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ManyPreview } from './ManyPreview.tsx';
import { RenewCodesDialog } from './RenewCodesDialog.tsx';
import { rolesAt } from './roles-at.ts';
import type { ManyOf } from './slips.ts';
import { UnitOfPost } from './UnitOfPost.tsx';

type Level = 'province' | 'commune';
const levelWords: Record<Level, { vi: string; en: string }> = {
  commune: { vi: 'Xã, phường, đặc khu', en: 'Communes and wards' },
  province: { vi: 'Tỉnh, thành phố', en: 'Provinces' },
};
const terms = ['7', '14', '30', '60', '90'] as const;
type Term = (typeof terms)[number];

const whyNotOpen = (n: number | undefined, startsOn: string): Words | null => {
  if (!startsOn) return { vi: 'Chọn ngày bắt đầu.', en: 'Choose the first day.' };
  if (n === undefined) return { vi: 'Chờ danh sách.', en: 'Wait for the list.' };
  return n > 0 ? null : { vi: 'Không còn đơn vị nào cần mở.', en: 'There is nobody left to open an account for.' };
};

/** Whom to open accounts for: area, level, body, role; and the list of what would be opened. */
export const ManyOrder = ({ onDone }: { onDone: (opened: ManyOf & { renewed: boolean }) => void }) => {
  const { t, tell } = useWords();
  const { post, today } = useSession();
  const [below, setBelow] = useState(post?.unit.id ?? 0);
  const [wishedLevel, setLevel] = useState<Level>('commune');
  const [kind, setKind] = useState<Line>('police');
  const [wishedRole, setRole] = useState<Role>('officer');
  const [startsOn, setStartsOn] = useState(today);
  const [daysValid, setDaysValid] = useState<Term>('30');
  const { data: life } = useRead(getUnit, { params: { unitId: below }, query: {} }, { when: below > 0 });
  // Below a province there are no provinces.
  const levels: Level[] = life?.unit.level === 'nation' ? ['commune', 'province'] : ['commune'];
  const level = levels.includes(wishedLevel) ? wishedLevel : 'commune';
  const offered = rolesAt({ standing: kind === 'police', kind, level });
  const role = offered.includes(wishedRole) ? wishedRole : 'officer';
  const order = { below, level, kind, role };
  const preview = useRead(previewAccounts, { query: order }, { when: life !== undefined });
  const [renewing, setRenewing] = useState(false);
  const open = useAction(createAccounts, {
    touches: [listAccounts, previewAccounts],
    onDone: (slips) => onDone({ ...slips, renewed: false }),
    // The accounts may be open although the answer with their codes was lost on the way: the list says so.
    onProblem: () => void preview.refetch(),
  });
  const notEnrolled = preview.data?.notEnrolled ?? 0;
  const n = preview.data?.toOpen.length ?? 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (n > 0 && startsOn && !open.isPending)
      open.mutate({ body: { ...order, startsOn, daysValid: Number(daysValid) } });
  };
  const whyNot = whyNotOpen(preview.data?.toOpen.length, startsOn);
  return (
    <div className="many">
      <form className="fields" noValidate onSubmit={submit}>
        {open.error && (
          <Notice kind="error" live>
            {tell(open.error)}
          </Notice>
        )}
        <UnitOfPost label={t({ vi: 'Trong địa bàn', en: 'Within' })} name={life?.unit.fullName} onPick={setBelow} />
        {levels.length > 1 && (
          <Select
            label={t({ vi: 'Cấp', en: 'Level' })}
            options={levels.map((value) => ({ value, label: t(levelWords[value]) }))}
            value={level}
            onPick={setLevel}
          />
        )}
        <Select
          label={t({ vi: 'Cơ quan', en: 'Body' })}
          options={lines.map((value) => ({ value, label: t(lineWords[value]) }))}
          value={kind}
          onPick={setKind}
        />
        <Select
          label={t({ vi: 'Chức danh', en: 'Post' })}
          options={offered.map((value) => ({ value, label: t(roleWords[value]) }))}
          value={role}
          onPick={setRole}
        />
        <TextInput
          label={t({ vi: 'Giữ chức danh từ ngày', en: 'Hold the post from' })}
          type="date"
          value={startsOn}
          onChange={(event) => setStartsOn(event.target.value)}
        />
        <Select
          label={t({ vi: 'Phiếu có hiệu lực', en: 'The slips are good for' })}
          options={terms.map((value) => ({
            value,
            label: t({ vi: '{n} ngày', en: '{n} days' }, { n: Number(value) }),
          }))}
          value={daysValid}
          onPick={setDaysValid}
        />
        <Button look="filled" type="submit" icon={IconUsersPlus} busy={open.isPending} whyNot={whyNot && t(whyNot)}>
          {t({ vi: 'Mở {n} tài khoản', en: 'Open {n} accounts' }, { n })}
        </Button>
        {notEnrolled > 0 && (
          <>
            <Button icon={IconKey} onClick={() => setRenewing(true)}>
              {t(
                {
                  vi: 'Cấp lại mã cho {n} tài khoản chưa đăng nhập lần đầu',
                  en: 'New codes for {n} {n|account|accounts} waiting for a first sign-in',
                },
                { n: notEnrolled },
              )}
            </Button>
            <p className="small mid">
              {t({
                vi: 'Dùng khi mất phiếu, phiếu quá hạn, hoặc chưa kịp in.',
                en: 'For slips that were lost, ran out, or were never printed.',
              })}
            </p>
          </>
        )}
      </form>
      <ManyPreview order={life ? order : null} />
      {renewing && (
        <RenewCodesDialog
          order={{ ...order, daysValid: Number(daysValid) }}
          n={notEnrolled}
          onDone={(slips) => onDone({ ...slips, renewed: true })}
          onClose={() => setRenewing(false)}
        />
      )}
    </div>
  );
};
