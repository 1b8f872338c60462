import {
  type DelegationAnswer,
  delegatePost,
  endDelegation,
  listDelegations,
} from '@app/contract/identity/delegations/routes.ts';
import type { Answer } from '@app/contract/kernel/route.ts';
import { useState } from 'react';
import { useFormat } from '../../kernel/format.ts';
import { useAction, useRead } from '../../kernel/query.ts';
import { useSession } from '../../kernel/session.ts';
import { useWords } from '../../kernel/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Select, TextInput } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { say } from '../../ui/toast.ts';
import { Waiting } from '../../ui/Waiting.tsx';
import { Section } from './Section.tsx';

type Candidate = Answer<typeof listDelegations>['candidates'][number];

const HandOnDialog = ({ candidates, onClose }: { candidates: readonly Candidate[]; onClose: () => void }) => {
  const { t, fault } = useWords();
  const { today } = useSession();
  const [username, setUsername] = useState(candidates[0]?.username ?? '');
  const [startsOn, setStartsOn] = useState(today);
  const [endsOn, setEndsOn] = useState('');
  const [basis, setBasis] = useState('');
  const give = useAction(delegatePost, {
    touches: [listDelegations],
    onDone: () => {
      say(t({ vi: 'Đã ủy quyền cho {username}.', en: 'The post is handed on to {username}.' }, { username }));
      onClose();
    },
  });
  const whyNot = !(startsOn && endsOn)
    ? t({ vi: 'Chọn ngày đầu và ngày cuối.', en: 'Choose the first and the last day.' })
    : basis.trim().length < 3
      ? t({ vi: 'Ghi số và ngày của giấy ủy quyền.', en: 'Give number and date of the written authority.' })
      : null;
  return (
    <FormDialog
      title={t({ vi: 'Ủy quyền', en: 'Hand the post on' })}
      keep={t({ vi: 'Không ủy quyền', en: 'Cancel' })}
      act={t({ vi: 'Ủy quyền', en: 'Hand it on' })}
      whyNot={whyNot}
      busy={give.isPending}
      problem={give.error}
      onSubmit={() => give.mutate({ body: { username, startsOn, endsOn, basis: basis.trim() } })}
      onClose={onClose}
    >
      <Select
        label={t({ vi: 'Người được ủy quyền', en: 'Who acts meanwhile' })}
        options={candidates.map((one) => ({ value: one.username, label: `${one.title} (${one.username})` }))}
        value={username}
        onPick={setUsername}
        error={fault(give.error, 'username')}
      />
      <div className="side-by-side">
        <TextInput
          label={t({ vi: 'Từ ngày', en: 'From' })}
          type="date"
          value={startsOn}
          onChange={(event) => setStartsOn(event.target.value)}
          error={fault(give.error, 'startsOn')}
        />
        <TextInput
          label={t({ vi: 'Đến hết ngày', en: 'Last day' })}
          type="date"
          value={endsOn}
          onChange={(event) => setEndsOn(event.target.value)}
          error={fault(give.error, 'endsOn')}
        />
      </div>
      <TextInput
        label={t({ vi: 'Căn cứ', en: 'Basis' })}
        hint={t({
          vi: 'Ví dụ: Giấy ủy quyền số 12/GUQ-BCĐ ngày 20/11/2026.',
          en: 'Number and date of the written authority.',
        })}
        maxLength={200}
        value={basis}
        onChange={(event) => setBasis(event.target.value)}
        error={fault(give.error, 'basis')}
      />
      <p className="mid">
        {t({
          vi: 'Người được ủy quyền làm được mọi việc của chức danh này trong thời gian đó, và không ủy quyền tiếp. Bạn vẫn giữ chức danh; văn bản ban hành ghi ai đã ký.',
          en: 'They can do everything this post does in that time and cannot pass it on. You keep the post; what is issued names who signed.',
        })}
      </p>
    </FormDialog>
  );
};

const TakeBackDialog = ({ delegation, onClose }: { delegation: DelegationAnswer; onClose: () => void }) => {
  const { t } = useWords();
  const { username } = delegation;
  const end = useAction(endDelegation, {
    touches: [listDelegations],
    onDone: () => {
      say(t({ vi: 'Đã rút ủy quyền của {username}.', en: 'The post is taken back from {username}.' }, { username }));
      onClose();
    },
  });
  return (
    <FormDialog
      title={t({ vi: 'Rút ủy quyền', en: 'Take the post back' })}
      keep={t({ vi: 'Giữ ủy quyền', en: 'Leave it' })}
      act={t({ vi: 'Rút ủy quyền', en: 'Take it back' })}
      busy={end.isPending}
      problem={end.error}
      onSubmit={() => end.mutate({ params: { delegationId: delegation.id } })}
      onClose={onClose}
    >
      <p>
        {t(
          {
            vi: 'Từ bây giờ {username} không làm thay bạn nữa. Những gì đã ban hành giữ nguyên.',
            en: 'From now on {username} no longer acts for you. What was issued stays.',
          },
          { username },
        )}
      </p>
    </FormDialog>
  );
};

/** Handing the own post on while one is away, in writing and for a time (Decree 30/2020/NĐ-CP Art. 13). */
export const DelegationPart = () => {
  const { t, tell } = useWords();
  const format = useFormat();
  const { today } = useSession();
  const { data, error } = useRead(listDelegations, {});
  const [giving, setGiving] = useState(false);
  const [taking, setTaking] = useState<DelegationAnswer | null>(null);
  const whyNot =
    data?.whyNot.delegatePost?.says ??
    (data?.candidates.length === 0
      ? { vi: 'Đơn vị chưa có tài khoản nào khác để ủy quyền.', en: 'Nobody else has an account at your unit.' }
      : null);
  return (
    <Section
      title={t({ vi: 'Ủy quyền', en: 'Delegation' })}
      lead={t({
        vi: 'Khi vắng, giao người khác cùng cơ quan ký thay: có thời hạn, có giấy ủy quyền.',
        en: 'While you are away, somebody of the same unit signs for you: for a time, and in writing.',
      })}
      action={
        data && (
          <Button onClick={() => setGiving(true)} whyNot={whyNot && t(whyNot)}>
            {t({ vi: 'Ủy quyền…', en: 'Hand on…' })}
          </Button>
        )
      }
    >
      {error && <Notice kind="error">{tell(error)}</Notice>}
      {!data && !error && <Waiting>{t({ vi: 'Đang tải…', en: 'Loading…' })}</Waiting>}
      {data && data.delegations.length > 0 && (
        <ul className="lines">
          {data.delegations.map((one) => (
            <li key={one.id}>
              <span>
                <b>{one.username}</b>{' '}
                {one.startsOn > today ? (
                  <Tag>{t({ vi: 'sắp tới', en: 'to come' })}</Tag>
                ) : (
                  <Tag look="gui">
                    {one.endsOn > today
                      ? t({ vi: 'đang có hiệu lực', en: 'in force' })
                      : t({ vi: 'hôm nay là ngày cuối', en: 'today is the last day' })}
                  </Tag>
                )}
                <small>
                  {format.date(one.startsOn)} – {format.date(one.endsOn)} · {one.basis}
                </small>
              </span>
              <Button look="quiet" small onClick={() => setTaking(one)}>
                {t({ vi: 'Rút', en: 'Take back' })}
                <span className="vh">{` ${one.username}`}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      {giving && data && <HandOnDialog candidates={data.candidates} onClose={() => setGiving(false)} />}
      {taking && <TakeBackDialog delegation={taking} onClose={() => setTaking(null)} />}
    </Section>
  );
};
