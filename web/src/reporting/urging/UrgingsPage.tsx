import { addDays } from '@app/contract/kernel/period.ts';
import type { Answer } from '@app/contract/kernel/route.ts';
import { draftUrging, listUrgings } from '@app/contract/reporting/urging/routes.ts';
import { IconFileText } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormat } from '../../kernel/format.ts';
import { paths } from '../../kernel/paths.ts';
import { useAction, useRead } from '../../kernel/query.ts';
import { useSession } from '../../kernel/session.ts';
import { useWords } from '../../kernel/words.ts';
import { Page } from '../../shell/Page.tsx';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { TextArea, TextInput } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Loaded } from '../Loaded.tsx';
import { inSentence } from '../report-look.ts';
import { LetterState, UrgedTable } from './UrgingParts.tsx';
import './urging.css';

type List = Answer<typeof listUrgings>;

/** Time to answer: long enough to fill a form, short enough to matter. */
const USUAL_DAYS = 3;

const Draft = ({ list, search }: { list: List; search: { unit: string; form: string; period: string } }) => {
  const { t, tell, fault } = useWords();
  const format = useFormat();
  const navigate = useNavigate();
  const { today } = useSession();
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const [until, setUntil] = useState(addDays(today, USUAL_DAYS));
  const [note, setNote] = useState('');
  const chosen = list.late.filter(({ reportId }) => !left.has(reportId));
  const draft = useAction(draftUrging, {
    onDone: ({ id }) => void navigate({ to: paths.urging, params: { urgingId: String(id) } }),
  });
  const all = chosen.length === list.late.length;
  const whyNot =
    (list.whyNot.draftUrging && t(list.whyNot.draftUrging.says)) ??
    (chosen.length === 0 ? t({ vi: 'Chọn ít nhất một đơn vị.', en: 'Choose at least one unit.' }) : null);
  return (
    <form
      className="urging"
      onSubmit={(event) => {
        event.preventDefault();
        if (whyNot === null && !draft.isPending)
          draft.mutate({
            body: {
              unit: Number(search.unit),
              form: search.form,
              period: search.period,
              reports: chosen.map(({ reportId }) => reportId),
              until,
              note,
            },
          });
      }}
    >
      {draft.error && (
        <Notice kind="error" live>
          {tell(draft.error)}
        </Notice>
      )}
      <fieldset>
        <legend>
          {t(
            { vi: 'Chọn đơn vị: {n}/{all}', en: 'Choose units: {n} of {all}' },
            { n: chosen.length, all: list.late.length },
          )}
        </legend>
        <Checkbox
          checked={all}
          onPick={(yes) => setLeft(yes ? new Set() : new Set(list.late.map(({ reportId }) => reportId)))}
        >
          {t({ vi: 'Tất cả đơn vị chậm', en: 'All late units' })}
        </Checkbox>
        <ul className="late">
          {list.late.map(({ reportId, unit, daysLate, urged, urgedAt }) => (
            <li key={reportId}>
              <Checkbox
                checked={!left.has(reportId)}
                onPick={(yes) => {
                  const next = new Set(left);
                  if (yes) next.delete(reportId);
                  else next.add(reportId);
                  setLeft(next);
                }}
              >
                {unit.fullName}{' '}
                <small>
                  {t({ vi: 'chậm {n} ngày', en: '{n} {n|day|days} late' }, { n: daysLate })}
                  {urgedAt &&
                    t(
                      { vi: ', đã đôn đốc {n} lần, gần nhất {when}', en: ', urged {n} times, last {when}' },
                      { n: urged, when: format.moment(urgedAt) },
                    )}
                </small>
              </Checkbox>
            </li>
          ))}
        </ul>
      </fieldset>
      <TextInput
        label={t({ vi: 'Đề nghị gửi trước hết ngày', en: 'To be sent until' })}
        type="date"
        min={today}
        value={until}
        onChange={(event) => setUntil(event.target.value)}
        error={fault(draft.error, 'until')}
      />
      <TextArea
        label={t({ vi: 'Thêm một đoạn vào văn bản (không bắt buộc)', en: 'One more paragraph (optional)' })}
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        error={fault(draft.error, 'note')}
      />
      <p className="row">
        <Button look="filled" type="submit" icon={IconFileText} busy={draft.isPending} whyNot={whyNot}>
          {t({ vi: 'Soạn văn bản gửi {n} đơn vị', en: 'Draft a letter to {n} {n|unit|units}' }, { n: chosen.length })}
        </Button>
      </p>
    </form>
  );
};

const Urgings = ({ list, search }: { list: List; search: { unit: string; form: string; period: string } }) => {
  const { t } = useWords();
  const format = useFormat();
  return (
    <Page
      title={t(
        { vi: 'Đôn đốc {form}, {period}', en: 'Urge for {form}, {period}' },
        { form: t(list.form.title), period: t(inSentence(list.period.words)) },
      )}
      lead={t(
        list.late.length > 0
          ? {
              vi: '{n} đơn vị của {unit} quá hạn chưa gửi.',
              en: '{n} {n|unit|units} of {unit} {n|is|are} overdue.',
            }
          : { vi: 'Không đơn vị nào của {unit} quá hạn.', en: 'No unit of {unit} is overdue.' },
        { n: list.late.length, unit: list.unit.fullName },
      )}
      actions={
        <Link className={buttonClass()} to={paths.desk} search={search}>
          {t({ vi: 'Về bàn duyệt', en: 'Back to the desk' })}
        </Link>
      }
    >
      {list.late.length > 0 && <Draft list={list} search={search} />}
      <section className="list">
        <h2>
          {t({ vi: 'Các lần đôn đốc', en: 'Letters so far' })} <span className="num">{list.urgings.length}</span>
        </h2>
        {list.urgings.length === 0 ? (
          <Empty>{t({ vi: 'Chưa đôn đốc lần nào trong kỳ này.', en: 'Nobody was urged in this period.' })}</Empty>
        ) : (
          <ul>
            {list.urgings.map((urging) => (
              <li key={urging.id} className="task">
                <div className="due">
                  {format.moment(urging.sentAt ?? urging.draftedAt).split(' ')[0]}
                  <small>{format.moment(urging.sentAt ?? urging.draftedAt).split(' ')[1]}</small>
                </div>
                <div className="what">
                  <h3>
                    <LetterState urging={urging} />
                  </h3>
                  <UrgedTable urging={urging} brief />
                </div>
                <Link
                  className={buttonClass('outline', true)}
                  to={paths.urging}
                  params={{ urgingId: String(urging.id) }}
                >
                  {urging.sentAt ? t({ vi: 'Xem', en: 'Look' }) : t({ vi: 'Xem và gửi', en: 'Look and send' })}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </section>
    </Page>
  );
};

/** Who is late below a unit, and what was done about it. */
export const UrgingsPage = () => {
  const { unit = '0', form = '', period = '' } = useSearch({ from: '/inside/urgings' });
  const read = useRead(listUrgings, { query: { unit: Number(unit), form, period } });
  return <Loaded read={read}>{(list) => <Urgings list={list} search={{ unit, form, period }} />}</Loaded>;
};
