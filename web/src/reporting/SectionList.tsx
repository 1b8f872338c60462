import { IconAlertCircle } from '@tabler/icons-react';
import { useWords } from '../kernel/words.ts';
import type { GridSection } from '../ui/grid-rows.ts';
import { Icon } from '../ui/Icon.tsx';

type Props = {
  sections: readonly GridSection[];
  filled: (rowId: string) => boolean;
  faulty: (rowId: string) => boolean;
};

const keys = [
  { key: 'Enter', vi: 'xuống ô dưới', en: 'cell below' },
  { key: 'Tab', vi: 'sang ô kế', en: 'next cell' },
  { key: 'F2', vi: 'ghi chú', en: 'note' },
  { key: 'Shift ↓', vi: 'chọn khối ô', en: 'choose a block' },
  { key: 'Ctrl C', vi: 'chép sang bảng tính', en: 'copy to a spreadsheet' },
  { key: 'Ctrl V', vi: 'dán từ bảng tính', en: 'paste from a spreadsheet' },
  { key: 'Ctrl Z', vi: 'hoàn tác', en: 'undo' },
  { key: 'Ctrl Y', vi: 'làm lại', en: 'redo' },
  { key: 'Esc', vi: 'bỏ số đang gõ', en: 'drop what is being typed' },
];

/** The sections of the form with how far each is filled, and the keys of the grid. */
export const SectionList = ({ sections, filled, faulty }: Props) => {
  const { t } = useWords();
  return (
    <nav className="sec" aria-label={t({ vi: 'Các mục của biểu', en: 'Sections of the form' })}>
      <ol>
        {sections.map(({ id, title, rows }) => {
          const typed = rows.filter((row) => row.kind === 'entry');
          const [number, name] = title.split('. ', 2);
          return (
            <li key={id}>
              <a href={`#${id}`}>
                <span className="num">{number}</span>
                <span>{name}</span>
                {rows.some((row) => faulty(row.id)) ? (
                  <span className="son">
                    <Icon of={IconAlertCircle} />
                    <span className="vh">{t({ vi: 'có lỗi', en: 'has a fault' })}</span>
                  </span>
                ) : (
                  <span className="num">
                    {typed.filter((row) => filled(row.id)).length}/{typed.length}
                  </span>
                )}
              </a>
            </li>
          );
        })}
      </ol>
      <ul className="keys">
        {keys.map(({ key, ...words }) => (
          <li key={key}>
            <kbd>{key}</kbd> {t(words)}
          </li>
        ))}
      </ul>
    </nav>
  );
};
