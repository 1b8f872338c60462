import { answerTaken, getNarrative } from '@app/contract/reporting/narrative/routes.ts';
import { queryClient, reading, useAction } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ReadParagraph } from './ReadText.tsx';
import type { NarrativeAnswer, Writing } from './use-narrative.ts';

/** Reads the report again after an act of the server, and goes on from there. */
export const readAgain = async (reportId: number, writing: Writing): Promise<void> => {
  const fresh = await queryClient.fetchQuery({ ...reading(getNarrative, { params: { reportId } }), staleTime: 0 });
  writing.takeOver(fresh.texts, fresh.version);
};

type Props = { answer: NarrativeAnswer; section: string; writing: Writing };

/** Where paragraphs of a section came from; where a source says otherwise since, both wordings and a choice. */
export const TakenNotes = ({ answer, section, writing }: Props) => {
  const { t, tell } = useWords();
  const reportId = answer.report.id;
  const act = useAction(answerTaken, { onDone: () => void readAgain(reportId, writing) });
  const press = async (takenId: number, how: 'keep' | 'new' | 'forget') => {
    if (!(await writing.flush())) return;
    act.mutate({ params: { reportId, takenId }, body: { version: writing.version(), answer: how } });
  };
  const here = answer.taken.filter((each) => each.section === section);
  const changed = here.filter((each) => each.changed);
  const names = [...new Set(here.map(({ source }) => source.fullName))];
  if (here.length === 0) return null;
  return (
    <div className="stack">
      <p className="small mid">
        {t(
          { vi: '{n} đoạn lấy từ: {names}', en: '{n} {n|paragraph|paragraphs} from: {names}' },
          { n: here.length, names: names.join(', ') },
        )}
      </p>
      {act.error && (
        <Notice kind="error" live>
          {tell(act.error)}
        </Notice>
      )}
      {changed.map((each) => (
        <Notice key={each.id} kind="warning">
          <b>
            {t(
              {
                vi: '{unit} đã sửa đoạn bạn lấy (gửi lại sau lần {revision}).',
                en: '{unit} has changed what you took (sent again after {revision}).',
              },
              { unit: each.source.fullName, revision: each.source.revision },
            )}
          </b>
          <p>
            {t({ vi: 'Đã lấy', en: 'Taken' })}: <ReadParagraph text={each.text} figures={answer.figures} />
          </p>
          <p>
            {t({ vi: 'Nay viết', en: 'Now says' })}:{' '}
            {each.now === null ? (
              t({ vi: 'đoạn này không còn.', en: 'the paragraph is gone.' })
            ) : (
              <ReadParagraph text={each.now} figures={answer.figures} />
            )}
          </p>
          <span className="row">
            {each.now !== null && (
              <Button small busy={act.isPending} onClick={() => void press(each.id, 'new')}>
                {t({ vi: 'Lấy lời mới', en: 'Take the new one' })}
              </Button>
            )}
            <Button
              small
              busy={act.isPending}
              onClick={() => void press(each.id, each.now === null ? 'forget' : 'keep')}
            >
              {t({ vi: 'Giữ lời của tôi', en: 'Keep mine' })}
            </Button>
          </span>
        </Notice>
      ))}
    </div>
  );
};
