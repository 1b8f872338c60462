import { useWords } from '../kernel/words.ts';
import { TextInput } from '../ui/Field.tsx';

type Props = { value: string; onType: (username: string) => void; error: string | null; autoComplete?: string };

/** The user name of an account that is to be opened: it belongs to a post, not to a person. */
export const UsernameInput = ({ value, onType, error, autoComplete = 'username' }: Props) => {
  const { t } = useWords();
  return (
    <TextInput
      label={t({ vi: 'Tên tài khoản', en: 'User name' })}
      hint={t({
        vi: 'Chữ thường không dấu, số, dấu chấm, gạch. Đặt theo chức danh, không theo tên người.',
        en: 'Small letters without accents, digits, dots, dashes. Named after the post, not the person.',
      })}
      autoCapitalize="none"
      autoComplete={autoComplete}
      spellCheck={false}
      value={value}
      onChange={(event) => onType(event.target.value)}
      error={error}
    />
  );
};
