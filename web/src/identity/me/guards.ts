import type { getSecurity } from '@app/contract/identity/security/routes.ts';
import type { Answer } from '@app/contract/kernel/route.ts';

/** What guards the own account, as the server tells it. */
export type Guards = Answer<typeof getSecurity>;
