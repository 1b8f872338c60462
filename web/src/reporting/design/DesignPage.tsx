import { lineWords } from '@app/contract/figures/routes.ts';
import { type FormBrief, getDesign, listForms } from '@app/contract/reporting/design/routes.ts';
import { IconListNumbers, IconPlus, IconTarget } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { paths } from '../../kernel/paths.ts';
import { useRead } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { Page } from '../../shell/Page.tsx';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { periodsOfForm } from '../forms.ts';
import { Loaded } from '../Loaded.tsx';
import { inSentence } from '../report-look.ts';
import { NewFormDialog } from './NewFormDialog.tsx';
import './design.css';

/** The forms in use with their versions, and the way to what they are made of. */
export const DesignPage = () => {
  const { t } = useWords();
  const [making, setMaking] = useState(false);
  const forms = useRead(listForms, {});
  const design = useRead(getDesign, {});
  const whyNot = design.data?.whyNot.addIndicator ?? null;
  const columns: Column<FormBrief>[] = [
    {
      key: 'title',
      head: t({ vi: 'Biểu', en: 'Form' }),
      cell: ({ code, title, hasDraft, retiredFrom }) => (
        <>
          <Link to={paths.designForm} params={{ form: code }}>
            {t(title)}
          </Link>{' '}
          {hasDraft && <Tag>{t({ vi: 'có bản nháp', en: 'draft' })}</Tag>}
          {retiredFrom && (
            <Tag>{t({ vi: 'thôi dùng từ {from}', en: 'retired from {from}' }, { from: retiredFrom.words })}</Tag>
          )}
        </>
      ),
      narrow: 'first',
    },
    { key: 'code', head: t({ vi: 'Mã', en: 'Code' }), cell: ({ code }) => code, narrow: 'hidden' },
    { key: 'line', head: t({ vi: 'Tuyến', en: 'Line' }), cell: ({ line }) => t(lineWords[line]), narrow: 'second' },
    {
      key: 'kind',
      head: t({ vi: 'Kỳ', en: 'Period' }),
      cell: (form) => t(periodsOfForm(form)),
      narrow: 'second-right',
    },
    {
      key: 'for',
      head: t({ vi: 'Dùng cho', en: 'For' }),
      cell: ({ owner }) => owner?.fullName ?? t({ vi: 'cả nước', en: 'the whole country' }),
      narrow: 'hidden',
    },
    {
      key: 'version',
      head: t({ vi: 'Phiên bản', en: 'Version' }),
      cell: ({ versions: [newest] }) =>
        newest
          ? t(
              { vi: 'bản {n}, từ {from}', en: 'version {n}, from {from}' },
              { n: newest.version, from: inSentence(newest.from.words) },
            )
          : '–',
      narrow: 'first-right',
    },
    {
      key: 'rows',
      head: t({ vi: 'Dòng', en: 'Rows' }),
      cell: ({ versions: [newest] }) => newest?.rows ?? '–',
      number: true,
      narrow: 'hidden',
    },
  ];
  return (
    <Page
      title={t({ vi: 'Biểu mẫu', en: 'Forms' })}
      lead={
        forms.data &&
        t(
          {
            vi: '{n} biểu đang dùng{drafts}. Sửa biểu là ban hành phiên bản mới: kỳ đã bắt đầu giữ bản cũ.',
            en: '{n} {n|form|forms} in use{drafts}. A change is a new version: periods that have begun keep theirs.',
          },
          {
            n: forms.data.forms.filter(({ retiredFrom }) => retiredFrom === null).length,
            drafts:
              forms.data.drafts.length > 0
                ? t({ vi: ', {n} biểu đang soạn', en: ', {n} being made' }, { n: forms.data.drafts.length })
                : '',
          },
        )
      }
      actions={
        <>
          <Link className={buttonClass()} to={paths.targets}>
            <Icon of={IconTarget} />
            {t({ vi: 'Chỉ tiêu giao', en: 'Targets' })}
          </Link>
          <Link className={buttonClass()} to={paths.indicators}>
            <Icon of={IconListNumbers} />
            {t({ vi: 'Danh mục chỉ tiêu', en: 'Indicators' })}
          </Link>
          <Button look="filled" icon={IconPlus} whyNot={whyNot && t(whyNot.says)} onClick={() => setMaking(true)}>
            {t({ vi: 'Lập biểu mới', en: 'New form' })}
          </Button>
        </>
      }
    >
      <Loaded read={forms}>
        {({ forms: list, drafts }) => (
          <div className="stack">
            {drafts.length > 0 && (
              <section aria-labelledby="form-drafts">
                <h2 id="form-drafts">{t({ vi: 'Đang soạn', en: 'Being made' })}</h2>
                <ul className="form-drafts">
                  {drafts.map(({ code, title }) => (
                    <li key={code}>
                      <Link to={paths.designForm} params={{ form: code }} search={{ view: 'edit' }}>
                        {code} · {t(title)}
                      </Link>
                    </li>
                  ))}
                </ul>
              </section>
            )}
            <Table
              caption={t({ vi: 'Các biểu', en: 'Forms' })}
              columns={columns}
              rows={list}
              keyOf={({ code }) => code}
              rowHead="title"
            />
          </div>
        )}
      </Loaded>
      {making && forms.data && (
        <NewFormDialog
          forms={forms.data.forms}
          prefix={design.data?.codePrefix ?? ''}
          onClose={() => setMaking(false)}
        />
      )}
    </Page>
  );
};
