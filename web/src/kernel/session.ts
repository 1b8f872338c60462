/** Who is signed in, and as which of their posts they act. */
import { getSession, type PostAnswer, type SessionAnswer } from '@app/contract/identity/routes.ts';
import { todayInVietnam } from '@app/contract/kernel/period.ts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { actAs, whenSignedOut } from './call.ts';
import { keep, kept } from './device.ts';
import { queryClient, reading } from './query.ts';

const keptPost = Number(kept('post'));
actAs(Number.isInteger(keptPost) && keptPost > 0 ? keptPost : null);

/** Options of the session, for loaders and guards. */
export const sessionReading = { ...reading(getSession, {}), staleTime: 60_000 };

whenSignedOut(() => {
  void import('./offline/vault.ts').then(({ lock }) => lock());
  void queryClient.invalidateQueries({ queryKey: sessionReading.queryKey });
});

/** Before the device is unlocked nobody is known. */
export const nobody: SessionAnswer = {
  signedIn: false,
  demonstration: false,
  awaitsAdministrator: false,
  today: todayInVietnam(new Date()),
  username: null,
  posts: [],
  post: null,
  signOn: null,
  awaitsSecondFactor: false,
  screens: [],
};

/** The session on screen; the shell has loaded it before any page renders. */
export const useSession = (): SessionAnswer => useSuspenseQuery(sessionReading).data;

/** The post of the signed-in person; pages behind the sign-in always have one. */
export const usePost = (): PostAnswer | null => useSession().post;

/** Acts as another post of the same person from now on. Every kept answer belonged to the old post. */
export const choosePost = async (postId: number | null): Promise<void> => {
  keep('post', postId === null ? null : String(postId));
  actAs(postId);
  await queryClient.fetchQuery({ ...sessionReading, staleTime: 0 });
  await queryClient.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== getSession.path });
};

/** Forgets everything that belonged to the person who leaves or comes. */
export const startAnew = async ({ keepDevice = false } = {}): Promise<void> => {
  if (!keepDevice) await import('./offline/vault.ts').then(({ wipe }) => wipe());
  keep('post', null);
  actAs(null);
  queryClient.clear();
  await queryClient.fetchQuery({ ...sessionReading, staleTime: 0 });
};
