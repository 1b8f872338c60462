import type { Words } from '@app/contract/kernel/words.ts';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useWords } from '../../kernel/words.ts';
import { Icon } from '../../ui/Icon.tsx';
import { type DeskFilter, type DeskReport, deskFilters } from '../desk-rules.ts';
import { countsOf, type Filter, type Mark, marksToShow } from './filter.ts';
import './desk.css';

export const stateWords: Record<DeskFilter, Words> = {
  look: { vi: 'Cần bạn xem', en: 'To look at' },
  sent: { vi: 'Chờ duyệt', en: 'Awaiting review' },
  returned: { vi: 'Trả lại', en: 'Returned' },
  overdue: { vi: 'Quá hạn', en: 'Overdue' },
  accepted: { vi: 'Đã duyệt', en: 'Accepted' },
  all: { vi: 'Tất cả', en: 'All' },
};

const markWords: Record<Mark, Words> = {
  late: { vi: 'Muộn', en: 'Late' },
  again: { vi: 'Gửi lại', en: 'Sent again' },
  notes: { vi: 'Có ghi chú', en: 'With remarks' },
  strong: { vi: 'Lệch nhiều cùng kỳ', en: 'Far from a year ago' },
  signals: { vi: 'Có tín hiệu', en: 'With signals' },
  talk: { vi: 'Có tin mới', en: 'New messages' },
};

type Props = { reports: readonly DeskReport[]; filter: Filter; onFilter: (filter: Filter) => void };

/** The filters of the desk with what each would show; they live in the address, so a view can be sent and kept. */
export const DeskFilters = ({ reports, filter, onFilter }: Props) => {
  const { t } = useWords();
  // The address follows what is typed; the field itself never waits for it.
  const [name, setName] = useState(filter.name);
  const counts = countsOf(reports, filter);
  const shown = marksToShow(reports, filter);
  const toggled = (mark: Mark): ReadonlySet<Mark> => {
    const next = new Set(filter.marks);
    if (!next.delete(mark)) next.add(mark);
    return next;
  };
  return (
    <div className="desk-filters">
      <fieldset className="filters" aria-label={t({ vi: 'Lọc theo trạng thái', en: 'Filter by state' })}>
        {deskFilters.map((state) => (
          <button
            key={state}
            type="button"
            aria-pressed={state === filter.state}
            onClick={() => onFilter({ ...filter, state })}
          >
            {t(stateWords[state])} <span className="num">{counts.state.get(state)}</span>
          </button>
        ))}
      </fieldset>
      <div className="filter-more">
        <label className="name-filter">
          <Icon of={IconSearch} small />
          <span className="vh">{t({ vi: 'Tìm đơn vị theo tên', en: 'Find a unit by its name' })}</span>
          <input
            type="search"
            placeholder={t({ vi: 'Tìm tên, không cần dấu', en: 'Name, without accents' })}
            value={name}
            maxLength={60}
            onChange={(event) => {
              setName(event.target.value);
              onFilter({ ...filter, name: event.target.value });
            }}
          />
        </label>
        {shown.length > 0 && (
          <fieldset className="marks" aria-label={t({ vi: 'Lọc thêm', en: 'Narrow further' })}>
            {shown.map((mark) => (
              <button
                key={mark}
                type="button"
                aria-pressed={filter.marks.has(mark)}
                onClick={() => onFilter({ ...filter, marks: toggled(mark) })}
              >
                {t(markWords[mark])} <span className="num">{counts.marks.get(mark)}</span>
              </button>
            ))}
          </fieldset>
        )}
      </div>
    </div>
  );
};
