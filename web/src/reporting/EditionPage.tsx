import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import { addUp } from '@app/contract/kernel/decimal.ts';
import type { Figure } from '@app/contract/kernel/figure.ts';
import type { Answer } from '@app/contract/kernel/route.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { getEdition } from '@app/contract/reporting/routes.ts';
import { IconLock, IconSum } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormat } from '../kernel/format.ts';
import { paths } from '../kernel/paths.ts';
import { useRead } from '../kernel/query.ts';
import { useWords } from '../kernel/words.ts';
import { Page } from '../shell/Page.tsx';
import { buttonClass } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { FigureText } from '../ui/FigureText.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { type Column, Table } from '../ui/Table.tsx';
import { StateTag } from '../ui/Tag.tsx';
import { formChoices } from './forms.ts';
import { Loaded } from './Loaded.tsx';

type Edition = Answer<typeof getEdition>;
type Row = Edition['rows'][number];

const nameOf = (id: string): Words => indicatorOf(id)?.words ?? { vi: id, en: id };
const styleOf = (id: string): { unit?: string; decimals?: number } => {
  const indicator = indicatorOf(id);
  if (indicator?.unit.vi === '%') return { unit: '%' };
  return indicator?.kind === 'A' ? { decimals: 1 } : {};
};

/** What has moved since; null when either side is missing. */
const difference = (now: number | null, before: number | null): Figure | null =>
  now === null || before === null ? null : { value: addUp([now, -before]), precision: 'exact' };

const useColumns = ({ edition }: Edition): Column<Row>[] => {
  const { t } = useWords();
  const format = useFormat();
  const signed = (figure: Figure | null, id: string) =>
    figure && figure.value > 0 ? `+${format.figure(figure, styleOf(id))}` : format.figure(figure, styleOf(id));
  const superseded: Column<Row> = {
    key: 'superseded',
    head: t({ vi: 'Bản bị thay', en: 'Superseded' }),
    number: true,
    narrow: 'hidden',
    cell: ({ indicator, superseded: value }) => <FigureText value={value} {...styleOf(indicator)} />,
  };
  return [
    {
      key: 'name',
      head: t({ vi: 'Chỉ tiêu', en: 'Indicator' }),
      narrow: 'first',
      cell: (row) => t(nameOf(row.indicator)),
    },
    ...(edition.supersedesId === null ? [] : [superseded]),
    {
      key: 'published',
      head: t({ vi: 'Đã ban hành', en: 'As issued' }),
      number: true,
      narrow: 'first-right',
      cell: ({ indicator, published }) => (
        <b>
          <FigureText value={published} {...styleOf(indicator)} />
        </b>
      ),
    },
    {
      key: 'today',
      head: t({ vi: 'Hôm nay', en: 'Today' }),
      number: true,
      narrow: 'second-right',
      cell: ({ indicator, today }) => (
        <>
          <span className="small-label">{t({ vi: 'hôm nay ', en: 'today ' })}</span>
          <FigureText value={today} {...styleOf(indicator)} />
        </>
      ),
    },
    {
      key: 'difference',
      head: t({ vi: 'Chênh lệch', en: 'Difference' }),
      number: true,
      narrow: 'hidden',
      cell: ({ indicator, published, today }) => signed(difference(today, published), indicator),
    },
  ];
};

