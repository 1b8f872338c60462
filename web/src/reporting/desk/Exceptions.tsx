import { listExceptions } from '@app/contract/reporting/desk/routes.ts';
import { IconLockOpen } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormat } from '../../kernel/format.ts';
import { paths } from '../../kernel/paths.ts';
import { useRead } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';

/** Every exception that stands open below a unit: until when, why, and whose decision it was. Nothing is shown while there is none. */
export const Exceptions = ({ unit }: { unit: { id: number; fullName: string } }) => {
  const { t } = useWords();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const { data = [] } = useRead(listExceptions, { query: { unit: unit.id } });
  if (data.length === 0) return null;
  return (
    <>
      <Button icon={IconLockOpen} onClick={() => setOpen(true)}>
        {t({ vi: 'Ngoại lệ đang mở ({n})', en: 'Open exceptions ({n})' }, { n: data.length })}
      </Button>
      {open && (
        <Dialog
          as="drawer"
          title={t({ vi: 'Ngoại lệ đang mở ở {unit}', en: 'Open exceptions of {unit}' }, { unit: unit.fullName })}
          onClose={() => setOpen(false)}
        >
          <p className="small mid">
            {t({
              vi: 'Báo cáo đã khóa hoặc đã duyệt, được mở để đính chính. Hết ngày ghi ở đây là khóa lại.',
              en: 'Locked or accepted reports, opened for a correction. They lock again after the day given here.',
            })}
          </p>
          <ul className="exceptions">
            {data.map((each) => (
              <li key={each.reportId}>
                <Link to={paths.report} params={{ reportId: String(each.reportId) }}>
                  {each.unit.fullName}, {t(each.period)}
                </Link>
                <p>
                  {t(
                    { vi: 'Mở đến hết {date}. {reason}', en: 'Open until {date}. {reason}' },
                    { date: format.date(each.until), reason: each.reason },
                  )}
                </p>
                {each.by && (
                  <p className="mid">
                    {t({ vi: 'Người cho phép: {by}', en: 'Allowed by {by}' }, { by: each.by })}
                    {each.at && `, ${format.moment(each.at)}`}
                  </p>
                )}
              </li>
            ))}
          </ul>
        </Dialog>
      )}
    </>
  );
};
