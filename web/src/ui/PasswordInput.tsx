import { type ComponentProps, type ReactNode, useState } from 'react';
import { useWords } from '../kernel/words.ts';
import { TextInput } from './Field.tsx';

/** A password with a switch to look at what one has typed: long ones are mistyped on a phone. */
export const PasswordInput = ({ hint, ...rest }: Omit<ComponentProps<typeof TextInput>, 'type'>) => {
  const { t } = useWords();
  const [shown, setShown] = useState(false);
  const toggle: ReactNode = (
    <button type="button" className="link" aria-pressed={shown} onClick={() => setShown(!shown)}>
      {t({ vi: 'Hiện chữ đang gõ', en: 'Show what is typed' })}
    </button>
  );
  return (
    <div className="password">
      <TextInput {...rest} type={shown ? 'text' : 'password'} spellCheck={false} autoCapitalize="none" hint={hint} />
      {toggle}
    </div>
  );
};
