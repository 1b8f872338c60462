import type { UnitLife } from '@app/contract/org/routes.ts';
import { areaTagWords } from '@app/contract/org/words.ts';
import { useState } from 'react';
import { useSession } from '../kernel/session.ts';
import { useWords } from '../kernel/words.ts';
import { Button } from '../ui/Button.tsx';
import { EndTagDialog } from './EndTagDialog.tsx';
import { TagDialog } from './TagDialog.tsx';
import { useTerms } from './terms.ts';

type AreaTagOfUnit = UnitLife['tags'][number];

/** The dated tags of the area, and the way to give and end them for whom the server lets. */
export const Tags = ({ life: { unit, tags, whyNot } }: { life: Pick<UnitLife, 'unit' | 'tags' | 'whyNot'> }) => {
  const { t } = useWords();
  const terms = useTerms();
  const { today } = useSession();
  const [giving, setGiving] = useState(false);
  const [ending, setEnding] = useState<AreaTagOfUnit | null>(null);
  const isOpen = ({ to }: AreaTagOfUnit) => to === null || to > today;
  return (
    <section aria-labelledby="tags">
      <h2 id="tags">{t({ vi: 'Nhãn địa bàn', en: 'Area tags' })}</h2>
      {tags.length === 0 && (
        <p className="small mid">{t({ vi: 'Chưa có nhãn nào bạn xem được.', en: 'No tag that you may see.' })}</p>
      )}
      <ul className="area-tags">
        {tags.map((one) => (
          <li key={one.id}>
            <b>{t(areaTagWords[one.tag])}</b>
            <span className="small mid">
              {terms.term(one)}. {one.basis}
            </span>
            {whyNot.endTag === null && isOpen(one) && (
              <Button look="quiet" small onClick={() => setEnding(one)}>
                {t({ vi: 'Kết thúc nhãn', en: 'End the tag' })}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {whyNot.tagUnit === null && unit.level !== 'nation' && unit.validTo === null && (
        <Button small onClick={() => setGiving(true)}>
          {t({ vi: 'Gắn nhãn', en: 'Add a tag' })}
        </Button>
      )}
      {giving && <TagDialog unit={unit} onClose={() => setGiving(false)} />}
      {ending && <EndTagDialog unit={unit} tag={ending} onClose={() => setEnding(null)} />}
    </section>
  );
};
