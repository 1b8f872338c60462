import { lineWords } from '@app/contract/figures/routes.ts';
import { discardFormDraft, getDesign, getForm } from '@app/contract/reporting/design/routes.ts';
import { IconListDetails, IconPlus, IconTrash } from '@tabler/icons-react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormat } from '../../kernel/format.ts';
import { paths } from '../../kernel/paths.ts';
import { useAction, useRead } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { Page } from '../../shell/Page.tsx';
import { Button } from '../../ui/Button.tsx';
import { Select, TextInput } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { periodsOfForm } from '../forms.ts';
import { Loaded } from '../Loaded.tsx';
import { FormPreview } from './FormPreview.tsx';
import { FormSection } from './FormSection.tsx';
import { FormVersions } from './FormVersions.tsx';
import { addSection, emptyContent, type FormContent } from './form-edit.ts';
import { Narrative } from './Narrative.tsx';
import { PublishDialog } from './PublishDialog.tsx';
import { RetireDialog } from './RetireDialog.tsx';
import { type FormAnswer, type Shape, useFormDraft } from './use-form-draft.ts';
import './design.css';

type View = 'edit' | 'commune' | 'province' | 'versions';

const shapeOf = (answer: FormAnswer): Shape => {
  const { draft, form, versions, periods } = answer;
  const from = draft?.from ?? periods[0]?.code ?? null;
  return {
    line: draft?.line ?? form?.line ?? 'committee',
    calendar: draft?.calendar ?? form?.calendar ?? 'reporting',
    periodKind: draft?.periodKind ?? form?.periodKind ?? 'month',
    from,
    content: draft?.content ?? versions[0]?.content ?? emptyContent(),
  };
};

