import { IconBuilding, IconKey, IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useSession } from '../../kernel/session.ts';
import { useWords } from '../../kernel/words.ts';
import { HowHeld } from '../../shell/HowHeld.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { EnrolledTag, SecondFactorTag } from './AccountTable.tsx';
import { type Account, type HeldPost, useTerm } from './account.ts';
import { BindSignOnDialog } from './BindSignOnDialog.tsx';
import { EndPostDialog } from './EndPostDialog.tsx';
import { GivePostDialog } from './GivePostDialog.tsx';
import { ResetDialog } from './ResetDialog.tsx';
import type { OneSlip } from './slips.ts';

type Refused = Account['whyNot']['givePost'];
type Props = { account: Account; onSlip: (slip: OneSlip) => void; onClose: () => void };

/** One account: its posts, and what an administrator can do with it. */
export const AccountDrawer = ({ account, onSlip, onClose }: Props) => {
  const { t } = useWords();
  const term = useTerm();
  const { signOn } = useSession();
  const [ending, setEnding] = useState<HeldPost | null>(null);
  const [doing, setDoing] = useState<'give' | 'reset' | 'bind' | null>(null);
  const { username, posts, whyNot } = account;
  const say = (why: Refused) => why && t(why.says);
  const stop = () => setDoing(null);
  return (
    <Dialog
      as="drawer"
      title={t({ vi: 'Tài khoản {username}', en: 'Account {username}' }, { username })}
      onClose={onClose}
    >
      <dl className="pairs">
        <dt>{t({ vi: 'Đăng nhập lần đầu', en: 'First sign-in' })}</dt>
        <dd>
          <EnrolledTag account={account} />
        </dd>
        <dt>{t({ vi: 'Bảo vệ hai bước', en: 'Second factor' })}</dt>
        <dd>
          <SecondFactorTag account={account} />
        </dd>
        {signOn !== null && (
          <>
            <dt>{signOn}</dt>
            <dd>{account.signOnSubject ?? <span className="dim">{t({ vi: 'chưa gắn', en: 'not bound' })}</span>}</dd>
          </>
        )}
      </dl>
      <section>
        <h3>{t({ vi: 'Chức danh', en: 'Posts' })}</h3>
        <ul className="lines">
          {posts.map((post) => (
            <li key={post.id}>
              <span>
                <b>{t(post.title)}</b> <HowHeld post={post} />
                <small>
                  {t(post.body.name)}, {post.unit.fullName} · {term(post)}
                </small>
              </span>
              <Button
                look="quiet"
                small
                whyNot={say(post.whyNot.endPost)}
                onClick={() => setEnding({ username, post })}
              >
                {t({ vi: 'Kết thúc', en: 'End' })}
                <span className="vh">
                  {t({ vi: ' chức danh {title}', en: ' the post {title}' }, { title: t(post.title) })}
                </span>
              </Button>
            </li>
          ))}
        </ul>
      </section>
      <div className="stack">
        <Button icon={IconUserPlus} whyNot={say(whyNot.givePost)} onClick={() => setDoing('give')}>
          {t({ vi: 'Thêm chức danh', en: 'Give a further post' })}
        </Button>
        <Button icon={IconKey} whyNot={say(whyNot.resetAccount)} onClick={() => setDoing('reset')}>
          {t({ vi: 'Cấp mã mới', en: 'New code' })}
        </Button>
        {signOn !== null && (
          <Button icon={IconBuilding} whyNot={say(whyNot.bindSignOn)} onClick={() => setDoing('bind')}>
            {t({ vi: 'Gắn với {name}', en: 'Bind to {name}' }, { name: signOn })}
          </Button>
        )}
      </div>
      {ending && <EndPostDialog held={ending} onClose={() => setEnding(null)} />}
      {doing === 'give' && <GivePostDialog username={username} onClose={stop} />}
      {doing === 'bind' && <BindSignOnDialog account={account} onClose={stop} />}
      {doing === 'reset' && (
        <ResetDialog
          account={account}
          onClose={stop}
          onDone={(slip) => {
            onClose();
            onSlip(slip);
          }}
        />
      )}
    </Dialog>
  );
};
