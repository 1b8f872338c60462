import type { UnitBrief } from '@app/contract/org/routes.ts';
import { usePost } from '../kernel/session.ts';
import { useWords } from '../kernel/words.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { UnitSearch } from './UnitSearch.tsx';

type Props = {
  onPick: (unitId: number) => void;
  onClose: () => void;
};

/** Opens from the place of the address: the own unit at one press, any other by its name. */
export const UnitDialog = ({ onPick, onClose }: Props) => {
  const { t } = useWords();
  const post = usePost();
  const pick = (unit: Pick<UnitBrief, 'id'>) => {
    onClose();
    onPick(unit.id);
  };
  return (
    <Dialog title={t({ vi: 'Chọn địa bàn', en: 'Choose a place' })} onClose={onClose}>
      {post && (
        <p>
          <Button small onClick={() => pick(post.unit)}>
            {t({ vi: 'Đơn vị của bạn: {unit}', en: 'Your unit: {unit}' }, { unit: post.unit.fullName })}
          </Button>
        </p>
      )}
      <UnitSearch autoFocus onPick={pick} />
    </Dialog>
  );
};
