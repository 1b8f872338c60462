import { catalogue, groups, indicatorOf, type KnownIndicator } from '@app/contract/figures/catalogue.ts';
import { lineWords } from '@app/contract/figures/routes.ts';
import type { Answer } from '@app/contract/kernel/route.ts';
import { foldAccents } from '@app/contract/kernel/text.ts';
import { getDesign } from '@app/contract/reporting/design/routes.ts';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { useFormat } from '../../kernel/format.ts';
import { paths } from '../../kernel/paths.ts';
import { useRead } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { Page } from '../../shell/Page.tsx';
import { Button } from '../../ui/Button.tsx';
import { Drawer } from '../../ui/Drawer.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { TextInput } from '../../ui/Field.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { Loaded } from '../Loaded.tsx';
import { AddIndicatorDialog } from './AddIndicatorDialog.tsx';
import { BreakdownDialog } from './BreakdownDialog.tsx';
import { CorrectDialog, EndDialog } from './CorrectDialog.tsx';
import { kindHints, kindWords } from './kinds.ts';
import './design.css';

type Design = Answer<typeof getDesign>;

/** The catalogue as this page knows it: what others have added for units elsewhere is not among it. */
const visible = (design: Design): KnownIndicator[] => {
  const added = new Set(design.added.map(({ id }) => id));
  return catalogue.filter(({ id, validFrom }) => validFrom === undefined || added.has(id));
};

const matches = (each: KnownIndicator, text: string): boolean => {
  const said = foldAccents(`${each.words.vi} ${each.words.en} ${each.source} ${each.id}`);
  return foldAccents(text)
    .split(/\s+/)
    .every((word) => said.includes(word));
};

type Asking = 'breakdown' | 'correct' | 'end' | null;

