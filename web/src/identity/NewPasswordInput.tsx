import { IconCircleCheck, IconCircleDashed, IconMoodSad } from '@tabler/icons-react';
import { useWords } from '../kernel/words.ts';
import { Icon, type IconOf } from '../ui/Icon.tsx';
import { PasswordInput } from '../ui/PasswordInput.tsx';
import { SHORTEST, type Strength, strengthOf } from './password-strength.ts';
import './secrets.css';

const icons: Record<Strength['level'], IconOf> = {
  short: IconCircleDashed,
  weak: IconMoodSad,
  fair: IconCircleCheck,
  good: IconCircleCheck,
};

type Props = {
  label: string;
  username: string;
  value: string;
  onType: (password: string) => void;
  error?: string | null;
};

/** A new password; how hard it is to guess is told in words while it is typed. */
export const NewPasswordInput = ({ label, username, value, onType, error }: Props) => {
  const { t } = useWords();
  const strength = strengthOf(value, username);
  return (
    <div>
      <PasswordInput
        label={label}
        hint={t(
          {
            vi: 'Ít nhất {n} ký tự. Vài từ ghép lại dễ nhớ và khó đoán.',
            en: 'At least {n} characters. A few words together are easy to keep and hard to guess.',
          },
          { n: SHORTEST },
        )}
        autoComplete="new-password"
        value={value}
        onChange={(event) => onType(event.target.value)}
        error={error ?? null}
      />
      <p className={strength ? `strength ${strength.level}` : 'strength'} role="status">
        {strength && (
          <>
            <Icon of={icons[strength.level]} small />
            <span>{t(strength.says)}</span>
          </>
        )}
      </p>
    </div>
  );
};
