import { lineWords } from '@app/contract/figures/routes.ts';
import { getConsolidation } from '@app/contract/reporting/routes.ts';
import { IconFileAnalytics, IconRosetteDiscountCheck } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { linesRead } from '../figures/lines-read.ts';
import { useFormat } from '../kernel/format.ts';
import { paths } from '../kernel/paths.ts';
import { useRead } from '../kernel/query.ts';
import { usePost, useSession } from '../kernel/session.ts';
import { useWords } from '../kernel/words.ts';
import { Page } from '../shell/Page.tsx';
import type { AddressPart } from '../ui/AddressBar.tsx';
import { Button, buttonClass } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { StateTag } from '../ui/Tag.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import { useFormChoices } from './forms.ts';
import { IssueDialog } from './IssueDialog.tsx';
import { Loaded } from './Loaded.tsx';
import { inSentence } from './report-look.ts';
import { TotalsAside } from './TotalsAside.tsx';
import { type Totals, TotalsTable } from './TotalsTable.tsx';
import { UnitPicker } from './UnitPicker.tsx';
import { type Place, usePeriods, usePlace } from './use-place.ts';

const useLead = ({ expected, reported, accepted, period }: Totals): string => {
  const { t } = useWords();
  if (expected > 0) {
    return t(
      {
        vi: 'Đã duyệt {accepted}/{expected} báo cáo, đã gửi {reported}/{expected}. Số “đã duyệt” là số chính thức, số “đã gửi” còn có thể bị trả lại.',
        en: '{accepted} of {expected} reports accepted, {reported} sent. "Accepted" counts officially; what is only "sent" may still be returned.',
      },
      { accepted, reported, expected },
    );
  }
  return period.kind === 'month'
    ? t({
        vi: 'Số tổng của cả đơn vị. Cột cuối nói mỗi số cộng từ bao nhiêu báo cáo.',
        en: 'The totals of the whole unit. The last column says on how many reports each rests.',
      })
    : t({
        vi: 'Kỳ này cộng từ các kỳ ngắn hơn và báo cáo của chính đơn vị. Cột cuối nói mỗi số cộng từ bao nhiêu báo cáo.',
        en: "This period is added up from shorter ones and the unit's own report. The last column says on how many reports each total rests.",
      });
};

const useAddress = (totals: Totals, place: Place, choose: () => void): AddressPart[] => {
  const { t } = useWords();
  const formChoices = useFormChoices();
  const format = useFormat();
  const navigate = useNavigate();
  const periods = usePeriods(place.form);
  const unit = String(place.unit);
  const post = usePost();
  const { period, form } = totals;
  const known = periods.some(({ code }) => code === period.code) ? periods : [period, ...periods];
  return [
    { label: t({ vi: 'Địa bàn', en: 'Place' }), value: totals.unit.fullName, onOpen: choose },
    {
      label: t({ vi: 'Kỳ', en: 'Period' }),
      value: t(period.words),
      detail: `${format.date(period.startsOn)}–${format.date(period.endsOn)}`,
      options: {
        list: known.map(({ code, words }) => ({ value: code, label: t(words) })),
        chosen: place.period,
        onPick: (code) => void navigate({ to: paths.totals, search: { unit, form: place.form, period: code } }),
      },
    },
    {
      label: t({ vi: 'Biểu', en: 'Form' }),
      value: t(formChoices.find(({ code }) => code === place.form)?.title ?? form.title),
      detail: t(lineWords[form.line]),
      options: {
        list: formChoices
          .filter(({ line }) => post === null || linesRead(post.body).includes(line))
          .map(({ code, title }) => ({ value: code, label: t(title) })),
        chosen: place.form,
        onPick: (code) => void navigate({ to: paths.totals, search: { unit, form: code } }),
      },
    },
  ];
};

const OneTotals = ({ totals, place }: { totals: Totals; place: Place }) => {
  const { t } = useWords();
  const navigate = useNavigate();
  const [open, setOpen] = useState<'unit' | 'issue' | null>(null);
  const address = useAddress(totals, place, () => setOpen('unit'));
  const search = { unit: String(place.unit), form: place.form, period: place.period };
  const { screens } = useSession();
  const whyNot = totals.whyNot.issueEdition;
  const issued = totals.editions.some(({ isSuperseded }) => !isSuperseded);
  return (
    <Page
      title={t(
        { vi: 'Tổng hợp số liệu {period}', en: 'Totals, {period}' },
        { period: t(inSentence(totals.period.words)) },
      )}
      tag={issued && <StateTag state="issued" />}
      lead={useLead(totals)}
      address={address}
      actions={
        <>
          {screens.includes('review') && (
            <Link className={buttonClass()} to={paths.review} search={search}>
              <Icon of={IconFileAnalytics} />
              {t({ vi: 'Báo cáo sơ kết', en: 'Review report' })}
            </Link>
          )}
          {whyNot?.code !== 'kernel.not-allowed' && (
            <Button
              look="filled"
              icon={IconRosetteDiscountCheck}
              whyNot={whyNot && t(whyNot.says)}
              onClick={() => setOpen('issue')}
            >
              {issued
                ? t({ vi: 'Ban hành bản đính chính…', en: 'Issue a correction…' })
                : t({ vi: 'Ban hành…', en: 'Issue…' })}
            </Button>
          )}
        </>
      }
    >
      <div className="two">
        <section className="panel" aria-label={t({ vi: 'Số tổng', en: 'Totals' })}>
          <TotalsTable totals={totals} />
        </section>
        <TotalsAside totals={totals} />
      </div>
      {open === 'issue' && <IssueDialog totals={totals} onClose={() => setOpen(null)} />}
      {open === 'unit' && (
        <UnitPicker
          on={totals.period.endsOn}
          onClose={() => setOpen(null)}
          onPick={(unit) => {
            setOpen(null);
            void navigate({ to: paths.totals, search: { ...search, unit } });
          }}
        />
      )}
    </Page>
  );
};

const PlacedTotals = ({ place }: { place: Place }) => {
  const read = useRead(getConsolidation, { query: place });
  return <Loaded read={read}>{(totals) => <OneTotals totals={totals} place={place} />}</Loaded>;
};

/** The totals of a unit for one form and period, and the way to issue them. */
export const TotalsPage = () => {
  const place = usePlace(useSearch({ from: '/inside/totals' }));
  const { t } = useWords();
  if (!place) return <Waiting>{t({ vi: 'Đang tìm kỳ gần nhất…', en: 'Looking for the newest period…' })}</Waiting>;
  return <PlacedTotals place={place} />;
};