const OneIndicator = ({
  indicator,
  design,
  onClose,
}: {
  indicator: KnownIndicator;
  design: Design;
  onClose: () => void;
}) => {
  const { t } = useWords();
  const format = useFormat();
  const [asking, setAsking] = useState<Asking>(null);
  const added = design.added.find(({ id }) => id === indicator.id);
  const usedIn = design.usedIn[indicator.id] ?? [];
  const name = (id: string) => t(indicatorOf(id)?.words ?? { vi: id, en: id });
  const inside = catalogue.filter((each) => each.breakdown?.of === indicator.id);
  const says = (reason: { says: { vi: string; en: string } } | null | undefined) => (reason ? t(reason.says) : null);
  const broken = indicator.kind === 'F' || indicator.kind === 'S';
  const facts: [string, string][] = [
    [t({ vi: 'Đơn vị tính', en: 'Unit' }), t(indicator.unit)],
    [t({ vi: 'Loại', en: 'Kind' }), `${t(kindWords[indicator.kind])}. ${t(kindHints[indicator.kind])}`],
    [
      t({ vi: 'Tuyến', en: 'Line' }),
      indicator.share === 'one'
        ? t({ vi: 'một tuyến: {line}', en: 'one line: {line}' }, { line: lineWords[indicator.line] })
        : t({ vi: 'các tuyến cộng lại', en: 'lines add up' }),
    ],
    ...(indicator.part && indicator.whole
      ? ([[t({ vi: 'Tính từ', en: 'Made of' }), `${name(indicator.part)} : ${name(indicator.whole)}`]] as [
          string,
          string,
        ][])
      : []),
    ...(indicator.within
      ? ([[t({ vi: 'Trong đó của', en: 'Of which of' }), name(indicator.within)]] as [string, string][])
      : []),
    [t({ vi: 'Căn cứ', en: 'Source' }), indicator.source],
    [
      t({ vi: 'Biểu đang dùng', en: 'Used in' }),
      usedIn.length > 0 ? usedIn.join(', ') : t({ vi: 'chưa có biểu nào', en: 'no form yet' }),
    ],
    [
      t({ vi: 'Thêm bởi', en: 'Added by' }),
      added
        ? `${added.addedBy ? t(added.addedBy) : '–'} · ${format.moment(added.addedAt)} · ${added.owner?.fullName ?? t({ vi: 'cả nước', en: 'the whole country' })}`
        : t({ vi: 'có sẵn trong chương trình', en: 'ships with the program' }),
    ],
    ...(added?.validTo
      ? ([[t({ vi: 'Kết thúc', en: 'Ends' }), format.date(added.validTo)]] as [string, string][])
      : []),
  ];
  return (
    <Drawer title={t(indicator.words)} onClose={onClose}>
      <div className="stack">
        <dl className="indicator-facts">
          {facts.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {inside.length > 0 && (
          <section aria-labelledby="indicator-inside">
            <h3 id="indicator-inside">
              {t({ vi: 'Chia theo {by}', en: 'By {by}' }, { by: inside[0]?.breakdown?.by ?? { vi: '', en: '' } })}
            </h3>
            <ul>
              {inside.map((each) => (
                <li key={each.id}>{t(each.breakdown?.category ?? each.words)}</li>
              ))}
            </ul>
          </section>
        )}
        <div className="indicator-acts">
          {broken && !indicator.breakdown && (
            <Button whyNot={says(design.whyNot.addIndicator)} onClick={() => setAsking('breakdown')}>
              {t({ vi: 'Chia nhỏ…', en: 'Break down…' })}
            </Button>
          )}
          {added && (
            <>
              <Button whyNot={says(added.whyNot.correctIndicator)} onClick={() => setAsking('correct')}>
                {t({ vi: 'Sửa tên…', en: 'Correct its words…' })}
              </Button>
              <Button whyNot={says(added.whyNot.endIndicator)} onClick={() => setAsking('end')}>
                {t({ vi: 'Kết thúc…', en: 'End…' })}
              </Button>
            </>
          )}
        </div>
      </div>
      {asking === 'breakdown' && <BreakdownDialog indicator={indicator} onClose={() => setAsking(null)} />}
      {asking === 'correct' && <CorrectDialog indicator={indicator} onClose={() => setAsking(null)} />}
      {asking === 'end' && <EndDialog indicator={indicator} onClose={() => setAsking(null)} />}
    </Drawer>
  );
};

/** Every indicator that may be asked for, those of the program and those added, with what each of them counts. */
export const IndicatorsPage = () => {
  const { t } = useWords();
  const [text, setText] = useState('');
  const [adding, setAdding] = useState(false);
  const [opened, setOpened] = useState<string | null>(null);
  const asked = useDeferredValue(text.trim());
  const read = useRead(getDesign, {});
  const columns: Column<KnownIndicator>[] = [
    {
      key: 'name',
      head: t({ vi: 'Chỉ tiêu', en: 'Indicator' }),
      cell: (each) => (
        <button type="button" className={each.breakdown ? 'link inside' : 'link'} onClick={() => setOpened(each.id)}>
          {t(each.words)}
        </button>
      ),
      narrow: 'first',
    },
    { key: 'unit', head: t({ vi: 'Đơn vị tính', en: 'Unit' }), cell: ({ unit }) => t(unit), narrow: 'hidden' },
    { key: 'kind', head: t({ vi: 'Loại', en: 'Kind' }), cell: ({ kind }) => t(kindWords[kind]), narrow: 'second' },
    {
      key: 'line',
      head: t({ vi: 'Tuyến', en: 'Line' }),
      cell: ({ share, line }) =>
        share === 'one' ? t(lineWords[line]) : t({ vi: 'cộng các tuyến', en: 'lines add up' }),
      narrow: 'hidden',
    },
    { key: 'group', head: t({ vi: 'Nhóm', en: 'Group' }), cell: ({ group }) => t(groups[group]), narrow: 'hidden' },
    {
      key: 'state',
      head: t({ vi: 'Ghi chú', en: 'Remarks' }),
      cell: ({ validFrom, validTo, ownerUnitId }) =>
        validTo ? (
          <Tag>{t({ vi: 'đã kết thúc', en: 'ended' })}</Tag>
        ) : validFrom ? (
          <Tag>{ownerUnitId ? t({ vi: 'của tỉnh', en: 'of a province' }) : t({ vi: 'thêm mới', en: 'added' })}</Tag>
        ) : null,
      narrow: 'first-right',
    },
  ];
  return (
    <Loaded read={read}>
      {(design) => {
        const all = visible(design);
        const shown = asked === '' ? all : all.filter((each) => matches(each, asked));
        const one = opened ? indicatorOf(opened) : undefined;
        return (
          <Page
            title={t({ vi: 'Danh mục chỉ tiêu', en: 'Indicators' })}
            lead={t(
              {
                vi: '{n} chỉ tiêu, {added} do người dùng thêm. Tên sửa được; cách cộng thì không, vì số đã nằm dưới nó.',
                en: '{n} indicators, {added} of them added. Names may be corrected; how they count never changes.',
              },
              { n: all.length, added: design.added.length },
            )}
            actions={
              <Button
                look="filled"
                icon={IconPlus}
                whyNot={design.whyNot.addIndicator && t(design.whyNot.addIndicator.says)}
                onClick={() => setAdding(true)}
              >
                {t({ vi: 'Thêm chỉ tiêu', en: 'Add an indicator' })}
              </Button>
            }
          >
            <div className="stack">
              <p>
                <Link to={paths.design}>{t({ vi: 'Về các biểu mẫu', en: 'Back to the forms' })}</Link>
              </p>
              <div className="indicator-find">
                <TextInput
                  label={t({ vi: 'Tìm chỉ tiêu', en: 'Find an indicator' })}
                  hint={t({ vi: 'Gõ không dấu cũng được.', en: 'Accents may be left out.' })}
                  type="search"
                  autoComplete="off"
                  maxLength={60}
                  value={text}
                  onChange={(event) => setText(event.target.value)}
                />
              </div>
              {shown.length === 0 ? (
                <Empty
                  action={<Button onClick={() => setText('')}>{t({ vi: 'Bỏ lọc', en: 'Clear the filter' })}</Button>}
                >
                  {t(
                    { vi: 'Không có chỉ tiêu nào khớp “{text}”.', en: 'No indicator matches "{text}".' },
                    { text: asked },
                  )}
                </Empty>
              ) : (
                <Table
                  caption={t({ vi: 'Chỉ tiêu', en: 'Indicators' })}
                  columns={columns}
                  rows={shown}
                  keyOf={({ id }) => id}
                  rowHead="name"
                />
              )}
            </div>
            {one && <OneIndicator key={one.id} indicator={one} design={design} onClose={() => setOpened(null)} />}
            {adding && (
              <AddIndicatorDialog known={all} owner={design.owner?.fullName ?? null} onClose={() => setAdding(false)} />
            )}
          </Page>
        );
      }}
    </Loaded>
  );
};
