import { useTitle } from '../../kernel/title.ts';
import { useWords } from '../../kernel/words.ts';
import { ClaimForm } from './ClaimForm.tsx';
import { Door } from './Door.tsx';

/** Where the owner of the database sends somebody with a new administrator code, when nobody can get in any more. */
export const AdministratorPage = () => {
  const { t } = useWords();
  useTitle(t({ vi: 'Quản trị trung ương', en: 'Administrator of the centre' }));
  return (
    <Door>
      <ClaimForm />
    </Door>
  );
};
