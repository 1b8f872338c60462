import { nothingToReport } from '@app/contract/review/problems.ts';
import { IconAlignLeft } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { OfficialPaper } from '../documents/OfficialPaper.tsx';
import { TracePanel } from '../figures/TracePanel.tsx';
import { readTraceAddress } from '../figures/trace-address.ts';
import { paths } from '../kernel/paths.ts';
import { useWords } from '../kernel/words.ts';
import { Page } from '../shell/Page.tsx';
import { UnitDialog } from '../shell/UnitDialog.tsx';
import type { AddressPart } from '../ui/AddressBar.tsx';
import { Button, buttonClass } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import { Downloads } from './Downloads.tsx';
import { Remarks } from './Remarks.tsx';
import { blockOf, Editable, EditDialog, EditNotes, type Review } from './ReviewEdits.tsx';
import { type ReviewQuestion, useReview } from './use-review.ts';
import { WordsDialog } from './WordsDialog.tsx';
import './review.css';

type Change = { unit?: string; period?: string; reading?: string; figure?: string };

/** Goes to another place, period, reading or figure; what is not named stays, but a chosen figure belongs to its paper. */
const useGo = () => {
  const navigate = useNavigate();
  const { figure: _, ...search } = useSearch({ from: '/inside/review' });
  return (change: Change) =>
    void navigate({
      to: paths.review,
      search: { ...search, ...change },
      resetScroll: false,
      replace: 'figure' in change,
    });
};

const readingWords = {
  accepted: { vi: 'Đã duyệt', en: 'Accepted' },
  submitted: { vi: 'Đã gửi (tạm tính)', en: 'Submitted (provisional)' },
};

const useAddress = (
  { place, periods, period, reading }: ReturnType<typeof useReview>,
  go: (change: Change) => void,
  openUnits: () => void,
): AddressPart[] => {
  const { t } = useWords();
  const listed = periods?.map(({ code, words }) => ({ value: code, label: t(words) })) ?? [];
  const chosen = listed.find(({ value }) => value === period);
  const unlisted = chosen || period === null ? [] : [{ value: period, label: period }];
  return [
    { label: t({ vi: 'Địa bàn', en: 'Place' }), value: place.fullName, onOpen: openUnits },
    {
      label: t({ vi: 'Kỳ', en: 'Period' }),
      value: chosen?.label ?? period ?? '…',
      options: {
        list: [...unlisted, ...listed],
        chosen: period ?? '',
        onPick: (code) => go({ period: code }),
      },
    },
    {
      label: t({ vi: 'Số liệu', en: 'Figures' }),
      value: t(readingWords[reading]),
      options: {
        list: Object.entries(readingWords).map(([value, words]) => ({ value, label: t(words) })),
        chosen: reading,
        onPick: (value) => go({ reading: value }),
      },
    },
  ];
};

/** The paper, and beside it where the chosen figure comes from. */
const Desk = ({ review, question: of, stale }: { review: Review; question: ReviewQuestion; stale: boolean }) => {
  const [editing, setEditing] = useState<string | null>(null);
  const { figure } = useSearch({ from: '/inside/review' });
  const go = useGo();
  const question = figure === undefined ? null : readTraceAddress(figure);
  const mayEdit = review.whyNot.editReview === null && !stale;
  return (
    <>
      <Remarks remarks={review.remarks} />
      <EditNotes review={review} question={of} />
      <div className={question ? 'split' : undefined} aria-busy={stale}>
        <div className={stale ? 'desk-bg stale' : 'desk-bg'}>
          <OfficialPaper
            document={review.document}
            selectedTrace={question ? figure : null}
            onFigure={(trace) => go({ figure: trace })}
            {...(mayEdit && {
              wrapParagraph: (paragraph, shown) =>
                blockOf(paragraph.id) in review.marks ? (
                  <Editable key={paragraph.id} paragraph={paragraph} shown={shown} onEdit={setEditing} />
                ) : (
                  shown
                ),
            })}
          />
        </div>
        {question && <TracePanel key={figure} question={question} onClose={() => go({})} />}
      </div>
      {editing !== null && (
        <EditDialog review={review} question={of} block={editing} onClose={() => setEditing(null)} />
      )}
    </>
  );
};

/** The review report of a unit and period as it would be signed. */
export const ReviewPage = () => {
  const { t, tell } = useWords();
  const go = useGo();
  const [choosing, setChoosing] = useState(false);
  const [taking, setTaking] = useState(false);
  const here = useReview();
  const { question, review, periods, place, error } = here;
  const address = useAddress(here, go, () => setChoosing(true));
  const { data, isPlaceholderData } = review;
  const shown = error ? undefined : data;
  return (
    <Page
      title={shown ? t(shown.title) : t({ vi: 'Sơ kết, tổng kết', en: 'Review reports' })}
      lead={
        shown &&
        t(
          {
            vi: '{n} số liệu, số nào cũng mở được nguồn: bấm vào số có gạch chân chấm.',
            en: '{n} figures, each with its source: press a figure with a dotted line.',
          },
          { n: shown.figures },
        )
      }
      actions={
        question &&
        shown && (
          <>
            <Link
              className={buttonClass('quiet')}
              to={paths.totals}
              search={{ unit: String(place.id), period: question.period }}
            >
              {t({ vi: 'Sang tổng hợp để ban hành', en: 'To the totals, for issuing' })}
            </Link>
            {shown.whyNot.editReview === null && (
              <Button icon={IconAlignLeft} onClick={() => setTaking(true)}>
                {t({ vi: 'Lấy lời từ các báo cáo…', en: 'Words from the reports…' })}
              </Button>
            )}
            <Downloads question={question} />
          </>
        )
      }
      address={address}
    >
      {shown && question && <Desk review={shown} question={question} stale={isPlaceholderData} />}
      {taking && question && <WordsDialog question={question} onClose={() => setTaking(false)} />}
      {error?.code === nothingToReport.code && (
        <Empty>
          {tell(error)} {t({ vi: 'Chọn kỳ khác ở trên.', en: 'Choose another period above.' })}
        </Empty>
      )}
      {error && error.code !== nothingToReport.code && (
        <Notice kind="error" live>
          {tell(error)}
          {error.status === 404 &&
            t({
              vi: ' Báo cáo lập cho tỉnh và trung ương, trong kỳ mà đơn vị tồn tại. Chọn địa bàn hoặc kỳ khác ở trên.',
              en: ' Reports are written for provinces and the centre, in periods in which the unit exists. Choose another place or period above.',
            })}
        </Notice>
      )}
      {!error && !shown && question && (
        <Waiting>{t({ vi: 'Đang lập báo cáo từ số liệu…', en: 'Writing the report from the figures…' })}</Waiting>
      )}
      {!error && periods && !question && (
        <Empty>{t({ vi: 'Chưa có kỳ báo cáo nào có số liệu.', en: 'No period has figures yet.' })}</Empty>
      )}
      {choosing && <UnitDialog onPick={(id) => go({ unit: String(id) })} onClose={() => setChoosing(false)} />}
    </Page>
  );
};
