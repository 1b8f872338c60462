import { IconMoon, IconSun } from '@tabler/icons-react';
import { choose, useTheme } from '../kernel/theme.ts';
import { speak, useWords } from '../kernel/words.ts';
import { IconButton } from '../ui/Button.tsx';

/** Shows the language one would change to; says it in that language. */
export const LanguageSwitch = () => {
  const { language } = useWords();
  const other = language === 'vi' ? 'en' : 'vi';
  const name = { vi: 'Chuyển sang tiếng Việt', en: 'Change to English' }[other];
  return (
    <button type="button" className="iconbtn lang" lang={other} title={name} onClick={() => speak(other)}>
      <span aria-hidden>{other.toUpperCase()}</span>
      <span className="vh">{name}</span>
    </button>
  );
};

export const ThemeSwitch = () => {
  const { t } = useWords();
  const dark = useTheme() === 'dark';
  return (
    <IconButton
      icon={dark ? IconSun : IconMoon}
      name={
        dark
          ? t({ vi: 'Đổi sang nền sáng', en: 'Change to light' })
          : t({ vi: 'Đổi sang nền tối', en: 'Change to dark' })
      }
      onClick={() => choose(dark ? 'light' : 'dark')}
    />
  );
};
