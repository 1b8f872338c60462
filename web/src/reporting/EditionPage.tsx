import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import { addUp } from '@app/contract/kernel/decimal.ts';
import type { Figure } from '@app/contract/kernel/figure.ts';
import type { Answer } from '@app/contract/kernel/route.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { downloadEdition, listEditionChanges, listEditionUnits } from '@app/contract/reporting/edition/routes.ts';
import { getEdition } from '@app/contract/reporting/routes.ts';
import { IconDownload, IconLock, IconSum } from '@tabler/icons-react';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { download, Problem } from '../kernel/call.ts';
import { useFormat } from '../kernel/format.ts';
import { paths } from '../kernel/paths.ts';
import { useRead } from '../kernel/query.ts';
import { useWords } from '../kernel/words.ts';
import { Page } from '../shell/Page.tsx';
import { Button, buttonClass } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { TextInput } from '../ui/Field.tsx';
import { FigureText } from '../ui/FigureText.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { type Column, Table } from '../ui/Table.tsx';
import { StateTag } from '../ui/Tag.tsx';
import { say } from '../ui/toast.ts';
import { ChangeList } from './ChangeList.tsx';
import { useFormChoices } from './forms.ts';
import { Loaded } from './Loaded.tsx';
import { styleOf } from './report-grid.ts';
import './edition.css';

type Edition = Answer<typeof getEdition>;
type Row = Edition['rows'][number];

const nameOf = (id: string): Words => indicatorOf(id)?.words ?? { vi: id, en: id };
const styleFor = (id: string) => styleOf(indicatorOf(id));

/** What has moved since; null when either side is missing. */
const difference = (now: number | null, before: number | null): Figure | null =>
  now === null || before === null ? null : { value: addUp([now, -before]), precision: 'exact' };

const useColumns = ({ edition, compares }: Edition): Column<Row>[] => {
  const { t } = useWords();
  const format = useFormat();
  const signed = (figure: Figure | null, id: string) =>
    figure && figure.value > 0 ? `+${format.figure(figure, styleFor(id))}` : format.figure(figure, styleFor(id));
  const superseded: Column<Row> = {
    key: 'superseded',
    head: t({ vi: 'Bản bị thay', en: 'Superseded' }),
    number: true,
    narrow: 'hidden',
    cell: ({ indicator, superseded: value }) => <FigureText value={value} {...styleFor(indicator)} />,
  };
  const sinceThen: Column<Row>[] = [
    {
      key: 'today',
      head: t({ vi: 'Hôm nay', en: 'Today' }),
      number: true,
      narrow: 'second-right',
      cell: ({ indicator, today }) => (
        <>
          <span className="small-label">{t({ vi: 'hôm nay ', en: 'today ' })}</span>
          <FigureText value={today} {...styleFor(indicator)} />
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
          <FigureText value={published} {...styleFor(indicator)} />
        </b>
      ),
    },
    ...(compares ? sinceThen : []),
  ];
};

