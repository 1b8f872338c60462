import { type AuditFilter, searchAudit } from '@app/contract/audit/routes.ts';
import { actionWords } from '@app/contract/audit/words.ts';
import { compareVietnamese } from '@app/contract/kernel/text.ts';
import { getUnit, searchUnits } from '@app/contract/org/routes.ts';
import { IconX } from '@tabler/icons-react';
import { useDeferredValue, useEffect, useState } from 'react';
import { useRead } from '../kernel/query.ts';
import { usePost } from '../kernel/session.ts';
import { useWords } from '../kernel/words.ts';
import { Button } from '../ui/Button.tsx';
import { Select, TextInput } from '../ui/Field.tsx';
import { SearchBox } from '../ui/SearchBox.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import type { Narrow } from './filter.ts';

type Props = { filter: AuditFilter; onNarrow: Narrow };

/** Milliseconds of quiet after typing before it is looked for. */
const QUIET = 300;

const About = ({ filter, onNarrow }: Props) => {
  const { t } = useWords();
  return (
    <Segmented
      label={t({ vi: 'Về việc gì', en: 'About what' })}
      value={filter.about ?? 'all'}
      onPick={(about) => onNarrow({ about: about === 'all' ? undefined : about, action: undefined })}
      options={[
        { value: 'all', label: t({ vi: 'Tất cả', en: 'Everything' }) },
        { value: 'reporting', label: t({ vi: 'Báo cáo', en: 'Reports' }) },
        { value: 'identity', label: t({ vi: 'Tài khoản', en: 'Accounts' }) },
        { value: 'org', label: t({ vi: 'Địa bàn', en: 'Areas' }) },
      ]}
    />
  );
};

const Action = ({ filter, onNarrow }: Props) => {
  const { t, language } = useWords();
  const actions = Object.entries(actionWords)
    .filter(([name]) => filter.about === undefined || name.startsWith(`${filter.about}.`))
    .map(([value, words]) => ({ value, label: words[language] }))
    .sort((one, other) => compareVietnamese(one.label, other.label));
  return (
    <Select
      label={t({ vi: 'Việc', en: 'Act' })}
      options={[{ value: '', label: t({ vi: 'Mọi việc', en: 'Every act' }) }, ...actions]}
      value={filter.action ?? ''}
      onPick={(action) => onNarrow({ action: action || undefined })}
    />
  );
};

const Words = ({ filter, onNarrow }: Props) => {
  const { t } = useWords();
  const [text, setText] = useState(filter.q ?? '');
  const [seen, setSeen] = useState(filter.q);
  // Cleared from outside the field; what is being typed is never taken back.
  if (filter.q !== seen) {
    setSeen(filter.q);
    if (filter.q === undefined) setText('');
  }
  useEffect(() => {
    if (text.trim() === (filter.q ?? '')) return;
    const timer = setTimeout(() => onNarrow({ q: text.trim() || undefined }), QUIET);
    return () => clearTimeout(timer);
  }, [text, filter.q, onNarrow]);
  return (
    <TextInput
      label={t({ vi: 'Tìm trong nhật ký', en: 'Search the audit' })}
      hint={t({
        vi: 'Tên việc, tên đơn vị, hoặc chữ trong nội dung đã ghi.',
        en: 'The name of an act or a unit, or words in what was written.',
      })}
      type="search"
      autoComplete="off"
      spellCheck={false}
      maxLength={80}
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  );
};

const Days = ({ filter, onNarrow }: Props) => {
  const { t } = useWords();
  return (
    <>
      <TextInput
        label={t({ vi: 'Từ ngày', en: 'From' })}
        type="date"
        value={filter.from ?? ''}
        max={filter.to}
        onChange={(event) => onNarrow({ from: event.target.value || undefined })}
      />
      <TextInput
        label={t({ vi: 'Đến ngày', en: 'To' })}
        type="date"
        value={filter.to ?? ''}
        min={filter.from}
        onChange={(event) => onNarrow({ to: event.target.value || undefined })}
      />
    </>
  );
};

const Unit = ({ onNarrow }: Props) => {
  const { t } = useWords();
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const { data } = useRead(searchUnits, { query: { q: asked, limit: 10 } }, { when: asked.length > 1 });
  const found = data?.map((unit) => ({
    id: String(unit.id),
    title: unit.fullName,
    detail: [unit.code, ...unit.within].join(' · '),
  }));
  return (
    <SearchBox
      label={t({ vi: 'Lọc theo đơn vị và cấp dưới', en: 'Filter by a unit and what is below it' })}
      placeholder={t({ vi: 'Lọc theo đơn vị…', en: 'Filter by unit…' })}
      text={text}
      onText={setText}
      found={asked.length > 1 ? found : undefined}
      onPick={({ id }) => {
        setText('');
        onNarrow({ unit: Number(id) });
      }}
    />
  );
};

/** What the entries are narrowed to beside the fields; each can be taken away. */
const Chips = ({ filter, onNarrow }: Props) => {
  const { t } = useWords();
  const unit = useRead(
    getUnit,
    { params: { unitId: filter.unit ?? 0 }, query: {} },
    { when: filter.unit !== undefined },
  );
  // Every entry of the post names it.
  const post = useRead(
    searchAudit,
    { query: { ...(filter.post !== undefined && { post: filter.post }), limit: 1 } },
    { when: filter.post !== undefined },
  );
  const title = post.data?.entries[0]?.by.title;
  const chips = [
    filter.unit !== undefined && {
      key: 'unit' as const,
      label: t({ vi: '{unit} và cấp dưới', en: '{unit} and below' }, { unit: unit.data?.unit.fullName ?? '…' }),
    },
    filter.post !== undefined && {
      key: 'post' as const,
      label: title ? t(title) : t({ vi: 'Một chức danh', en: 'One post' }),
    },
  ].filter((chip) => chip !== false);
  if (Object.keys(filter).length === 0) return null;
  return (
    <div className="audit-chips">
      {chips.map(({ key, label }) => (
        <Button key={key} small icon={IconX} onClick={() => onNarrow({ [key]: undefined })}>
          {label}
          <span className="vh">{t({ vi: ': bỏ', en: ': remove' })}</span>
        </Button>
      ))}
      <Button
        look="quiet"
        small
        onClick={() =>
          onNarrow({
            q: undefined,
            about: undefined,
            action: undefined,
            unit: undefined,
            post: undefined,
            from: undefined,
            to: undefined,
          })
        }
      >
        {t({ vi: 'Bỏ lọc', en: 'Clear the filter' })}
      </Button>
    </div>
  );
};

/** Narrows the audit by words, kind, act, place and time. On a phone all but the words are folded away until they are asked for. */
export const AuditFilters = (props: Props) => {
  const { t } = useWords();
  const post = usePost();
  const onlyAccounts = post?.role === 'administrator';
  const [unfolded] = useState(() => matchMedia('(min-width: 56rem)').matches || Object.keys(props.filter).length > 0);
  return (
    <section className="audit-filters" aria-label={t({ vi: 'Lọc', en: 'Filter' })}>
      <Words {...props} />
      <details open={unfolded}>
        <summary>{t({ vi: 'Lọc theo việc, ngày, đơn vị', en: 'Filter by act, day, unit' })}</summary>
        <div className="audit-fields">
          <Action {...props} />
          <Days {...props} />
          {!onlyAccounts && <About {...props} />}
          <Unit {...props} />
        </div>
      </details>
      <Chips {...props} />
    </section>
  );
};
