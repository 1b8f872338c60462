import type { UnitBrief } from '@app/contract/org/routes.ts';
import { IconAlertCircle, IconX } from '@tabler/icons-react';
import { useId } from 'react';
import { useWords } from '../../kernel/words.ts';
import { UnitSearch } from '../../shell/UnitSearch.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';

const where = (unit: UnitBrief): string => [unit.code, ...unit.within].join(' · ');

type Props = {
  label: string;
  /** Chosen units, in their order. */
  units: readonly UnitBrief[];
  /** Day on which they must be in force. */
  on: string | undefined;
  many?: boolean;
  readOnly: boolean;
  /** What is wrong with the field, or with the unit at a place. */
  error: string | null;
  errorAt?: (at: number) => string | null;
  onAdd: (unit: UnitBrief) => void;
  onRemove: (at: number) => void;
};

/** Units chosen by name without accents or by code; each can be taken out again. */
export const UnitField = ({
  label,
  units,
  on,
  many = false,
  readOnly,
  error,
  errorAt = () => null,
  onAdd,
  onRemove,
}: Props) => {
  const { t } = useWords();
  const heading = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as the other fields are
    <div className="fld" role="group" aria-labelledby={heading}>
      <span className="label" id={heading}>
        {label}
      </span>
      {units.length > 0 && (
        <ul className="chosen">
          {units.map((unit, at) => (
            <li key={unit.id}>
              <span>
                <b>{unit.fullName}</b> <span className="dim">{where(unit)}</span>
                <Fault says={errorAt(at)} />
              </span>
              {!readOnly &&
                (many ? (
                  <IconButton
                    icon={IconX}
                    name={t({ vi: 'Bỏ {unit}', en: 'Take out {unit}' }, { unit: unit.fullName })}
                    onClick={() => onRemove(at)}
                  />
                ) : (
                  <Button look="quiet" small onClick={() => onRemove(at)}>
                    {t({ vi: 'Chọn lại', en: 'Choose again' })}
                  </Button>
                ))}
            </li>
          ))}
        </ul>
      )}
      {!readOnly && (many || units.length === 0) && <UnitSearch onPick={onAdd} {...(on && { on })} />}
      <Fault says={error} />
    </div>
  );
};

/** What is wrong, in words with its sign. */
const Fault = ({ says }: { says: string | null }) =>
  says === null ? null : (
    <p className="er">
      <Icon of={IconAlertCircle} small />
      <span>{says}</span>
    </p>
  );

/** The same apart from any field: about an item or a part as a whole. */
export const FaultLine = ({ says }: { says: string | null }) =>
  says === null ? null : (
    <div className="fld">
      <Fault says={says} />
    </div>
  );
