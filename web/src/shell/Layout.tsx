import { IconSearch } from '@tabler/icons-react';
import { Link, Outlet, useMatches, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useConfirmationAsked } from '../kernel/confirmation.ts';
import { paths } from '../kernel/paths.ts';
import { useSession } from '../kernel/session.ts';
import { useWords } from '../kernel/words.ts';
import { Mark } from '../ui/Brand.tsx';
import { IconButton } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { ConfirmAgain } from './ConfirmAgain.tsx';
import { DemoMark } from './DemoMark.tsx';
import { LineStatus } from './LineStatus.tsx';
import { PostMenu } from './PostMenu.tsx';
import { Rail, Tabs } from './Rail.tsx';
import { LanguageSwitch, ThemeSwitch } from './Switches.tsx';
import { UnitSearch } from './UnitSearch.tsx';

const TopBar = () => {
  const { t } = useWords();
  const [searching, setSearching] = useState(false);
  const find = t({ vi: 'Tìm đơn vị', en: 'Find a unit' });
  return (
    <>
      <header className="top">
        <Link className="brand" to={paths.myWork}>
          <Mark />
          <span>Chung Tay</span>
        </Link>
        <UnitSearch shortcut />
        <DemoMark />
        <div className="push">
          <LineStatus />
          <IconButton className="find-btn" icon={IconSearch} name={find} onClick={() => setSearching(true)} />
          <span className="wide-only row">
            <LanguageSwitch />
            <ThemeSwitch />
          </span>
          <PostMenu />
        </div>
      </header>
      {searching && (
        <Dialog title={find} onClose={() => setSearching(false)}>
          <UnitSearch autoFocus onPicked={() => setSearching(false)} />
        </Dialog>
      )}
    </>
  );
};

/** Every page behind the sign-in: top bar, rail or tabs, the page. */
export const Layout = () => {
  const { t } = useWords();
  const { signedIn } = useSession();
  const slim = useMatches({ select: (matches) => matches.some(({ staticData }) => staticData.slim) });
  const router = useRouter();
  const confirming = useConfirmationAsked();
  useEffect(() => {
    // The session has ended while the page was open: the guard of the routes leads to the sign-in, and back afterwards.
    if (!signedIn) void router.invalidate();
  }, [signedIn, router]);
  if (!signedIn) return null;
  return (
    <>
      <a className="skip" href="#main">
        {t({ vi: 'Đến nội dung chính', en: 'Skip to the content' })}
      </a>
      <TopBar />
      <div className={slim ? 'frame slim' : 'frame'}>
        <Rail />
        <main id="main" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <Tabs />
      {confirming && <ConfirmAgain />}
    </>
  );
};
