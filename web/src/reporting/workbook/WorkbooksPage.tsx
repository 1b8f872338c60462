import { parsePeriod, periodName } from '@app/contract/kernel/period.ts';
import {
  applyWorkbookOfUnits,
  type CheckedUnits,
  checkWorkbookOfUnits,
  downloadCsvOfUnits,
  downloadWorkbookOfUnits,
} from '@app/contract/reporting/workbook/routes.ts';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { call, download } from '../../kernel/call.ts';
import { paths } from '../../kernel/paths.ts';
import { queryClient } from '../../kernel/query.ts';
import { usePost } from '../../kernel/session.ts';
import { useWords } from '../../kernel/words.ts';
import { Page } from '../../shell/Page.tsx';
import { buttonClass } from '../../ui/Button.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { say } from '../../ui/toast.ts';
import { Waiting } from '../../ui/Waiting.tsx';
import { useFormChoices } from '../forms.ts';
import { type Place, usePlace } from '../use-place.ts';
import { WorkbookWork } from './WorkbookWork.tsx';

const Workbooks = ({ place: { unit, form, period } }: { place: Place }) => {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const level = usePost()?.unit.level;
  const title = useFormChoices().find(({ code }) => code === form)?.title;
  const months = parsePeriod(period);
  const [units, setUnits] = useState<'below' | 'communes'>('below');
  const asked = { form, period, units };
  const desk = { unit: String(unit), form, period };
  const fetchForm = (as: 'xlsx' | 'csv') =>
    download(
      as === 'xlsx' ? downloadWorkbookOfUnits : downloadCsvOfUnits,
      { query: { ...asked, language } },
      `${form}-${period}.${as}`,
    );
  const apply = async (body: Blob, { checked, summary, words }: CheckedUnits) => {
    const sections = words?.summary.accepted ?? 0;
    const query = { ...asked, checked, reports: summary.reports, cells: summary.accepted, sections };
    const { reports } = await call(applyWorkbookOfUnits, { query, body });
    await queryClient.invalidateQueries();
    say(t({ vi: 'Đã gửi báo cáo của {n} đơn vị.', en: 'The reports of {n} {n|unit|units} are sent.' }, { n: reports }));
    await navigate({ to: paths.desk, search: desk });
  };
  return (
    <Page
      title={t({ vi: 'Nhập nhiều đơn vị bằng Excel', en: 'Many units by Excel' })}
      lead={t(
        {
          vi: '{period} · {form}. Mỗi đơn vị một dòng, gửi thay các đơn vị chưa tự nhập được.',
          en: '{period} · {form}. A row for each unit, sent for units that cannot enter it themselves.',
        },
        { form: title ? t(title) : form, period: months ? periodName(months, language) : period },
      )}
      actions={
        <Link className={buttonClass()} to={paths.desk} search={desk}>
          {t({ vi: 'Về bàn duyệt', en: 'Back to the desk' })}
        </Link>
      }
    >
      {level === 'nation' && (
        <Segmented<'below' | 'communes'>
          label={t({ vi: 'Đơn vị trong biểu', en: 'Units of the table' })}
          options={[
            { value: 'below', label: t({ vi: 'Các tỉnh', en: 'Provinces' }) },
            { value: 'communes', label: t({ vi: 'Mọi xã', en: 'Every commune' }) },
          ]}
          value={units}
          onPick={setUnits}
        />
      )}
      <WorkbookWork<CheckedUnits>
        key={`${form} ${period} ${units}`}
        many
        onDownload={fetchForm}
        onCheck={(body) => call(checkWorkbookOfUnits, { query: asked, body })}
        onMore={(body, from) => call(checkWorkbookOfUnits, { query: { ...asked, from }, body })}
        onApply={apply}
        whyNotApply={(checked) => checked.whyNot.applyWorkbookOfUnits}
        applyLabel={({ summary }) =>
          t({ vi: 'Gửi báo cáo của {n} đơn vị', en: 'Send the reports of {n} {n|unit|units}' }, { n: summary.reports })
        }
      />
    </Page>
  );
};

/** A table of many units by file: down to be filled in, and sent as their reports. */
export const WorkbooksPage = () => {
  const place = usePlace(useSearch({ from: '/inside/desk/excel' }));
  const { t } = useWords();
  if (!place) return <Waiting>{t({ vi: 'Đang tìm kỳ gần nhất…', en: 'Looking for the newest period…' })}</Waiting>;
  return <Workbooks place={place} />;
};