const OneForm = ({ code, answer }: { code: string; answer: FormAnswer }) => {
  const { t, tell } = useWords();
  const format = useFormat();
  const navigate = useNavigate();
  const { view } = useSearch({ strict: false }) as { view?: string };
  const [publishing, setPublishing] = useState(false);
  const [retiring, setRetiring] = useState(false);
  const design = useRead(getDesign, {});
  const draft = useFormDraft(code, shapeOf(answer), answer.draft);
  const discard = useAction(discardFormDraft, { onDone: () => void navigate({ to: paths.design }) });
  const { shape, saved, problem, dirty, change } = draft;
  const { form, versions, periods, whyNot } = answer;
  const readOnly = whyNot.saveFormDraft !== null;
  const edit = (content: FormContent) => change({ content });
  const wordsAt = (list: { path: string; says: { vi: string; en: string } }[] | undefined) => (path: string) =>
    list?.find((each) => each.path === path)?.says ?? null;
  const faultAt = wordsAt(saved?.faults);
  const saidAt = (path: string) => {
    const says = faultAt(path);
    return says && t(says);
  };
  const faults = saved?.faults ?? [];
  const general = faults.filter(({ path }) => path === 'content' || path === 'periodKind');
  const from = periods.find((each) => each.code === shape.from);
  const number = (versions[0]?.version ?? 0) + 1;
  const rows = shape.content.sections.reduce((sum, section) => sum + section.rows.length, 0);
  const communesOnly = (form ? form.owner : design.data?.owner) !== null;
  const whyNotPublish = readOnly
    ? t(whyNot.saveFormDraft?.says ?? { vi: '', en: '' })
    : dirty
      ? t({ vi: 'Đang lưu nháp…', en: 'Saving the draft…' })
      : !saved
        ? t({ vi: 'Chưa có gì thay đổi so với bản đang dùng.', en: 'Nothing differs from the version in use.' })
        : faults.length > 0
          ? t({ vi: 'Còn {n} chỗ phải sửa.', en: '{n} {n|place|places} must be corrected.' }, { n: faults.length })
          : null;
  const go = (next: View) => void navigate({ to: paths.designForm, params: { form: code }, search: { view: next } });
  const views: { value: View; label: string; icon?: typeof IconListDetails }[] = [
    ...(readOnly ? [] : [{ value: 'edit' as const, label: t({ vi: 'Soạn', en: 'Edit' }) }]),
    ...(saved
      ? [
          { value: 'commune' as const, label: t({ vi: 'Xã sẽ thấy', en: 'As communes see it' }) },
          ...(communesOnly
            ? []
            : [{ value: 'province' as const, label: t({ vi: 'Tỉnh sẽ thấy', en: 'As provinces see it' }) }]),
        ]
      : []),
    ...(versions.length > 0
      ? [{ value: 'versions' as const, label: t({ vi: 'Các phiên bản', en: 'Versions' }), icon: IconListDetails }]
      : []),
  ];
  // An address may ask for a view that there is not, or not yet.
  const shown = views.find(({ value }) => value === view)?.value ?? views[0]?.value ?? 'versions';
  let before = 0;
  return (
    <Page
      title={t({ vi: 'Biểu {code}', en: 'Form {code}' }, { code })}
      tag={
        form?.retiredFrom ? (
          <Tag>{t({ vi: 'thôi dùng từ {from}', en: 'retired from {from}' }, { from: form.retiredFrom.words })}</Tag>
        ) : undefined
      }
      lead={t(
        {
          vi: '{title}. {line}, {kind}, {rows} dòng.',
          en: '{title}. {line}, {kind}, {rows} {rows|row|rows}.',
        },
        {
          title: t(shape.content.title) || t({ vi: 'Chưa có tên', en: 'Without a title' }),
          line: lineWords[shape.line],
          kind: periodsOfForm(shape),
          rows,
        },
      )}
      actions={
        <>
          {form && !form.retiredFrom && (
            <Button whyNot={whyNot.retireForm && t(whyNot.retireForm.says)} onClick={() => setRetiring(true)}>
              {t({ vi: 'Thôi dùng…', en: 'Retire…' })}
            </Button>
          )}
          <Button look="filled" whyNot={whyNotPublish} onClick={() => setPublishing(true)}>
            {t({ vi: 'Ban hành phiên bản {n}', en: 'Publish version {n}' }, { n: number })}
          </Button>
        </>
      }
    >
      <div className="stack">
        <Segmented<View> label={t({ vi: 'Xem', en: 'View' })} options={views} value={shown} onPick={go} />
        {problem && (
          <Notice kind="error" live>
            {tell(problem)}
          </Notice>
        )}
        {shown === 'edit' && (
          <div className="form-edit">
            <div className="form-head">
              <TextInput
                label={t({ vi: 'Tên biểu', en: 'Title of the form' })}
                value={shape.content.title.vi}
                maxLength={200}
                error={shape.content.title.vi === '' ? null : saidAt('content.title')}
                onChange={(event) => edit({ ...shape.content, title: { vi: event.target.value, en: '' } })}
              />
              <Select
                label={t({ vi: 'Dùng từ kỳ', en: 'Used from' })}
                hint={t({ vi: 'Kỳ đã bắt đầu giữ bản cũ.', en: 'Periods that have begun keep theirs.' })}
                // What was saved may be about another period than the one chosen since.
                error={saved?.from === shape.from ? saidAt('from') : null}
                // A draft may say a period that is offered no longer: it stays until another one is chosen.
                options={[
                  ...(from ? [] : [{ value: '', label: t({ vi: 'Chọn kỳ', en: 'Choose a period' }) }]),
                  ...periods.map(({ code: value, words }) => ({ value, label: t(words) })),
                ]}
                value={from?.code ?? ''}
                onPick={(value) => change({ from: value === '' ? null : value })}
              />
            </div>
            {general.map(({ path, says }) => (
              <Notice key={path + says.vi} kind="warning">
                {t(says)}
              </Notice>
            ))}
            {shape.content.sections.map((section, at) => {
              const first = before;
              before += section.rows.length;
              return (
                <FormSection
                  // biome-ignore lint/suspicious/noArrayIndexKey: sections have no name of their own until they get one; they are known by their place
                  key={at}
                  at={at}
                  before={first}
                  edits={{
                    content: shape.content,
                    change: edit,
                    line: shape.line,
                    communesOnly,
                    faultAt,
                    warningAt: wordsAt(saved?.warnings),
                  }}
                />
              );
            })}
            <div>
              <Button icon={IconPlus} onClick={() => edit(addSection(shape.content))}>
                {t({ vi: 'Thêm mục', en: 'Add a section' })}
              </Button>
            </div>
            <Narrative content={shape.content} change={edit} faultAt={faultAt} />
            <div className="draft-foot">
              <p className="small mid" role="status">
                {dirty
                  ? t({ vi: 'Đang lưu nháp…', en: 'Saving the draft…' })
                  : saved
                    ? t(
                        { vi: 'Đã lưu nháp lúc {at}.', en: 'Draft saved at {at}.' },
                        { at: format.moment(saved.changedAt) },
                      )
                    : t({
                        vi: 'Bản nháp được giữ trên máy chủ ngay khi bạn sửa.',
                        en: 'The draft is kept on the server as soon as you change something.',
                      })}
              </p>
              {saved && (
                <Button
                  small
                  icon={IconTrash}
                  busy={discard.isPending}
                  onClick={() => discard.mutate({ params: { form: code } })}
                >
                  {t({ vi: 'Bỏ bản nháp', en: 'Discard the draft' })}
                </Button>
              )}
            </div>
          </div>
        )}
        {shown === 'commune' && saved && <FormPreview key={`c${saved.draftVersion}`} form={saved.preview.commune} />}
        {shown === 'province' && saved && <FormPreview key={`p${saved.draftVersion}`} form={saved.preview.province} />}
        {shown === 'versions' && versions.length > 0 && (
          <FormVersions answer={answer} draft={saved ? shape.content : null} />
        )}
      </div>
      {publishing && from && (
        <PublishDialog
          code={code}
          draft={draft}
          version={number}
          from={t(from.words)}
          before={versions[0]?.content ?? null}
          onDone={() => {
            setPublishing(false);
            void navigate({ to: paths.design });
          }}
          onClose={() => setPublishing(false)}
        />
      )}
      {retiring && <RetireDialog code={code} periods={periods} onClose={() => setRetiring(false)} />}
    </Page>
  );
};

/** One form while it is made: its sections and rows, how it will look, and every version there was. */
export const FormPage = () => {
  const { form: code } = useParams({ strict: false }) as { form: string };
  const read = useRead(getForm, { params: { form: code } });
  return <Loaded read={read}>{(answer) => <OneForm key={code} code={code} answer={answer} />}</Loaded>;
};
