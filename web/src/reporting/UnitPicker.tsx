import { searchUnits } from '@app/contract/org/routes.ts';
import { useDeferredValue, useState } from 'react';
import { useRead } from '../kernel/query.ts';
import { usePost } from '../kernel/session.ts';
import { useWords } from '../kernel/words.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { SearchBox } from '../ui/SearchBox.tsx';

type Props = {
  /** Last day of the period on screen: units in force on it are found. */
  on: string;
  onPick: (unitId: string) => void;
  onClose: () => void;
};

/** Chooses the place of the figures: the own unit, or any unit that is found and may be read. */
export const UnitPicker = ({ on, onPick, onClose }: Props) => {
  const { t } = useWords();
  const post = usePost();
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const { data } = useRead(searchUnits, { query: { q: asked, limit: 10, on } }, { when: asked.length > 1 });
  const found = data?.map((unit) => ({
    id: String(unit.id),
    title: unit.fullName,
    detail: [unit.code, ...unit.within].join(' · '),
  }));
  return (
    <Dialog title={t({ vi: 'Đổi địa bàn', en: 'Another place' })} onClose={onClose}>
      <SearchBox
        label={t({ vi: 'Tìm đơn vị', en: 'Find a unit' })}
        placeholder={t({ vi: 'Tên hoặc mã…', en: 'Name or code…' })}
        text={text}
        onText={setText}
        found={asked.length > 1 ? found : undefined}
        onPick={({ id }) => onPick(id)}
        autoFocus
      />
      {post && (
        <p>
          <Button small onClick={() => onPick(String(post.unit.id))}>
            {t({ vi: 'Đơn vị của tôi: {unit}', en: 'My unit: {unit}' }, { unit: post.unit.fullName })}
          </Button>
        </p>
      )}
    </Dialog>
  );
};
