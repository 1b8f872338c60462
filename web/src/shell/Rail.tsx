import { IconMenu2 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Fragment, useState } from 'react';
import { useSession } from '../kernel/session.ts';
import { useWords } from '../kernel/words.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Icon } from '../ui/Icon.tsx';
import { type Screen, screensOf } from './navigation.ts';

const ScreenLink = ({ screen, short, onClick }: { screen: Screen; short?: boolean; onClick?: () => void }) => {
  const { t } = useWords();
  return (
    <Link to={screen.to} activeOptions={{ exact: screen.to === '/', includeSearch: false }} onClick={onClick}>
      <Icon of={screen.icon} />
      <span>{t(short ? screen.short : screen.words)}</span>
    </Link>
  );
};

/** The main navigation beside the page; on work screens it folds to icons and opens on hover or focus. */
export const Rail = () => {
  const { t } = useWords();
  const open = screensOf(useSession());
  return (
    <nav className="rail" aria-label={t({ vi: 'Chính', en: 'Main' })}>
      {open.map((screen, index) => (
        <Fragment key={screen.name}>
          {screen.group && screen.group !== open[index - 1]?.group && <h2>{t(screen.group)}</h2>}
          <ScreenLink screen={screen} />
        </Fragment>
      ))}
      <p className="foot">
        {t({ vi: 'Chỉ số liệu tổng hợp.', en: 'Aggregate figures only.' })}
        <br />
        {t({ vi: 'Không giữ thông tin về người dân.', en: 'Nothing about residents is kept.' })}
      </p>
    </nav>
  );
};

const inTabs = 4;

/** The main navigation at the foot of small screens: four screens, the others behind "Thêm". */
export const Tabs = () => {
  const { t } = useWords();
  const [more, setMore] = useState(false);
  const open = screensOf(useSession());
  const fits = open.length <= inTabs + 1;
  return (
    <>
      <nav className="tabs" aria-label={t({ vi: 'Chính, màn hình nhỏ', en: 'Main, small screen' })}>
        {open.slice(0, fits ? inTabs + 1 : inTabs).map((screen) => (
          <ScreenLink key={screen.name} screen={screen} short />
        ))}
        {!fits && (
          <button type="button" aria-haspopup="dialog" onClick={() => setMore(true)}>
            <Icon of={IconMenu2} />
            <span>{t({ vi: 'Thêm', en: 'More' })}</span>
          </button>
        )}
      </nav>
      {more && (
        <Dialog as="drawer" title={t({ vi: 'Màn hình khác', en: 'Other screens' })} onClose={() => setMore(false)}>
          <nav className="more-screens" aria-label={t({ vi: 'Màn hình khác', en: 'Other screens' })}>
            {open.slice(inTabs).map((screen) => (
              <ScreenLink key={screen.name} screen={screen} onClick={() => setMore(false)} />
            ))}
          </nav>
        </Dialog>
      )}
    </>
  );
};
