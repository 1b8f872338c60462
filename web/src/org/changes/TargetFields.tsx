import type { NewUnit, Target, UnitRef } from '@app/contract/org/drafts/routes.ts';
import type { UnitBrief } from '@app/contract/org/routes.ts';
import { unitTypeWords } from '@app/contract/org/words.ts';
import { useWords } from '../../kernel/words.ts';
import { Select, TextInput } from '../../ui/Field.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { begunIn, newUnitLike, typesOfLevel } from './draft-edit.ts';
import type { Editing } from './editing.ts';
import { FaultLine, UnitField } from './UnitField.tsx';

type ParentProps = {
  parent: UnitRef | null;
  path: string;
  editing: Editing;
  onChange: (parent: UnitRef | null) => void;
};

/** What stands above: a unit that stands already, or one that this change begins. */
export const ParentField = ({ parent, path, editing, onChange }: ParentProps) => {
  const { t } = useWords();
  const { draft, unitOf, readOnly, faultAt, keep } = editing;
  const made = begunIn(draft.items).filter(({ code }) => code.length === 2);
  const chosen = parent && 'unitId' in parent ? unitOf(parent.unitId) : undefined;
  return (
    <>
      <UnitField
        label={t({ vi: 'Thuộc', en: 'Stands below' })}
        units={chosen ? [chosen] : []}
        on={draft.effectiveOn ?? undefined}
        readOnly={readOnly || (parent !== null && 'code' in parent)}
        error={faultAt(path)}
        onAdd={(unit) => onChange({ unitId: keep(unit).id })}
        onRemove={() => onChange(null)}
      />
      {made.length > 0 && !chosen && (
        <Select
          label={t({ vi: 'Hoặc thuộc đơn vị mới của đợt này', en: 'Or below a new unit of this change' })}
          disabled={readOnly}
          options={[
            { value: '', label: '–' },
            ...made.map(({ code, name }) => ({ value: code, label: `${name} (${code})` })),
          ]}
          value={parent && 'code' in parent ? parent.code : ''}
          onPick={(code) => onChange(code ? { code } : null)}
        />
      )}
    </>
  );
};

type NewUnitProps = {
  begins: NewUnit;
  level: string | undefined;
  path: string;
  editing: Editing;
  onChange: (begins: NewUnit) => void;
};

const NewUnitFields = ({ begins, level, path, editing, onChange }: NewUnitProps) => {
  const { t } = useWords();
  const { readOnly, faultAt } = editing;
  const change = (part: Partial<NewUnit>) => onChange({ ...begins, ...part });
  return (
    <div className="new-unit">
      <Select
        label={t({ vi: 'Loại', en: 'Type' })}
        disabled={readOnly}
        options={typesOfLevel(level).map((value) => ({ value, label: t(unitTypeWords[value]) }))}
        value={begins.type}
        error={faultAt(`${path}.type`)}
        onPick={(type) => change({ type })}
      />
      <TextInput
        label={t({ vi: 'Tên đơn vị mới', en: 'Name of the new unit' })}
        hint={t({ vi: 'Chỉ tên, không ghi loại: “Thạch Hãn”.', en: 'Without its type: “Thạch Hãn”.' })}
        readOnly={readOnly}
        maxLength={80}
        value={begins.name}
        error={faultAt(`${path}.name`)}
        onChange={(event) => change({ name: event.target.value })}
      />
      <TextInput
        label={t({ vi: 'Mã', en: 'Code' })}
        hint={
          level === 'province'
            ? t({ vi: '2 chữ số, theo quyết định ban hành mã.', en: '2 digits, by the decision on codes.' })
            : t({ vi: '5 chữ số, theo quyết định ban hành mã.', en: '5 digits, by the decision on codes.' })
        }
        inputMode="numeric"
        readOnly={readOnly}
        maxLength={5}
        value={begins.code ?? ''}
        error={faultAt(`${path}.code`)}
        onChange={(event) => change({ code: event.target.value.replace(/\D/g, '') || null })}
      />
      <ParentField
        parent={begins.parent}
        path={`${path}.parent`}
        editing={editing}
        onChange={(parent) => change({ parent })}
      />
    </div>
  );
};