/** The other units of the edition: those with figures that have moved, found by name. */
const Units = ({ answer, onPick }: { answer: Edition; onPick: (unit: number | null) => void }) => {
  const { t } = useWords();
  const [only, setOnly] = useState<'different' | 'all'>('different');
  const [q, setQ] = useState('');
  const [page, setPage] = useState(1);
  const editionId = answer.edition.id;
  const read = useRead(listEditionUnits, { params: { editionId }, query: { only, q, page } });
  const { data } = read;
  const pages = Math.max(1, Math.ceil((data?.found ?? 0) / 50));
  return (
    <aside
      className="panel edition-units"
      aria-label={t({ vi: 'Các đơn vị trong bản này', en: 'Units of this edition' })}
    >
      <header>
        <h2>{t({ vi: 'Các đơn vị', en: 'Units' })}</h2>
        {data && (
          <span className="small mid">
            {t(
              { vi: '{n} đơn vị có số khác hôm nay', en: '{n} {n|unit differs|units differ} today' },
              { n: data.different },
            )}
          </span>
        )}
      </header>
      <div className="in stack">
        <Segmented
          label={t({ vi: 'Đơn vị hiện ra', en: 'Units shown' })}
          value={only}
          onPick={(value) => {
            setOnly(value);
            setPage(1);
          }}
          options={[
            { value: 'different', label: t({ vi: 'Chỉ nơi có khác', en: 'Only those that differ' }) },
            { value: 'all', label: t({ vi: 'Tất cả', en: 'All' }) },
          ]}
        />
        <TextInput
          label={t({ vi: 'Tìm đơn vị', en: 'Find a unit' })}
          autoComplete="off"
          value={q}
          onChange={(event) => {
            setQ(event.target.value);
            setPage(1);
          }}
        />
        {data?.found === 0 && (
          <Empty>
            {only === 'different'
              ? t({
                  vi: 'Không đơn vị nào có số khác với bản này.',
                  en: 'No unit has other figures than this edition.',
                })
              : t({ vi: 'Không tìm thấy đơn vị.', en: 'No such unit.' })}
          </Empty>
        )}
        <ul className="unit-list">
          {data?.units.map((unit) => (
            <li key={unit.id}>
              <button
                type="button"
                className="link"
                aria-current={unit.id === answer.of.id ? 'true' : undefined}
                onClick={() => onPick(unit.id === answer.unit.id ? null : unit.id)}
              >
                {unit.fullName}
              </button>
              {unit.different > 0 && (
                <span className="small num">{t({ vi: '{n} số khác', en: '{n} differ' }, { n: unit.different })}</span>
              )}
            </li>
          ))}
        </ul>
        {pages > 1 && (
          <div className="row">
            <Button small onClick={() => setPage(Math.max(1, page - 1))}>
              {t({ vi: 'Trước', en: 'Previous' })}
            </Button>
            <span className="num">
              {page}/{pages}
            </span>
            <Button small onClick={() => setPage(Math.min(pages, page + 1))}>
              {t({ vi: 'Sau', en: 'Next' })}
            </Button>
          </div>
        )}
      </div>
    </aside>
  );
};

/** What this edition was issued for: the list of differences to the one before, each with its reason. */
const Corrections = ({ answer }: { answer: Edition }) => {
  const { t } = useWords();
  const format = useFormat();
  const { edition } = answer;
  const read = useRead(
    listEditionChanges,
    { params: { editionId: edition.id } },
    { when: edition.supersedesId !== null },
  );
  if (edition.supersedesId === null || !read.data) return null;
  const { reason, supersedes, cells, units } = read.data;
  return (
    <section className="panel" aria-label={t({ vi: 'Những số đã đính chính', en: 'What was corrected' })}>
      <header>
        <h2>
          {t(
            {
              vi: 'Đính chính {cells} ô số của {units} đơn vị',
              en: '{cells} {cells|cell|cells} corrected at {units} {units|unit|units}',
            },
            { cells, units },
          )}
        </h2>
      </header>
      <div className="in stack">
        <p>
          {t({ vi: 'Lý do đính chính: {reason}', en: 'Reason: {reason}' }, { reason: reason ?? '' })}{' '}
          {supersedes && (
            <Link to={paths.edition} params={{ editionId: String(supersedes.id) }}>
              {t(
                { vi: 'Thay bản {number} ngày {date}', en: 'Supersedes {number} of {date}' },
                { number: supersedes.number, date: format.date(supersedes.issuedOn) },
              )}
            </Link>
          )}
        </p>
        {answer.compares && <ChangeList changes={read.data.changes} cells={cells} />}
      </div>
    </section>
  );
};

