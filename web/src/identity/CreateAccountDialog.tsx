import { type Role, roleWords } from '@app/contract/identity/posts.ts';
import { createAccount, listAccounts } from '@app/contract/identity/routes.ts';
import type { Answer } from '@app/contract/kernel/route.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { getUnit, type UnitLife } from '@app/contract/org/routes.ts';
import { type FormEvent, useId, useState } from 'react';
import { useAction, useRead } from '../kernel/query.ts';
import { useSession } from '../kernel/session.ts';
import { useWords } from '../kernel/words.ts';
import { UnitSearch } from '../shell/UnitSearch.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Select, TextInput } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { rolesAt } from './roles-at.ts';

type Props = { onDone: (account: Answer<typeof createAccount>) => void; onClose: () => void };

/** The unit the post belongs to; chosen by its name, and changed by choosing again. */
const UnitOfPost = ({ life, onPick }: { life: UnitLife | undefined; onPick: (unitId: number) => void }) => {
  const { t } = useWords();
  const [changing, setChanging] = useState(false);
  const label = t({ vi: 'Đơn vị', en: 'Unit' });
  if (life && !changing) {
    return (
      <p className="row">
        <span>
          {label}: <b>{life.unit.fullName}</b>
        </span>
        <Button look="quiet" small onClick={() => setChanging(true)}>
          {t({ vi: 'Đổi đơn vị', en: 'Change the unit' })}
        </Button>
      </p>
    );
  }
  return (
    <UnitSearch
      autoFocus={changing}
      onPick={(unit) => {
        setChanging(false);
        onPick(unit.id);
      }}
    />
  );
};

const whyNotOpen = (typed: { body: boolean; username: string; startsOn: string }): Words | null => {
  if (!typed.body) return { vi: 'Chọn một đơn vị có cơ quan báo cáo.', en: 'Choose a unit with a body.' };
  if (typed.username.trim().length < 3)
    return { vi: 'Tên tài khoản có ít nhất 3 ký tự.', en: 'A user name has at least 3 characters.' };
  return typed.startsOn ? null : { vi: 'Chọn ngày bắt đầu.', en: 'Choose the first day.' };
};

/** Opens an account with one post. The first password is made by the server and told once. */
export const CreateAccountDialog = ({ onDone, onClose }: Props) => {
  const { t, tell } = useWords();
  const { post, today } = useSession();
  const form = useId();
  const [unitId, setUnitId] = useState(post?.unit.id ?? 0);
  const [bodyId, setBodyId] = useState('');
  const [role, setRole] = useState<Role>('officer');
  const [username, setUsername] = useState('');
  const [startsOn, setStartsOn] = useState(today);
  const { data: life } = useRead(getUnit, { params: { unitId }, query: {} }, { when: unitId > 0 });
  const body = life?.bodies.find(({ id }) => String(id) === bodyId) ?? life?.bodies[0];
  const offered = body && life ? rolesAt({ ...body, level: life.unit.level }) : [];
  const chosen = offered.includes(role) ? role : offered[0];
  const open = useAction(createAccount, { touches: [listAccounts], onDone });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (body && chosen) open.mutate({ body: { username, role: chosen, bodyId: body.id, startsOn } });
  };
  const whyNot = whyNotOpen({ body: body !== undefined, username, startsOn });
  const fault = (field: string) => {
    const words = open.error?.fault(field);
    return words && t(words);
  };
  return (
    <Dialog
      title={t({ vi: 'Mở tài khoản', en: 'Open an account' })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t({ vi: 'Không mở', en: 'Cancel' })}</Button>
          <Button look="filled" type="submit" form={form} busy={open.isPending} whyNot={whyNot && t(whyNot)}>
            {t({ vi: 'Mở tài khoản', en: 'Open the account' })}
          </Button>
        </>
      }
    >
      <form id={form} className="fields" noValidate onSubmit={submit}>
        {open.error && (
          <Notice kind="error" live>
            {tell(open.error)}
          </Notice>
        )}
        <UnitOfPost life={life} onPick={setUnitId} />
        {life && life.bodies.length > 0 && body && chosen && (
          <>
            <Select
              label={t({ vi: 'Cơ quan', en: 'Body' })}
              options={life.bodies.map(({ id, name }) => ({ value: String(id), label: t(name) }))}
              value={String(body.id)}
              onPick={setBodyId}
              error={fault('bodyId')}
            />
            <Select
              label={t({ vi: 'Chức danh', en: 'Post' })}
              options={offered.map((value) => ({ value, label: t(roleWords[value]) }))}
              value={chosen}
              onPick={setRole}
              error={fault('role')}
            />
          </>
        )}
        <TextInput
          label={t({ vi: 'Tên tài khoản', en: 'User name' })}
          hint={t({
            vi: 'Chữ thường không dấu, số, dấu chấm, gạch. Đặt theo chức danh, không theo tên người.',
            en: 'Small letters without accents, digits, dots, dashes. Named after the post, not the person.',
          })}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          value={username}
          onChange={(event) => setUsername(event.target.value)}
          error={fault('username')}
        />
        <TextInput
          label={t({ vi: 'Giữ chức danh từ ngày', en: 'Holds the post from' })}
          type="date"
          value={startsOn}
          onChange={(event) => setStartsOn(event.target.value)}
          error={fault('startsOn')}
        />
      </form>
    </Dialog>
  );
};
