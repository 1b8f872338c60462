import type { listDemoSignIns } from '@app/contract/identity/routes.ts';
import type { Answer } from '@app/contract/kernel/route.ts';
import { IconAward, IconSearch, IconServerCog, IconShield, IconUsers, IconUsersGroup } from '@tabler/icons-react';
import { useWords } from '../../kernel/words.ts';
import { Icon, type IconOf } from '../../ui/Icon.tsx';

type DemoSignIn = Answer<typeof listDemoSignIns>[number];

const icons: Record<DemoSignIn['role'], IconOf> = {
  officer: IconUsers,
  head: IconAward,
  inspector: IconSearch,
  administrator: IconUsersGroup,
  operator: IconServerCog,
};

const iconOf = ({ role, line }: DemoSignIn): IconOf =>
  role === 'officer' && line === 'police' ? IconShield : icons[role];

type Props = { list: readonly DemoSignIn[]; onEnter: (one: DemoSignIn) => void };

/** The demonstration: in at once as one post. */
export const DemoSignIns = ({ list, onEnter }: Props) => {
  const { t } = useWords();
  return (
    <section className="demo" aria-labelledby="demo-head">
      <h2 id="demo-head">
        {t({ vi: 'Bản dùng thử: vào ngay với một chức danh', en: 'Demonstration: enter at once as one post' })}
      </h2>
      <ul>
        {list.map((one) => (
          <li key={one.username}>
            <button type="button" onClick={() => onEnter(one)}>
              <Icon of={iconOf(one)} />
              <span>{t(one.title)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};
