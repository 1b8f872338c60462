import { type Role, roleWords } from '@app/contract/identity/posts.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { getUnit, type UnitLife } from '@app/contract/org/routes.ts';
import { type ReactNode, useState } from 'react';
import type { Problem } from '../../kernel/call.ts';
import { useRead } from '../../kernel/query.ts';
import { useSession } from '../../kernel/session.ts';
import { useWords } from '../../kernel/words.ts';
import { Select, TextInput } from '../../ui/Field.tsx';
import { rolesAt } from './roles-at.ts';
import { UnitOfPost } from './UnitOfPost.tsx';

/** The post that the fields describe; null while a part is missing. */
type ChosenPost = { role: Role; body: UnitLife['bodies'][number]; unit: UnitLife['unit']; startsOn: string };

type PostFields = { chosen: ChosenPost | null; whyNot: Words | null; fields: (problem: Problem | null) => ReactNode };

/** The fields of a post that is to be given: unit, body, role, first day. */
export const usePostFields = (): PostFields => {
  const { t, fault } = useWords();
  const { post, today } = useSession();
  const [unitId, setUnitId] = useState(post?.unit.id ?? 0);
  const [bodyId, setBodyId] = useState('');
  const [wished, setWished] = useState<Role>('officer');
  const [startsOn, setStartsOn] = useState(today);
  const { data: life } = useRead(getUnit, { params: { unitId }, query: {} }, { when: unitId > 0 });
  const body = life?.bodies.find(({ id }) => String(id) === bodyId) ?? life?.bodies[0];
  const offered = body && life ? rolesAt({ ...body, level: life.unit.level }) : [];
  const role = offered.includes(wished) ? wished : offered[0];
  const whyNot: Words | null =
    body && role
      ? startsOn
        ? null
        : { vi: 'Chọn ngày bắt đầu.', en: 'Choose the first day.' }
      : { vi: 'Chọn một đơn vị có cơ quan báo cáo.', en: 'Choose a unit with a body.' };
  return {
    chosen: life && body && role && startsOn ? { role, body, unit: life.unit, startsOn } : null,
    whyNot,
    fields: (problem) => (
      <>
        <UnitOfPost label={t({ vi: 'Đơn vị', en: 'Unit' })} name={life?.unit.fullName} onPick={setUnitId} />
        {life && life.bodies.length > 0 && body && role && (
          <>
            <Select
              label={t({ vi: 'Cơ quan', en: 'Body' })}
              options={life.bodies.map(({ id, name }) => ({ value: String(id), label: t(name) }))}
              value={String(body.id)}
              onPick={setBodyId}
              error={fault(problem, 'bodyId')}
            />
            <Select
              label={t({ vi: 'Chức danh', en: 'Post' })}
              options={offered.map((value) => ({ value, label: t(roleWords[value]) }))}
              value={role}
              onPick={setWished}
              error={fault(problem, 'role')}
            />
          </>
        )}
        <TextInput
          label={t({ vi: 'Giữ chức danh từ ngày', en: 'Holds the post from' })}
          type="date"
          value={startsOn}
          onChange={(event) => setStartsOn(event.target.value)}
          error={fault(problem, 'startsOn')}
        />
      </>
    ),
  };
};
