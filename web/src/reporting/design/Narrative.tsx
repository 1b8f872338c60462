import type { Words } from '@app/contract/kernel/words.ts';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useWords } from '../../kernel/words.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { TextInput } from '../../ui/Field.tsx';
import type { FormContent } from './form-edit.ts';

type Section = NonNullable<FormContent['narrative']>[number];

/** The five parts that nearly every report has (NĐ 09/2019/NĐ-CP Art. 8: an outline belongs to a report). */
const usual: readonly Section[] = [
  { key: 'results', title: { vi: 'Kết quả nổi bật', en: 'Results' }, required: false },
  { key: 'limits', title: { vi: 'Tồn tại, hạn chế', en: 'Limits' }, required: false },
  { key: 'causes', title: { vi: 'Nguyên nhân', en: 'Causes' }, required: false },
  { key: 'proposals', title: { vi: 'Kiến nghị, đề xuất', en: 'Proposals' }, required: false },
  { key: 'directions', title: { vi: 'Phương hướng kỳ tới', en: 'Directions' }, required: false },
];

type Props = { content: FormContent; change: (next: FormContent) => void; faultAt: (path: string) => Words | null };

/** The outline in words beside the figures; a form without its own has the usual one. */
export const Narrative = ({ content, change, faultAt }: Props) => {
  const { t } = useWords();
  const own = content.narrative;
  const set = (narrative: readonly Section[] | undefined) => {
    const { narrative: _, ...rest } = content;
    change(narrative ? { ...rest, narrative: [...narrative] } : rest);
  };
  const free = (list: readonly Section[]): string => {
    for (let n = list.length + 1; ; n += 1) if (!list.some(({ key }) => key === `part_${n}`)) return `part_${n}`;
  };
  return (
    <section className="form-section" aria-labelledby="form-outline">
      <h2 id="form-outline">{t({ vi: 'Phần lời', en: 'In words' })}</h2>
      <Checkbox checked={own !== undefined} onPick={(on) => set(on ? usual : undefined)}>
        {t({
          vi: 'Biểu này có đề cương lời riêng (không chọn: năm phần thường dùng)',
          en: 'This form has an outline of its own (otherwise the usual five parts)',
        })}
      </Checkbox>
      {own && (
        <>
          <ol className="form-rows">
            {own.map((section, at) => {
              const fault = faultAt(`content.narrative.${at}.title`);
              const put = (part: Partial<Section>) =>
                set(own.map((each, place) => (place === at ? { ...each, ...part } : each)));
              return (
                <li key={section.key} className="outline-row">
                  <TextInput
                    label={t({ vi: 'Phần {n}', en: 'Part {n}' }, { n: at + 1 })}
                    value={section.title.vi}
                    maxLength={200}
                    error={fault && section.title.vi !== '' ? t(fault) : null}
                    onChange={(event) => put({ title: { vi: event.target.value, en: '' } })}
                  />
                  <Checkbox checked={section.required} onPick={(required) => put({ required })}>
                    {t({ vi: 'bắt buộc', en: 'required' })}
                  </Checkbox>
                  <IconButton
                    icon={IconTrash}
                    name={t({ vi: 'Bỏ phần {n}', en: 'Remove part {n}' }, { n: at + 1 })}
                    onClick={() => set(own.filter((_, place) => place !== at))}
                  />
                </li>
              );
            })}
          </ol>
          <div>
            <Button
              icon={IconPlus}
              onClick={() => set([...own, { key: free(own), title: { vi: '', en: '' }, required: false }])}
            >
              {t({ vi: 'Thêm phần lời', en: 'Add a part' })}
            </Button>
          </div>
        </>
      )}
    </section>
  );
};
