/** Reads and writes of screens: what is read is kept, what is written makes the kept answers of the rooms it touches old. */
import type { Answer, Call, Route } from '@app/contract/kernel/route.ts';
import {
  keepPreviousData,
  QueryClient,
  queryOptions,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { call, Problem } from './call.ts';

const worthAnotherTry = (failures: number, cause: unknown): boolean =>
  failures < 2 && cause instanceof Problem && (cause.status === 0 || cause.status >= 502);

/** The one store of answers of the web app. */
export const queryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: 15_000, retry: worthAnotherTry, refetchOnWindowFocus: true } },
});

/** Options of a read, for loaders (`queryClient.ensureQueryData(reading(route, input))`). The key begins with the path of the route. */
export const reading = <R extends Route>(route: R, input: Call<R>) =>
  queryOptions<Answer<R>, Problem>({ queryKey: [route.path, input], queryFn: () => call(route, input) });

type ReadOptions = {
  /** False: not asked yet, for example because a part of the address is still open. */
  when?: boolean;
  /** Milliseconds between two readings. */
  every?: number;
};

/** Reads a described route. While another address loads, the old figures stay (`isPlaceholderData`). */
export const useRead = <R extends Route>(
  route: R,
  input: Call<R>,
  options: ReadOptions = {},
): UseQueryResult<Answer<R>, Problem> =>
  useQuery({
    ...reading(route, input),
    // The library types it for its own inference only; what is kept has the type of the same route.
    placeholderData: keepPreviousData as never,
    enabled: options.when ?? true,
    ...(options.every !== undefined && { refetchInterval: options.every }),
  });

type ActionOptions<R extends Route> = {
  /** Routes whose kept answers are old afterwards; without it, all of them are. */
  touches?: readonly Route[];
  onDone?: (answer: Answer<R>, input: Call<R>) => void;
  onProblem?: (problem: Problem, input: Call<R>) => void;
};

/** Writes by a described route: `const submit = useAction(submitReport); submit.mutate({ params })`. */
export const useAction = <R extends Route>(
  route: R,
  options: ActionOptions<R> = {},
): UseMutationResult<Answer<R>, Problem, Call<R>> => {
  const client = useQueryClient();
  const { secret }: Route = route;
  return useMutation<Answer<R>, Problem, Call<R>>({
    mutationFn: (input) => call(route, input),
    // A secret is told once: it goes with the screen that shows it.
    ...(secret && { gcTime: 0 }),
    onSuccess: async (answer, input) => {
      const touched = options.touches?.map(({ path }): unknown => path);
      await client.invalidateQueries(touched ? { predicate: ({ queryKey }) => touched.includes(queryKey[0]) } : {});
      options.onDone?.(answer, input);
    },
    onError: (problem, input) => options.onProblem?.(problem, input),
  });
};
