import { secondFactorNeeded } from '@app/contract/identity/problems.ts';
import { listDemoSignIns } from '@app/contract/identity/routes.ts';
import { useState } from 'react';
import { useRead } from '../../kernel/query.ts';
import { useSession } from '../../kernel/session.ts';
import { useTitle } from '../../kernel/title.ts';
import { useWords } from '../../kernel/words.ts';
import { ClaimForm } from './ClaimForm.tsx';
import { DemoSignIns } from './DemoSignIns.tsx';
import { Door } from './Door.tsx';
import { OtherWaysIn } from './OtherWaysIn.tsx';
import { SecondFactorForm } from './SecondFactorForm.tsx';
import { SignInForm } from './SignInForm.tsx';
import { usePasswordSignIn } from './use-entering.ts';

/** The way in: the password and, where the account has one, the second factor; passkey or sign-on instead. */
export const SignInPage = () => {
  const { t } = useWords();
  useTitle(t({ vi: 'Đăng nhập', en: 'Sign in' }));
  const { awaitsAdministrator, awaitsSecondFactor } = useSession();
  // Half signed in, and reloaded meanwhile: the session knows that the second step is still open.
  const [halfway, setHalfway] = useState(awaitsSecondFactor);
  const enter = usePasswordSignIn();
  const demo = useRead(listDemoSignIns, {});
  if (awaitsAdministrator) {
    return (
      <Door>
        <ClaimForm />
      </Door>
    );
  }
  if (halfway || enter.error?.code === secondFactorNeeded.code) {
    return (
      <Door>
        <SecondFactorForm
          onBack={() => {
            setHalfway(false);
            enter.reset();
          }}
        />
      </Door>
    );
  }
  return (
    <Door>
      <SignInForm enter={enter} />
      <OtherWaysIn />
      {demo.data && demo.data.length > 0 && (
        <DemoSignIns
          list={demo.data}
          onEnter={({ username, password }) => enter.mutate({ body: { username, password } })}
        />
      )}
    </Door>
  );
};
