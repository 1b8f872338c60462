import type { ChangeItem } from '@app/contract/org/drafts/routes.ts';
import { unitTypeWords } from '@app/contract/org/words.ts';
import { IconPlus, IconTrash, IconX } from '@tabler/icons-react';
import { useWords } from '../../kernel/words.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Select, TextInput } from '../../ui/Field.tsx';
import { type ItemOf, kindWords, noTarget, type Part, sayItem, typesOfLevel } from './draft-edit.ts';
import type { Editing } from './editing.ts';
import { ParentField, TargetFields } from './TargetFields.tsx';
import { FaultLine, UnitField } from './UnitField.tsx';

type PartProps<K extends ChangeItem['kind']> = {
  item: ItemOf<K>;
  path: string;
  editing: Editing;
  onChange: (item: ItemOf<K>) => void;
};

const Merge = ({ item, path, editing, onChange }: PartProps<'merge'>) => {
  const { t } = useWords();
  const { draft, unitOf, readOnly, faultAt, keep } = editing;
  return (
    <>
      <UnitField
        many
        label={t({ vi: 'Các đơn vị nhập vào', en: 'Units that are merged' })}
        units={item.from.flatMap((id) => unitOf(id) ?? [])}
        on={draft.effectiveOn ?? undefined}
        readOnly={readOnly}
        error={faultAt(`${path}.from`)}
        errorAt={(at) => faultAt(`${path}.from.${at}`)}
        onAdd={(unit) => onChange({ ...item, from: [...item.from.filter((id) => id !== unit.id), keep(unit).id] })}
        onRemove={(at) => onChange({ ...item, from: item.from.filter((_, place) => place !== at) })}
      />
      <h4>{t({ vi: 'Nhập thành', en: 'They become' })}</h4>
      <TargetFields
        target={item.into}
        like={unitOf(item.from[0] ?? 0)}
        path={`${path}.into`}
        editing={editing}
        onChange={(into) => onChange({ ...item, into: { unit: into.unit, begins: into.begins } })}
      />
    </>
  );
};

/** A share as it is typed, in hundredths of the population; empty: the paper does not say. */
const shareOf = (text: string): number | null => {
  const value = Number(text.replace(',', '.'));
  return text.trim() === '' || !Number.isFinite(value)
    ? null
    : Math.min(1, Math.max(0, Math.round(value * 10_000) / 1_000_000));
};

const Split = ({ item, path, editing, onChange }: PartProps<'split'>) => {
  const { t } = useWords();
  const { draft, unitOf, readOnly, faultAt, keep } = editing;
  const divided = unitOf(item.unitId ?? 0);
  const put = (at: number, part: Part) =>
    onChange({ ...item, parts: item.parts.map((each, place) => (place === at ? part : each)) });
  return (
    <>
      <UnitField
        label={t({ vi: 'Đơn vị được chia', en: 'Unit that is divided' })}
        units={divided ? [divided] : []}
        on={draft.effectiveOn ?? undefined}
        readOnly={readOnly}
        error={faultAt(`${path}.unitId`)}
        onAdd={(unit) => onChange({ ...item, unitId: keep(unit).id })}
        onRemove={() => onChange({ ...item, unitId: null })}
      />
      {item.parts.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is known by its place alone, in the rules too
        <div className="part" key={`${at} of ${item.parts.length}`}>
          <h4>
            {t({ vi: 'Phần {n}', en: 'Part {n}' }, { n: at + 1 })}
            {!readOnly && item.parts.length > 2 && (
              <IconButton
                icon={IconX}
                name={t({ vi: 'Bỏ phần {n}', en: 'Take out part {n}' }, { n: at + 1 })}
                onClick={() => onChange({ ...item, parts: item.parts.filter((_, place) => place !== at) })}
              />
            )}
          </h4>
          <TargetFields
            target={part}
            like={divided}
            path={`${path}.parts.${at}`}
            editing={editing}
            onChange={({ unit, begins }) => put(at, { ...part, unit, begins })}
          />
          <TextInput
            label={t({ vi: 'Tỷ lệ dân số (%)', en: 'Share of the population (%)' })}
            hint={t({
              vi: 'Ghi theo văn bản. Để trống nếu văn bản không ghi: số liệu cũ khi đó đứng ở cấp trên, không chia đoán.',
              en: 'By the paper. Leave it empty where the paper does not say: earlier figures then stand above, nothing is guessed.',
            })}
            inputMode="decimal"
            readOnly={readOnly}
            defaultValue={part.share === null ? '' : String(part.share * 100).replace('.', ',')}
            onChange={(event) => put(at, { ...part, share: shareOf(event.target.value) })}
          />
        </div>
      ))}
      <FaultLine says={faultAt(`${path}.parts`)} />
      {!readOnly && (
        <Button
          small
          icon={IconPlus}
          onClick={() => onChange({ ...item, parts: [...item.parts, { ...noTarget, share: null }] })}
        >
          {t({ vi: 'Thêm phần', en: 'Add a part' })}
        </Button>
      )}
    </>
  );
};

