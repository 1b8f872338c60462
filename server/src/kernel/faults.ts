import { textProblems } from '@app/contract/kernel/free-text.ts';
import { type FieldFault, refuse } from '@app/contract/kernel/problem.ts';
import { badInput } from '@app/contract/kernel/problems.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type * as z from 'zod';
import { Refused } from './problem.ts';

type Issue = {
  code?: string;
  expected?: string;
  minimum?: number | bigint;
  maximum?: number | bigint;
  format?: string;
  keys?: string[];
  values?: unknown[];
  params?: { problem?: string };
};

/** The faults of an input that does not fit its schema, each by field path and in both languages; null for other errors. */
export const faultsOf = (error: unknown): FieldFault[] | null => {
  if (!hasZodFastifySchemaValidationErrors(error)) return null;
  return error.validation.flatMap((fault) =>
    // The adapter keeps what is particular to an issue in `params`, its code and its path beside them.
    faultsOfIssue({ ...fault.params, code: fault.keyword }, fault.instancePath.split('/').filter(Boolean)),
  );
};

/** A value from a file as its schema reads it; throws kernel.bad-input with the faults by field, as a request would be answered. */
export const readBy = <T extends z.ZodType>(schema: T, value: unknown): z.output<T> => {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const faults = read.error.issues.flatMap((issue) => faultsOfIssue(issue as Issue, issue.path.map(String)));
  throw new Refused(refuse(badInput, {}, faults));
};

const faultsOfIssue = (issue: Issue, path: readonly string[]): FieldFault[] => {
  if (issue.code === 'unrecognized_keys')
    return (issue.keys ?? []).map((key) => ({
      path: [...path, key].join('.'),
      code: 'kernel.unknown-field',
      says: unknownField,
    }));
  const problem = textProblems[issue.params?.problem ?? ''];
  if (problem) return [{ path: path.join('.'), code: problem.code, says: problem.says }];
  return [
    { path: path.join('.'), code: `kernel.${issue.code ?? 'not-right'}`.replaceAll('_', '-'), says: wordsFor(issue) },
  ];
};

const unknownField: Words = { vi: 'Không có ô này.', en: 'There is no such field.' };

const wordsFor = (issue: Issue): Words => {
  switch (issue.code) {
    case 'invalid_type':
      return {
        vi: `Kiểu dữ liệu chưa đúng, cần ${typeWords(issue.expected).vi}.`,
        en: `Wrong type, ${typeWords(issue.expected).en} is needed.`,
      };
    case 'too_small':
      return {
        vi: `Quá nhỏ hoặc quá ngắn, ít nhất ${issue.minimum}.`,
        en: `Too small or too short, at least ${issue.minimum}.`,
      };
    case 'too_big':
      return {
        vi: `Quá lớn hoặc quá dài, nhiều nhất ${issue.maximum}.`,
        en: `Too large or too long, at most ${issue.maximum}.`,
      };
    case 'invalid_value':
      return {
        vi: `Chỉ nhận một trong: ${(issue.values ?? []).join(', ')}.`,
        en: `Must be one of: ${(issue.values ?? []).join(', ')}.`,
      };
    case 'invalid_format':
      return { vi: 'Viết chưa đúng dạng.', en: 'Not in the right form.' };
    default:
      return { vi: 'Nội dung chưa đúng.', en: 'Not right.' };
  }
};

const typeWords = (expected: string | undefined): Words => {
  const known: Record<string, Words> = {
    number: { vi: 'một số', en: 'a number' },
    int: { vi: 'một số nguyên', en: 'a whole number' },
    string: { vi: 'một dòng chữ', en: 'text' },
    boolean: { vi: 'có hoặc không', en: 'yes or no' },
    array: { vi: 'một danh sách', en: 'a list' },
    object: { vi: 'một nhóm ô', en: 'a group of fields' },
    record: { vi: 'một nhóm ô', en: 'a group of fields' },
  };
  return known[expected ?? ''] ?? { vi: 'nội dung khác', en: 'something else' };
};
