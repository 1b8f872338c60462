import { type Role, roles } from '@app/contract/identity/posts.ts';

type Place = { standing: boolean; kind: string; level: string };

/**
 * The roles offered at a body, for the list of the form only: the server decides by its table of posts. Accounts and
 * inspection belong to the standing agency and the committee, running the instance to those of the centre.
 */
export const rolesAt = ({ standing, kind, level }: Place): Role[] => {
  const keepsCommittee = standing || kind === 'committee';
  return roles.filter((role) => {
    if (role === 'operator') return keepsCommittee && level === 'nation';
    return role === 'officer' || role === 'head' || keepsCommittee;
  });
};