const Change = ({ item, path, editing, onChange }: PartProps<'change'>) => {
  const { t } = useWords();
  const { draft, unitOf, readOnly, faultAt, keep } = editing;
  const unit = unitOf(item.unitId ?? 0);
  const same = t({ vi: 'Giữ nguyên', en: 'As it is' });
  return (
    <>
      <UnitField
        label={t({ vi: 'Đơn vị', en: 'Unit' })}
        units={unit ? [unit] : []}
        on={draft.effectiveOn ?? undefined}
        readOnly={readOnly}
        error={faultAt(`${path}.unitId`)}
        onAdd={(found) => onChange({ ...item, unitId: keep(found).id })}
        onRemove={() => onChange({ ...item, unitId: null })}
      />
      <p className="small mid">{t({ vi: 'Chỉ điền những gì đổi.', en: 'Fill in only what changes.' })}</p>
      <div className="new-unit">
        <Select
          label={t({ vi: 'Loại mới', en: 'New type' })}
          disabled={readOnly}
          options={[
            { value: '', label: same },
            ...typesOfLevel(unit?.level).map((value) => ({ value, label: t(unitTypeWords[value]) })),
          ]}
          value={item.type ?? ''}
          error={faultAt(`${path}.type`)}
          onPick={(type) => onChange({ ...item, type: type === '' ? null : type })}
        />
        <TextInput
          label={t({ vi: 'Tên mới', en: 'New name' })}
          hint={t({ vi: 'Chỉ tên, không ghi loại.', en: 'Without its type.' })}
          readOnly={readOnly}
          maxLength={80}
          value={item.name ?? ''}
          error={faultAt(`${path}.name`)}
          onChange={(event) => onChange({ ...item, name: event.target.value || null })}
        />
        <TextInput
          label={t({ vi: 'Mã mới', en: 'New code' })}
          inputMode="numeric"
          readOnly={readOnly}
          maxLength={5}
          value={item.code ?? ''}
          error={faultAt(`${path}.code`)}
          onChange={(event) => onChange({ ...item, code: event.target.value.replace(/\D/g, '') || null })}
        />
        <ParentField
          parent={item.parent}
          path={`${path}.parent`}
          editing={editing}
          onChange={(parent) => onChange({ ...item, parent })}
        />
      </div>
      <FaultLine says={faultAt(path)} />
    </>
  );
};

type Props = {
  item: ChangeItem;
  at: number;
  editing: Editing;
  onChange: (item: ChangeItem) => void;
  onRemove: () => void;
};

/** One change, with its sentence as its title. */
export const ItemCard = ({ item, at, editing, onChange, onRemove }: Props) => {
  const { t } = useWords();
  const path = `items.${at}`;
  const says = t(sayItem(item, editing.units));
  const part = { path, editing };
  return (
    <section className="panel change-item" aria-label={says}>
      <header>
        <h3>
          <span className="num">{at + 1}</span> {t(kindWords[item.kind])}
        </h3>
        {!editing.readOnly && (
          <Button look="quiet" small icon={IconTrash} onClick={onRemove}>
            {t({ vi: 'Bỏ mục này', en: 'Take out' })}
          </Button>
        )}
      </header>
      <div className="in fields">
        <p className="mid">{says}</p>
        {item.kind === 'merge' && <Merge item={item} {...part} onChange={onChange} />}
        {item.kind === 'split' && <Split item={item} {...part} onChange={onChange} />}
        {item.kind === 'change' && <Change item={item} {...part} onChange={onChange} />}
        <TextInput
          label={t({ vi: 'Điều, khoản', en: 'Article, clause' })}
          readOnly={editing.readOnly}
          maxLength={300}
          value={item.clause}
          onChange={(event) => onChange({ ...item, clause: event.target.value })}
        />
      </div>
    </section>
  );
};
