import { useState } from 'react';
import { useWords } from '../../kernel/words.ts';
import { UnitSearch } from '../../shell/UnitSearch.tsx';
import { Button } from '../../ui/Button.tsx';

type Props = { label: string; name: string | undefined; onPick: (unitId: number) => void };

/** A unit that is chosen by its name, and changed by choosing again. */
export const UnitOfPost = ({ label, name, onPick }: Props) => {
  const { t } = useWords();
  const [changing, setChanging] = useState(false);
  if (name !== undefined && !changing) {
    return (
      <p className="row">
        <span>
          {label}: <b>{name}</b>
        </span>
        <Button look="quiet" small onClick={() => setChanging(true)}>
          {t({ vi: 'Đổi đơn vị', en: 'Change the unit' })}
        </Button>
      </p>
    );
  }
  return (
    <UnitSearch
      autoFocus={changing}
      onPick={(unit) => {
        setChanging(false);
        onPick(unit.id);
      }}
    />
  );
};
