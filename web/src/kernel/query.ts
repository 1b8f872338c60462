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
import { actsAs, call, LOCKED, Problem } from './call.ts';

const worthAnotherTry = (failures: number, cause: unknown): boolean =>
  failures < 2 && cause instanceof Problem && cause.code !== LOCKED && (cause.status === 0 || cause.status >= 500);

/** The one store of answers of the web app. */
export const queryClient = new QueryClient({
  defaultOptions: {
    // Asked also when the browser believes there is no line: then what this device keeps answers.
    queries: { staleTime: 15_000, retry: worthAnotherTry, refetchOnWindowFocus: true, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});

/** Asks the server; without a line, what this device keeps for that answers in its place. */
const ask = async <R extends Route>(route: R, input: Call<R>): Promise<Answer<R>> => {
  const { offline }: Route = route;
  if (!offline) return call(route, input);
  const as = actsAs();
  try {
    const answer = await call(route, input);
    void import('./offline/answers.ts').then(({ heard }) => heard(route, input, answer, as));
    return answer;
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.status !== 0) throw problem;
    const { told } = await import('./offline/answers.ts');
    const kept = await told(route, input, as);
    if (kept === null) throw problem;
    return kept;
  }
};

/** Options of a read, for loaders (`queryClient.ensureQueryData(reading(route, input))`). The key begins with the path of the route. */
export const reading = <R extends Route>(route: R, input: Call<R>) =>
  queryOptions<Answer<R>, Problem>({ queryKey: [route.path, input], queryFn: () => ask(route, input) });

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
