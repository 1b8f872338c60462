import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import type { Line } from '@app/contract/figures/routes.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { IconArrowDown, IconArrowUp, IconGripVertical, IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useWords } from '../../kernel/words.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { TextInput } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import * as edit from './form-edit.ts';
import { RowPicker } from './RowPicker.tsx';

export type Edits = {
  content: edit.FormContent;
  change: (next: edit.FormContent) => void;
  line: Line;
  /** A form of a province is filled by its communes alone. */
  communesOnly: boolean;
  faultAt: (path: string) => Words | null;
  warningAt: (path: string) => Words | null;
};

type RowProps = { edits: Edits; spot: edit.Spot; row: edit.Row; number: number };

const FormRow = ({ edits, spot, row, number }: RowProps) => {
  const { t } = useWords();
  const { content, change } = edits;
  const [over, setOver] = useState(false);
  const indicator = indicatorOf(row.indicator);
  const name = indicator ? t(indicator.words) : row.indicator;
  const path = `content.sections.${spot.section}.rows.${spot.row}`;
  const fault = edits.faultAt(path);
  const warning = edits.warningAt(path);
  const isComputed =
    indicator && (indicator.kind === 'R' || indicator.kind === 'A' || indicator.sumOf || indicator.derived);
  const step = (by: -1 | 1) => change(edit.stepRow(content, spot, by));
  const toggle = (level: 'commune' | 'province', on: boolean) => {
    const levels = on ? [...new Set([...row.levels, level])] : row.levels.filter((each) => each !== level);
    if (levels.length > 0) change(edit.changeRow(content, spot.section, spot.row, { levels }));
  };
  const keys = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key] as -1 | 1 | undefined;
    if (!by || !event.altKey) return;
    event.preventDefault();
    step(by);
  };
  return (
    <li
      className={['form-row', over && 'over', indicator?.breakdown && 'inside'].filter(Boolean).join(' ')}
      draggable
      onDragStart={(event) => event.dataTransfer.setData('text/x-form-row', `${spot.section}.${spot.row}`)}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('text/x-form-row')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        const [section, place] = event.dataTransfer.getData('text/x-form-row').split('.').map(Number);
        if (section === undefined || place === undefined) return;
        event.preventDefault();
        change(edit.moveRow(content, { section, row: place }, spot));
      }}
      onKeyDown={keys}
    >
      <span className="grip" aria-hidden>
        <Icon of={IconGripVertical} small />
      </span>
      <span className="num dim">{number}</span>
      <span className="what">
        {name}
        <span className="dim small"> {indicator && t(indicator.unit)}</span>
        {fault && <span className="er small">{t(fault)}</span>}
        {!fault && warning && <span className="warn small">{t(warning)}</span>}
      </span>
      <span className="who">
        <Checkbox checked={row.levels.includes('commune')} onPick={(on) => toggle('commune', on)}>
          {t({ vi: 'xã', en: 'communes' })}
        </Checkbox>
        {!edits.communesOnly && (
          <Checkbox checked={row.levels.includes('province')} onPick={(on) => toggle('province', on)}>
            {t({ vi: 'tỉnh', en: 'provinces' })}
          </Checkbox>
        )}
        {isComputed ? (
          <span className="dim small computed">{t({ vi: 'tự tính', en: 'computed' })}</span>
        ) : (
          <Checkbox
            checked={row.required}
            onPick={(required) => change(edit.changeRow(content, spot.section, spot.row, { required }))}
          >
            {t({ vi: 'bắt buộc', en: 'required' })}
          </Checkbox>
        )}
      </span>
      <span className="moves">
        <IconButton
          icon={IconArrowUp}
          name={t({ vi: 'Đưa “{name}” lên', en: 'Move "{name}" up' }, { name })}
          onClick={() => step(-1)}
        />
        <IconButton
          icon={IconArrowDown}
          name={t({ vi: 'Đưa “{name}” xuống', en: 'Move "{name}" down' }, { name })}
          onClick={() => step(1)}
        />
        <IconButton
          icon={IconTrash}
          name={t({ vi: 'Bỏ “{name}”', en: 'Remove "{name}"' }, { name })}
          onClick={() => change(edit.removeRow(content, spot.section, spot.row))}
        />
      </span>
    </li>
  );
};

type Props = { edits: Edits; at: number; before: number };

/** One section of a form being made: its title, its rows in their order, and the search that adds one. */
export const FormSection = ({ edits, at, before }: Props) => {
  const { t } = useWords();
  const { content, change } = edits;
  const section = content.sections[at];
  if (!section) return null;
  const path = `content.sections.${at}`;
  const fault = edits.faultAt(`${path}.title`);
  const empty = edits.faultAt(path);
  const name = section.title.vi || t({ vi: 'mục {n}', en: 'section {n}' }, { n: at + 1 });
  return (
    <section className="form-section" aria-label={name}>
      <div className="section-title">
        <TextInput
          label={t({ vi: 'Tên mục {n}', en: 'Title of section {n}' }, { n: at + 1 })}
          value={section.title.vi}
          maxLength={200}
          error={fault && section.title.vi !== '' ? t(fault) : null}
          onChange={(event) => change(edit.nameSection(content, at, { vi: event.target.value, en: '' }))}
        />
        <span className="moves">
          <IconButton
            icon={IconArrowUp}
            name={t({ vi: 'Đưa {name} lên', en: 'Move {name} up' }, { name })}
            onClick={() => change(edit.moveSection(content, at, -1))}
          />
          <IconButton
            icon={IconArrowDown}
            name={t({ vi: 'Đưa {name} xuống', en: 'Move {name} down' }, { name })}
            onClick={() => change(edit.moveSection(content, at, 1))}
          />
          <IconButton
            icon={IconTrash}
            name={t({ vi: 'Xóa {name}', en: 'Remove {name}' }, { name })}
            onClick={() => change(edit.removeSection(content, at))}
          />
        </span>
      </div>
      <ol className="form-rows">
        {section.rows.map((row, place) => (
          <FormRow
            key={row.indicator}
            edits={edits}
            spot={{ section: at, row: place }}
            row={row}
            number={before + place + 1}
          />
        ))}
      </ol>
      {empty && <p className="er small">{t(empty)}</p>}
      <RowPicker
        section={name}
        line={edits.line}
        content={content}
        onPick={(id) =>
          change(edit.addRow(content, at, id, edits.communesOnly ? ['commune'] : ['commune', 'province']))
        }
      />
    </section>
  );
};
