import { type AuditFilter, exportAudit } from '@app/contract/audit/routes.ts';
import { IconDownload } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { download, Problem } from '../kernel/call.ts';
import { paths } from '../kernel/paths.ts';
import { useWords } from '../kernel/words.ts';
import { Page } from '../shell/Page.tsx';
import { Button } from '../ui/Button.tsx';
import { say } from '../ui/toast.ts';
import { AuditFilters } from './AuditFilters.tsx';
import { AuditList } from './AuditList.tsx';
import { filterOf, type Narrow, narrowed, searchOf } from './filter.ts';
import { SealState } from './SealState.tsx';
import './audit.css';

const Export = ({ filter }: { filter: AuditFilter }) => {
  const { t, tell, language } = useWords();
  const [busy, setBusy] = useState(false);
  const fetchFile = async () => {
    setBusy(true);
    try {
      await download(exportAudit, { query: { ...filter, language } }, 'nhat-ky.csv');
    } catch (cause) {
      if (!(cause instanceof Problem)) throw cause;
      say(tell(cause), 'problem');
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button icon={IconDownload} busy={busy} onClick={() => void fetchFile()}>
      {busy
        ? t({ vi: 'Đang dựng CSV…', en: 'Making CSV…' })
        : t({ vi: 'Tải các dòng này (CSV)', en: 'Download these entries (CSV)' })}
    </Button>
  );
};

/** The audit: who did what, when, to what; for those in charge of the subtree. */
export const AuditPage = () => {
  const { t } = useWords();
  const navigate = useNavigate();
  const filter = filterOf(useSearch({ from: '/inside/audit' }));
  const narrow: Narrow = (part) =>
    void navigate({ to: paths.audit, search: searchOf(narrowed(filter, part)), replace: true });
  return (
    <Page
      title={t({ vi: 'Nhật ký', en: 'Audit' })}
      lead={t({
        vi: 'Mọi việc ghi vào hệ thống trong địa bàn của bạn: lúc nào, việc gì, chức danh nào làm, trước và sau ra sao. Không ai sửa hay xóa được.',
        en: 'Everything written into the system in your area: when, what, by which post, before and after. Nobody can change or remove it.',
      })}
      actions={<Export filter={filter} />}
    >
      <SealState />
      <AuditFilters filter={filter} onNarrow={narrow} />
      <AuditList key={JSON.stringify(filter)} filter={filter} onNarrow={narrow} />
    </Page>
  );
};