const OneEdition = ({ answer }: { answer: Edition }) => {
  const { t } = useWords();
  const format = useFormat();
  const { edition, unit, period, form } = answer;
  const differing = answer.rows.filter(({ published, today }) => published !== today);
  const [shown, setShown] = useState<'all' | 'differing'>('all');
  const rows = shown === 'all' ? answer.rows : differing;
  const columns = useColumns(answer);
  return (
    <Page
      title={t({ vi: 'Bản ban hành số {number}', en: 'Edition {number}' }, { number: edition.number })}
      tag={
        edition.isSuperseded ? (
          <StateTag state="locked">{t({ vi: 'Đã bị thay', en: 'Superseded' })}</StateTag>
        ) : (
          <StateTag state="issued" />
        )
      }
      lead={t(
        {
          vi: 'Ngày {date}, người ký: {signer}. {n} số liệu khác với hôm nay.',
          en: 'Dated {date}, signed by: {signer}. {n} {n|figure differs|figures differ} from today.',
        },
        { date: format.date(edition.issuedOn), signer: edition.signer, n: differing.length },
      )}
      address={[
        { label: t({ vi: 'Địa bàn', en: 'Place' }), value: unit.fullName },
        { label: t({ vi: 'Kỳ', en: 'Period' }), value: t(period.words) },
        {
          label: t({ vi: 'Biểu', en: 'Form' }),
          value: t(formChoices.find(({ code }) => code === form)?.title ?? { vi: form, en: form }),
        },
      ]}
      actions={
        <Link className={buttonClass()} to={paths.totals} search={{ unit: String(unit.id), form, period: period.code }}>
          <Icon of={IconSum} />
          {t({ vi: 'Số tổng hôm nay', en: "Today's totals" })}
        </Link>
      }
    >
      <div className="stack">
        {answer.hashHolds ? (
          <Notice icon={IconLock}>
            {t({
              vi: 'Mã kiểm tra khớp: không số nào bị sửa từ khi ban hành.',
              en: 'The checksum holds: no figure has been altered since it was issued.',
            })}{' '}
            <span className="hash num small">{edition.hash}</span>
          </Notice>
        ) : (
          <Notice kind="error" live>
            {t({
              vi: 'Mã kiểm tra không khớp: số đã khóa khác với lúc ban hành. Báo người vận hành hệ thống, đừng dùng bản này.',
              en: 'The checksum does not hold: the frozen figures differ from what was issued. Tell the operator and do not use this edition.',
            })}
          </Notice>
        )}
        {answer.reason && (
          <Notice kind="warning">
            {t({ vi: 'Đính chính: {reason}', en: 'Correction: {reason}' }, { reason: answer.reason })}{' '}
            {edition.supersedesId !== null && (
              <Link to={paths.edition} params={{ editionId: String(edition.supersedesId) }}>
                {t({ vi: 'Xem bản bị thay', en: 'See the superseded edition' })}
              </Link>
            )}
          </Notice>
        )}
        <Segmented
          label={t({ vi: 'Số liệu hiện ra', en: 'Figures shown' })}
          value={shown}
          onPick={setShown}
          options={[
            { value: 'all', label: t({ vi: 'Tất cả {n}', en: 'All {n}' }, { n: answer.rows.length }) },
            { value: 'differing', label: t({ vi: 'Khác hôm nay {n}', en: 'Differing {n}' }, { n: differing.length }) },
          ]}
        />
        {rows.length === 0 ? (
          <Empty>
            {t({
              vi: 'Không số nào khác. Số đã ban hành vẫn đúng với số tổng hôm nay.',
              en: "Nothing differs. What was issued still equals today's totals.",
            })}
          </Empty>
        ) : (
          <section className="panel" aria-label={t({ vi: 'Số liệu đã ban hành', en: 'Figures as issued' })}>
            <Table
              caption={t({ vi: 'Số đã ban hành và số hôm nay', en: 'Figures as issued and today' })}
              columns={columns}
              rows={rows}
              keyOf={({ indicator }) => indicator}
              rowHead="name"
            />
          </section>
        )}
      </div>
    </Page>
  );
};

/** An edition as it was issued, beside what the same figures are today. */
export const EditionPage = () => {
  const { editionId } = useParams({ from: '/inside/editions/$editionId' });
  const read = useRead(getEdition, { params: { editionId: Number(editionId) } });
  return <Loaded read={read}>{(answer) => <OneEdition key={answer.edition.id} answer={answer} />}</Loaded>;
};
