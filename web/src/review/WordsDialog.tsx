import { sayText } from '@app/contract/reporting/narrative/references.ts';
import { addToReview, listReviewWords, type ReviewSection, reviewSections } from '@app/contract/review/routes.ts';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useAction, useRead } from '../kernel/query.ts';
import { useWords } from '../kernel/words.ts';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Select, TextInput } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Tag } from '../ui/Tag.tsx';
import { say } from '../ui/toast.ts';
import { Waiting } from '../ui/Waiting.tsx';
import type { ReviewQuestion } from './use-review.ts';

const sectionWords = {
  results: { vi: 'Kết quả thực hiện', en: 'Results' },
  limits: { vi: 'Tồn tại, hạn chế', en: 'Limits' },
  tasks: { vi: 'Phương hướng, nhiệm vụ', en: 'Tasks' },
  requests: { vi: 'Kiến nghị, đề xuất', en: 'Requests' },
} as const satisfies Record<ReviewSection, object>;

type Item = { report: number; revision: number; section: string; at: number; into: ReviewSection };
const keyOf = ({ report, section, at }: Pick<Item, 'report' | 'section' | 'at'>): string =>
  `${report}:${section}:${at}`;
const PAGE = 20;

/** What the unit and those below have written in their reports: chosen paragraphs flow into the sections of the review. */
export const WordsDialog = ({ question, onClose }: { question: ReviewQuestion; onClose: () => void }) => {
  const { t, tell, language } = useWords();
  const [q, setQ] = useState('');
  const [section, setSection] = useState<ReviewSection | ''>('');
  const [page, setPage] = useState(1);
  const [chosen, setChosen] = useState<ReadonlyMap<string, Item>>(new Map());
  const { unit, period, reading, language: of } = question;
  const which = { unit: Number(unit), period, reading: reading ?? 'accepted', language: of ?? 'vi' } as const;
  const read = useRead(listReviewWords, { query: { ...which, q, page, ...(section !== '' && { section }) } });
  const add = useAction(addToReview, {
    onDone: ({ added }) => {
      say(t({ vi: 'Đã đưa {n} đoạn vào báo cáo.', en: '{n} {n|paragraph|paragraphs} added.' }, { n: added }));
      onClose();
    },
  });
  const press = () => add.mutate({ body: { ...which, items: [...chosen.values()] } });
  const toggle = (item: Item, on: boolean) =>
    setChosen((before) => {
      const next = new Map(before);
      if (on) next.set(keyOf(item), item);
      else next.delete(keyOf(item));
      return next;
    });
  const { data } = read;
  const pages = Math.max(1, Math.ceil((data?.found ?? 0) / PAGE));
  return (
    <Dialog
      as="drawer"
      title={t({ vi: 'Lấy lời từ các báo cáo', en: 'Words from the reports' })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t({ vi: 'Thôi', en: 'Cancel' })}</Button>
          <Button
            look="filled"
            busy={add.isPending}
            whyNot={
              chosen.size === 0 ? t({ vi: 'Đánh dấu đoạn cần lấy trước.', en: 'Mark what to take first.' }) : null
            }
            onClick={press}
          >
            {t({ vi: 'Đưa {n} đoạn vào báo cáo', en: 'Add {n} {n|paragraph|paragraphs}' }, { n: chosen.size })}
          </Button>
        </>
      }
    >
      <div className="stack">
        {add.error && (
          <Notice kind="error" live>
            {tell(add.error)}
          </Notice>
        )}
        <TextInput
          label={t({ vi: 'Tìm đơn vị hoặc chữ', en: 'Find a unit or words' })}
          autoComplete="off"
          value={q}
          onChange={(event) => {
            setQ(event.target.value);
            setPage(1);
          }}
        />
        <Select
          label={t({ vi: 'Mục của báo cáo', en: 'Section of the review' })}
          options={[
            { value: '' as const, label: t({ vi: 'Tất cả các mục', en: 'All sections' }) },
            ...reviewSections.map((each) => ({ value: each, label: t(sectionWords[each]) })),
          ]}
          value={section}
          onPick={(value) => {
            setSection(value);
            setPage(1);
          }}
        />
        {!data && <Waiting>{t({ vi: 'Đang tìm lời trong các báo cáo…', en: 'Reading the reports…' })}</Waiting>}
        {data?.found === 0 && (
          <Empty>
            {t({
              vi: 'Không có đoạn nào. Phần lời gửi cùng báo cáo của kỳ sẽ hiện ở đây.',
              en: 'Nothing here. Words sent with the reports of the period appear here.',
            })}
          </Empty>
        )}
        <ul className="words-list">
          {data?.words.map((each) => {
            const { report, revision, section: from, at, into } = each;
            const key = keyOf({ report, section: from, at });
            return (
              <li key={key}>
                <p>
                  <b>{each.unit.fullName}</b>{' '}
                  <span className="small mid">
                    {t(each.period)} · {t({ vi: 'vào mục', en: 'into' })} {t(sectionWords[into])}
                  </span>
                </p>
                {each.taken ? (
                  <p>
                    {sayText(each.text, each.figures, language)}{' '}
                    <Tag look="duyet" icon={IconCheck}>
                      {t({ vi: 'Đã lấy', en: 'Taken' })}
                    </Tag>
                  </p>
                ) : (
                  <Checkbox
                    checked={chosen.has(key)}
                    onPick={(on) => toggle({ report, revision, section: from, at, into }, on)}
                  >
                    {sayText(each.text, each.figures, language)}
                  </Checkbox>
                )}
              </li>
            );
          })}
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
    </Dialog>
  );
};
