import { useWords } from '../kernel/words.ts';
import { TextInput } from './Field.tsx';

type Props = {
  label: string;
  hint?: string;
  value: string;
  onType: (digits: string) => void;
  error?: string | null;
  autoFocus?: boolean;
};

/** Digits in a code of an authenticator (RFC 6238 with six digits, as all of them show it). */
export const CODE_LENGTH = 6;

/** The six digits of an authenticator. Spaces that come along when one pastes are left out; phones offer the code by themselves. */
export const CodeInput = ({ label, hint, value, onType, error, autoFocus }: Props) => {
  const { t } = useWords();
  return (
    <div className="code-input">
      <TextInput
        label={label}
        hint={hint ?? t({ vi: '6 chữ số, đổi sau mỗi 30 giây.', en: 'Six digits, new every 30 seconds.' })}
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus={autoFocus}
        value={value}
        onChange={(event) => onType(event.target.value.replaceAll(/\D/g, '').slice(0, CODE_LENGTH))}
        error={error}
      />
    </div>
  );
};
