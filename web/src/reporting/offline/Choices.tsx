import { IconGitMerge } from '@tabler/icons-react';
import { useId } from 'react';
import { useWords } from '../../kernel/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { FormRow } from '../form-cells.ts';
import type { Clash } from './merge.ts';
import './offline.css';

type Props = {
  clashes: readonly Clash[];
  rows: readonly FormRow[];
  /** Which post saved the other figures, and when. */
  who: { by: string; at: string } | null;
  /** Without it there is nothing to choose any more: the report was sent or closed elsewhere. */
  onChoose?: (keys: readonly string[], whose: 'mine' | 'theirs') => void;
  onDrop?: () => void;
};

/** Cells that changed on both sides, each with what it was, what was typed here and what was saved elsewhere. */
export const Choices = ({ clashes, rows, who, onChoose, onDrop }: Props) => {
  const { t } = useWords();
  const heading = useId();
  const empty = t({ vi: 'trống', en: 'empty' });
  const mine = t({ vi: 'Bạn gõ', en: 'You typed' });
  const theirs = t({ vi: 'Nơi khác', en: 'Elsewhere' });
  const nameOf = (key: string): string => {
    const row = rows.find(({ indicator }) => indicator === key.slice(2));
    const name = row ? t(row.words) : key.slice(2);
    return key.startsWith('n:') ? t({ vi: '{name}, ghi chú', en: '{name}, note' }, { name }) : name;
  };
  const keys = clashes.map(({ key }) => key);
  return (
    <section className="choices" aria-labelledby={heading}>
      <Notice kind="warning" icon={IconGitMerge} live>
        <b id={heading}>
          {onChoose
            ? t(
                {
                  vi: '{n} ô được sửa ở cả hai nơi. Chọn số nào giữ lại.',
                  en: '{n} {n|cell was|cells were} changed in both places. Choose what stays.',
                },
                { n: clashes.length },
              )
            : t(
                {
                  vi: 'Báo cáo đã được gửi hoặc khóa từ nơi khác. {n} ô bạn gõ chưa được lưu:',
                  en: 'The report was sent or closed elsewhere. {n} {n|cell|cells} you typed {n|was|were} not saved:',
                },
                { n: clashes.length },
              )}
        </b>{' '}
        {who && t({ vi: 'Nơi khác: {by}, lúc {at}.', en: 'Elsewhere: {by}, {at}.' }, who)}{' '}
        {onChoose &&
          t({
            vi: 'Trước khi chọn xong, chưa ô nào bị ghi đè; các ô khác đã tự ghép.',
            en: 'Nothing is overwritten before you have chosen; all other cells have been put together.',
          })}
      </Notice>
      <table className="choices-table">
        <thead>
          <tr>
            <th scope="col">{t({ vi: 'Chỉ tiêu', en: 'Indicator' })}</th>
            <th scope="col" className="n">
              {t({ vi: 'Trước đó', en: 'Before' })}
            </th>
            <th scope="col" className="n">
              {mine}
            </th>
            <th scope="col" className="n">
              {theirs}
            </th>
          </tr>
        </thead>
        <tbody>
          {clashes.map((clash) => {
            const name = nameOf(clash.key);
            const value = (whose: 'mine' | 'theirs', label: string) =>
              onChoose ? (
                <Button small onClick={() => onChoose([clash.key], whose)}>
                  <span className="vh">{`${name}: ${label} `}</span>
                  <span className="num">{clash[whose] || empty}</span>
                </Button>
              ) : (
                <span className="num">{clash[whose] || empty}</span>
              );
            return (
              <tr key={clash.key}>
                <th scope="row">{name}</th>
                <td className="n dim" data-head={t({ vi: 'Trước đó', en: 'Before' })}>
                  {clash.base || empty}
                </td>
                <td className="n" data-head={mine}>
                  {value('mine', mine)}
                </td>
                <td className="n" data-head={theirs}>
                  {value('theirs', theirs)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <div className="row">
        {onChoose && clashes.length > 1 && (
          <>
            <Button small onClick={() => onChoose(keys, 'mine')}>
              {t({ vi: 'Giữ cả {n} ô bạn gõ', en: 'Keep all {n} you typed' }, { n: clashes.length })}
            </Button>
            <Button small onClick={() => onChoose(keys, 'theirs')}>
              {t({ vi: 'Lấy cả {n} ô nơi khác', en: 'Take all {n} from elsewhere' }, { n: clashes.length })}
            </Button>
          </>
        )}
        {onDrop && (
          <Button small onClick={onDrop}>
            {t({ vi: 'Bỏ {n} ô bạn gõ', en: 'Drop the {n} you typed' }, { n: clashes.length })}
          </Button>
        )}
      </div>
    </section>
  );
};
