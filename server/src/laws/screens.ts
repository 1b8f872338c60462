/** How every screen is reached. */

/** Screens outside the main navigation, each with the file that holds a link to it. */
const linkedFrom: Readonly<Record<string, string>> = {
  // The guard of the routes leads there whoever is not signed in, and the menu of posts after signing out.
  signIn: 'web/src/shell/PostMenu.tsx',
  enrol: 'web/src/identity/door/SignInForm.tsx',
  // The guard of the routes leads there too, without a line.
  unlock: 'web/src/shell/PostMenu.tsx',
  myAccount: 'web/src/shell/PostMenu.tsx',
  manyAccounts: 'web/src/identity/accounts/AccountsPage.tsx',
  report: 'web/src/reporting/WorkList.tsx',
  signalSettings: 'web/src/reporting/signals/SignalsPage.tsx',
  workbook: 'web/src/reporting/workbook/ExcelLinks.tsx',
  workbooks: 'web/src/reporting/workbook/ExcelLinks.tsx',
  entryGrid: 'web/src/reporting/grid/EnterManyLink.tsx',
  words: 'web/src/reporting/ReportPage.tsx',
  edition: 'web/src/reporting/TotalsAside.tsx',
  designForm: 'web/src/reporting/design/DesignPage.tsx',
  indicators: 'web/src/reporting/design/DesignPage.tsx',
  trace: 'web/src/reporting/TotalsTable.tsx',
  unit: 'web/src/org/UnitTable.tsx',
  reform: 'web/src/org/UnitPage.tsx',
  changes: 'web/src/org/ChangeSets.tsx',
  change: 'web/src/org/changes/ChangesPage.tsx',
  notices: 'web/src/notices/NoticeList.tsx',
  regimes: 'web/src/reporting/MyWorkPage.tsx',
  newRequest: 'web/src/reporting/requests/RequestsPage.tsx',
  request: 'web/src/reporting/requests/RequestsPage.tsx',
  urgings: 'web/src/reporting/WorkList.tsx',
  urging: 'web/src/notices/NoticeItem.tsx',
};

/** Screens to which no page leads: the organisation's sign-on sends the browser back to one, the command line names the other. */
const openedFromOutside: ReadonlySet<string> = new Set(['signOn', 'administrator']);

export type WebTexts = { routes: string; paths: string; navigation: string; textOf: (file: string) => string };

const namesIn = (text: string): string[] => [...text.matchAll(/\bpaths\.(\w+)/g)].map((match) => match[1] ?? '');

const linkFault = (screen: string, textOf: WebTexts['textOf']): string | null => {
  if (openedFromOutside.has(screen)) return null;
  const link = linkedFrom[screen];
  if (link === undefined) return `${screen} is neither in the navigation nor declared as linked from a page`;
  return namesIn(textOf(link)).includes(screen) ? null : `${screen} is not linked from ${link}`;
};

/** Screens that nobody reaches, given the names of screens that the posts can open. */
export const unreachable = ({ routes, paths, navigation, textOf }: WebTexts, opened: ReadonlySet<string>): string[] => {
  const described = [...paths.matchAll(/^ {2}(\w+): '/gm)].map((match) => match[1] ?? '');
  const routed = [...routes.matchAll(/\bpath: paths\.(\w+)/g)].map((match) => match[1] ?? '');
  const inNavigation = new Map(
    [...navigation.matchAll(/name: '([\w-]+)',\s*to: paths\.(\w+)/g)].map(([, name, to]) => [to ?? '', name ?? '']),
  );
  const faults: string[] = [];
  for (const screen of described) if (!routed.includes(screen)) faults.push(`${screen} has an address and no screen`);
  for (const screen of routed) {
    if (!described.includes(screen)) faults.push(`${screen} has a screen and no address`);
    const name = inNavigation.get(screen);
    if (name !== undefined) {
      if (!opened.has(name)) faults.push(`${screen} stands in the navigation as "${name}", which no post can open`);
      continue;
    }
    const link = linkFault(screen, textOf);
    if (link !== null) faults.push(link);
  }
  return faults;
};
