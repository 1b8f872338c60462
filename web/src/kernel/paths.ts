/** The addresses of the screens, in one place; the router and every link use these names. */
export const paths = {
  signIn: '/sign-in',
  enrol: '/enrol',
  signOn: '/sign-on',
  myWork: '/',
  report: '/reports/$reportId',
  desk: '/desk',
  totals: '/totals',
  edition: '/editions/$editionId',
  review: '/review',
  trace: '/figures/trace',
  units: '/units',
  unit: '/units/$unitId',
  accounts: '/accounts',
  operation: '/operation',
  manyAccounts: '/accounts/many',
  myAccount: '/me',
} as const;
