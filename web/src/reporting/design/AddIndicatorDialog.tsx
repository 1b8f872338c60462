import { type Group, groups, type KnownIndicator } from '@app/contract/figures/catalogue.ts';
import { type Line, lines, lineWords } from '@app/contract/figures/routes.ts';
import { addIndicator } from '@app/contract/reporting/design/routes.ts';
import { useState } from 'react';
import { useAction } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Select, TextArea, TextInput } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { say } from '../../ui/toast.ts';
import { categoriesFrom } from './categories.ts';
import { kindHints, kindWords } from './kinds.ts';

type Kind = 'F' | 'S' | 'R' | 'A' | 'B';
type How = 'none' | 'sum' | 'of-which';
const kinds: readonly Kind[] = ['F', 'S', 'R', 'A', 'B'];

/** The few words that decide how a figure counts for ever, each with what it means. */
export const AddIndicatorDialog = ({
  known,
  owner,
  onClose,
}: {
  known: readonly KnownIndicator[];
  owner: string | null;
  onClose: () => void;
}) => {
  const { t } = useWords();
  const [vi, setVi] = useState('');
  const [en, setEn] = useState('');
  const [unit, setUnit] = useState('');
  const [kind, setKind] = useState<Kind>('F');
  const [group, setGroup] = useState<Group>('outreach');
  const [share, setShare] = useState<'one' | 'add'>('one');
  const [line, setLine] = useState<Line>('committee');
  const [part, setPart] = useState('');
  const [whole, setWhole] = useState('');
  const [partOf, setPartOf] = useState(true);
  const [broken, setBroken] = useState(false);
  const [open, setOpen] = useState(true);
  const [source, setSource] = useState('');
  const [how, setHow] = useState<How>('none');
  const [by, setBy] = useState('');
  const [list, setList] = useState('');
  const add = useAction(addIndicator, {
    onDone: ({ ids }) => {
      say(
        ids.length > 1
          ? t({ vi: 'Đã thêm “{vi}” với {n} mục.', en: 'Added "{vi}" with {n} categories.' }, { vi, n: ids.length - 1 })
          : t({ vi: 'Đã thêm “{vi}”.', en: 'Added "{vi}".' }, { vi }),
      );
      onClose();
    },
  });
  const quotient = kind === 'R' || kind === 'A';
  const counts = kind === 'F' || kind === 'S';
  const categories = categoriesFrom(list);
  const parts = known
    .filter((each) => each.kind === 'F' || each.kind === 'S')
    .map(({ id, words, unit: each }) => ({ value: id, label: `${t(words)} (${t(each)})` }));
  const choose = { value: '', label: t({ vi: 'chọn chỉ tiêu', en: 'choose an indicator' }) };
  const whyNot =
    vi.trim().length < 3
      ? t({ vi: 'Đặt tên chỉ tiêu.', en: 'Give it a name.' })
      : kind !== 'R' && unit.trim() === ''
        ? t({ vi: 'Ghi đơn vị tính.', en: 'Say what it is counted in.' })
        : quotient && (part === '' || whole === '')
          ? t({ vi: 'Chọn hai chỉ tiêu để tính.', en: 'Choose its two parts.' })
          : source.trim().length < 2
            ? t({ vi: 'Ghi văn bản yêu cầu số này.', en: 'Name the paper that asks for it.' })
            : counts && how !== 'none' && (by.trim().length < 2 || categories.length === 0)
              ? t({ vi: 'Ghi chia theo gì và các mục.', en: 'Say what it is broken down by, and the categories.' })
              : null;
  const submit = () =>
    add.mutate({
      body: {
        words: { vi, en },
        unit: { vi: kind === 'R' ? '%' : unit, en: '' },
        group,
        kind,
        share,
        line,
        part: quotient ? part : null,
        whole: quotient ? whole : null,
        partOf: kind === 'R' && partOf,
        decimals: quotient || broken ? 1 : 0,
        public: open,
        source,
        breakdown:
          counts && how !== 'none'
            ? { how, by: { vi: by }, categories: categories.map((each) => ({ vi: each })) }
            : null,
      },
    });
  return (
    <FormDialog
      title={t({ vi: 'Thêm chỉ tiêu', en: 'Add an indicator' })}
      keep={t({ vi: 'Không thêm', en: 'Not now' })}
      act={
        counts && how !== 'none' && categories.length > 0
          ? t({ vi: 'Thêm chỉ tiêu và {n} mục', en: 'Add it with {n} categories' }, { n: categories.length })
          : t({ vi: 'Thêm 1 chỉ tiêu', en: 'Add 1 indicator' })
      }
      whyNot={whyNot}
      busy={add.isPending}
      problem={add.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="small mid">
        {owner
          ? t(
              { vi: 'Dùng trong {owner} và các đơn vị bên dưới.', en: 'For {owner} and the units below it.' },
              { owner },
            )
          : t({ vi: 'Dùng cho cả nước.', en: 'For the whole country.' })}
      </p>
      <TextInput
        label={t({ vi: 'Tên chỉ tiêu', en: 'Name (Vietnamese)' })}
        hint={t({
          vi: 'Số tổng hợp của đơn vị, không hỏi từng người, từng hộ.',
          en: 'An aggregate of offices, never of persons or households.',
        })}
        value={vi}
        maxLength={200}
        onChange={(event) => setVi(event.target.value)}
      />
      <TextInput
        label={t({ vi: 'Tên tiếng Anh (nếu có)', en: 'Name in English (if any)' })}
        value={en}
        maxLength={200}
        onChange={(event) => setEn(event.target.value)}
      />
      <Select
        label={t({ vi: 'Số này là', en: 'This figure' })}
        hint={t(kindHints[kind])}
        options={kinds.map((value) => ({ value, label: t(kindWords[value]) }))}
        value={kind}
        onPick={setKind}
      />
      {kind !== 'R' && (
        <TextInput
          label={t({ vi: 'Đơn vị tính', en: 'Counted in' })}
          value={unit}
          maxLength={40}
          onChange={(event) => setUnit(event.target.value)}
        />
      )}
      {quotient && (
        <>
          <Select label={t({ vi: 'Tử số', en: 'Part' })} options={[choose, ...parts]} value={part} onPick={setPart} />
          <Select
            label={t({ vi: 'Mẫu số', en: 'Whole' })}
            options={[choose, ...parts]}
            value={whole}
            onPick={setWhole}
          />
          {kind === 'R' && (
            <Checkbox checked={partOf} onPick={setPartOf}>
              {t({
                vi: 'Tử số nằm trong mẫu số (không thể vượt 100%)',
                en: 'The part belongs to the whole (never above 100%)',
              })}
            </Checkbox>
          )}
        </>
      )}
      {!quotient && (
        <Select
          label={t({ vi: 'Tuyến báo cáo', en: 'Line' })}
          options={[
            ...lines.map((value) => ({
              value: `one ${value}`,
              label: t({ vi: 'một tuyến: {line}', en: 'one line: {line}' }, { line: lineWords[value] }),
            })),
            ...(kind === 'B'
              ? []
              : [
                  {
                    value: 'add committee',
                    label: t({ vi: 'nhiều tuyến, cộng lại với nhau', en: 'several lines that add up' }),
                  },
                ]),
          ]}
          value={`${share} ${line}`}
          onPick={(value) => {
            const [howShared, which] = value.split(' ') as ['one' | 'add', Line];
            setShare(howShared);
            setLine(which);
          }}
        />
      )}
      <Select
        label={t({ vi: 'Nhóm', en: 'Group' })}
        options={Object.entries(groups).map(([value, words]) => ({ value: value as Group, label: t(words) }))}
        value={group}
        onPick={setGroup}
      />
      {counts && (
        <>
          <Checkbox checked={broken} onPick={setBroken}>
            {t({ vi: 'Có thể có số lẻ', en: 'May have a decimal' })}
          </Checkbox>
          <Select<How>
            label={t({ vi: 'Chia nhỏ', en: 'Breakdown' })}
            options={[
              { value: 'none', label: t({ vi: 'không chia', en: 'none' }) },
              {
                value: 'sum',
                label: t({ vi: 'tổng bằng các mục cộng lại, tự tính', en: 'the sum of its categories, computed' }),
              },
              {
                value: 'of-which',
                label: t({
                  vi: 'trong đó: nhập tổng, mỗi mục không vượt tổng',
                  en: 'of which: the total is typed, no category exceeds it',
                }),
              },
            ]}
            value={how}
            onPick={setHow}
          />
          {how !== 'none' && (
            <>
              <TextInput
                label={t({ vi: 'Chia theo', en: 'Broken down by' })}
                hint={t({ vi: 'Ví dụ: hình thức, địa bàn.', en: 'For example: form, area.' })}
                value={by}
                maxLength={80}
                onChange={(event) => setBy(event.target.value)}
              />
              <TextArea
                label={t({ vi: 'Các mục, mỗi dòng một mục', en: 'Categories, one a line' })}
                value={list}
                rows={4}
                onChange={(event) => setList(event.target.value)}
              />
            </>
          )}
        </>
      )}
      <TextInput
        label={t({ vi: 'Căn cứ (văn bản yêu cầu)', en: 'Source (the paper that asks)' })}
        value={source}
        maxLength={300}
        onChange={(event) => setSource(event.target.value)}
      />
      <Checkbox checked={open} onPick={setOpen}>
        {t({ vi: 'Được công bố trên trang công khai', en: 'May be shown to the public' })}
      </Checkbox>
    </FormDialog>
  );
};
