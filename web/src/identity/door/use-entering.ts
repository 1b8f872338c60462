import { signIn } from '@app/contract/identity/routes.ts';
import { useRouter, useSearch } from '@tanstack/react-router';
import { paths } from '../../kernel/paths.ts';
import { useAction } from '../../kernel/query.ts';
import { startAnew } from '../../kernel/session.ts';

/** An address of this app, and no other place: what stands in the address bar may come from anybody. */
export const inside = (address: unknown): string =>
  typeof address === 'string' && /^\/(?![/\\])/.test(address) ? address : paths.myWork;

/** What happens when somebody has been let in: the page that was asked for opens, else the list of work. */
export const useEntered = (): (() => void) => {
  const { history } = useRouter();
  const search = useSearch({ strict: false });
  return () => void startAnew({ keepDevice: true }).then(() => history.push(inside(search.from)));
};

/** Signing in with user name and password. */
export const usePasswordSignIn = () => {
  const entered = useEntered();
  return useAction(signIn, { touches: [], onDone: entered });
};
