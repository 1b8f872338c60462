import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Problem } from '../kernel/call.ts';
import { useWords } from '../kernel/words.ts';
import { Waiting } from '../ui/Waiting.tsx';

type Props<T> = { read: UseQueryResult<T, Problem>; children: (data: T) => ReactNode };

/** What was read; while it is on its way a quiet line, and a refusal goes to the one page that tells failures. */
export const Loaded = <T,>({ read, children }: Props<T>) => {
  const { t } = useWords();
  if (read.data !== undefined) return <>{children(read.data)}</>;
  if (read.error) throw read.error;
  return <Waiting>{t({ vi: 'Đang lấy số liệu…', en: 'Getting the figures…' })}</Waiting>;
};