const OneEdition = ({ answer, onUnit }: { answer: Edition; onUnit: (unit: number | null) => void }) => {
  const { t, language, tell } = useWords();
  const format = useFormat();
  const formChoices = useFormChoices();
  const { edition, unit, of, period, form, compares } = answer;
  const differing = compares ? answer.rows.filter(({ published, today }) => published !== today) : [];
  const [shown, setShown] = useState<'all' | 'differing'>('all');
  const rows = shown === 'all' ? answer.rows : differing;
  const columns = useColumns(answer);
  const save = async () => {
    try {
      await download(
        downloadEdition,
        { params: { editionId: edition.id }, query: { only: shown === 'all' ? 'all' : 'different', language } },
        `ban-ban-hanh-${edition.id}.csv`,
      );
    } catch (cause) {
      if (!(cause instanceof Problem)) throw cause;
      say(tell(cause), 'problem');
    }
  };
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
      lead={
        t(
          { vi: 'Ngày {date}, người ký: {signer}.', en: 'Dated {date}, signed by: {signer}.' },
          { date: format.date(edition.issuedOn), signer: edition.signer },
        ) +
        (compares
          ? t(
              {
                vi: ' {n} số liệu của {unit} khác với hôm nay.',
                en: ' {n} {n|figure|figures} of {unit} {n|differs|differ} from today.',
              },
              { n: differing.length, unit: of.fullName },
            )
          : '')
      }
      address={[
        { label: t({ vi: 'Địa bàn', en: 'Place' }), value: of.fullName },
        { label: t({ vi: 'Kỳ', en: 'Period' }), value: t(period.words) },
        {
          label: t({ vi: 'Biểu', en: 'Form' }),
          value: t(formChoices.find(({ code }) => code === form)?.title ?? { vi: form, en: form }),
        },
      ]}
      actions={
        <>
          <Button icon={IconDownload} onClick={() => void save()}>
            {shown === 'all'
              ? t({ vi: 'Tải CSV', en: 'Download CSV' })
              : t({ vi: 'Tải CSV chỗ khác', en: 'Download what differs' })}
          </Button>
          <Link
            className={buttonClass()}
            to={paths.totals}
            search={{ unit: String(unit.id), form, period: period.code }}
          >
            <Icon of={IconSum} />
            {t({ vi: 'Số tổng hôm nay', en: "Today's totals" })}
          </Link>
        </>
      }
    >
      <div className={compares ? 'two edition' : 'edition'}>
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
          <Corrections answer={answer} />
          {of.id !== unit.id && (
            <p>
              <button type="button" className="link" onClick={() => onUnit(null)}>
                {t({ vi: 'Về số của {unit}', en: 'Back to {unit}' }, { unit: unit.fullName })}
              </button>
            </p>
          )}
          <Segmented
            label={t({ vi: 'Số liệu hiện ra', en: 'Figures shown' })}
            value={shown}
            onPick={setShown}
            options={[
              { value: 'all', label: t({ vi: 'Tất cả {n}', en: 'All {n}' }, { n: answer.rows.length }) },
              {
                value: 'differing',
                label: t({ vi: 'Khác hôm nay {n}', en: 'Differing {n}' }, { n: differing.length }),
              },
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
        {compares && <Units answer={answer} onPick={onUnit} />}
      </div>
    </Page>
  );
};

/** An edition as it was issued, beside what the same figures are today: of its own unit, or of one below. */
export const EditionPage = () => {
  const { editionId } = useParams({ from: '/inside/editions/$editionId' });
  const { of } = useSearch({ from: '/inside/editions/$editionId' });
  const navigate = useNavigate();
  const read = useRead(getEdition, {
    params: { editionId: Number(editionId) },
    query: of === undefined ? {} : { of: Number(of) },
  });
  const go = (unit: number | null) =>
    void navigate({
      to: paths.edition,
      params: { editionId },
      search: unit === null ? {} : { of: String(unit) },
      resetScroll: false,
    });
  return <Loaded read={read}>{(answer) => <OneEdition key={answer.edition.id} answer={answer} onUnit={go} />}</Loaded>;
};