type Way = 'begins' | 'unit' | 'made';
type Props = {
  target: Target;
  /** The unit it comes from: a new one is of its level. */
  like: UnitBrief | undefined;
  path: string;
  editing: Editing;
  onChange: (target: Target) => void;
};

const wayOf = ({ unit, begins }: Target): Way => (begins ? 'begins' : unit && 'code' in unit ? 'made' : 'unit');

const WayPicker = ({ target, like, editing, onChange }: Omit<Props, 'path'>) => {
  const { t } = useWords();
  const way = wayOf(target);
  const [first] = begunIn(editing.draft.items);
  const pick = (next: Way) => {
    if (next === 'begins') onChange({ unit: null, begins: target.begins ?? newUnitLike(like) });
    else onChange({ begins: null, unit: next === 'made' && first ? { code: first.code } : null });
  };
  return (
    <Segmented<Way>
      label={t({ vi: 'Đơn vị nhận', en: 'Receiving unit' })}
      value={way}
      onPick={pick}
      options={[
        { value: 'begins', label: t({ vi: 'Đơn vị mới', en: 'A new unit' }) },
        { value: 'unit', label: t({ vi: 'Đơn vị đang có', en: 'An existing unit' }) },
        ...(way === 'made' || (first && way !== 'begins')
          ? [{ value: 'made' as const, label: t({ vi: 'Đơn vị mới ở mục khác', en: 'A new unit of another item' }) }]
          : []),
      ]}
    />
  );
};

const Existing = ({ target, path, editing, onChange }: Omit<Props, 'like'>) => {
  const { t } = useWords();
  const { draft, unitOf, readOnly, faultAt, keep } = editing;
  const { unit } = target;
  const chosen = unit && 'unitId' in unit ? unitOf(unit.unitId) : undefined;
  return (
    <UnitField
      label={t({ vi: 'Chọn đơn vị nhận', en: 'Choose the receiving unit' })}
      units={chosen ? [chosen] : []}
      on={draft.effectiveOn ?? undefined}
      readOnly={readOnly}
      error={faultAt(`${path}.unit`) ?? faultAt(path)}
      onAdd={(found) => onChange({ ...target, unit: { unitId: keep(found).id } })}
      onRemove={() => onChange({ ...target, unit: null })}
    />
  );
};

const Made = ({ target, path, editing, onChange }: Omit<Props, 'like'>) => {
  const { t } = useWords();
  const { unit } = target;
  return (
    <Select
      label={t({ vi: 'Đơn vị mới ở mục khác', en: 'A new unit of another item' })}
      disabled={editing.readOnly}
      options={begunIn(editing.draft.items).map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))}
      value={unit && 'code' in unit ? unit.code : ''}
      error={editing.faultAt(`${path}.unit`)}
      onPick={(code) => onChange({ ...target, unit: { code } })}
    />
  );
};

/** Where something goes: into a new unit, into one that goes on, or into a new one of another item. */
export const TargetFields = ({ like, ...props }: Props) => {
  const { target, path, editing, onChange } = props;
  const way = wayOf(target);
  return (
    <div className="target">
      {!editing.readOnly && <WayPicker target={target} like={like} editing={editing} onChange={onChange} />}
      {way === 'unit' && <Existing {...props} />}
      {way === 'made' && <Made {...props} />}
      {way !== 'unit' && <FaultLine says={editing.faultAt(path)} />}
      {target.begins && (
        <NewUnitFields
          begins={target.begins}
          level={like?.level}
          path={`${path}.begins`}
          editing={editing}
          onChange={(begins) => onChange({ ...target, begins })}
        />
      )}
    </div>
  );
};
