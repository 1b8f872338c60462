/** The tree of screens. Each page is loaded when it is first opened. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { LOCKED, Problem } from './kernel/call.ts';
import { paths } from './kernel/paths.ts';
import { queryClient } from './kernel/query.ts';
import { nobody, sessionReading } from './kernel/session.ts';
import { ErrorPage } from './shell/ErrorPage.tsx';
import { Layout } from './shell/Layout.tsx';
import { NotFoundPage } from './shell/NotFoundPage.tsx';

type Search = Record<string, unknown>;

/** The named parts of an address, each a text when it is there. */
const parts =
  <const N extends readonly string[]>(...names: N) =>
  (search: Search): Partial<Record<N[number], string>> =>
    // The names come from the same list as the type.
    Object.fromEntries(Object.entries(search).filter(([name]) => names.includes(name))) as Partial<
      Record<N[number], string>
    >;

const textOfSearch = (search: Search): string => {
  const filled = Object.entries(search).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return filled.length > 0 ? `?${new URLSearchParams(filled)}` : '';
};

const reportPage = () => import('./reporting/ReportPage.tsx');
// Read while the session is asked for, where the address says that it is wanted.
if (/^\/reports\/\d+$/.test(location.pathname)) void reportPage().catch(() => {});

const root = createRootRoute({
  component: Outlet,
  beforeLoad: async ({ location }) => {
    if (location.pathname === paths.unlock) return { session: nobody };
    const session = await queryClient.ensureQueryData(sessionReading).catch((cause: unknown) => {
      if (!(cause instanceof Problem) || cause.code !== LOCKED) throw cause;
      throw redirect({ to: paths.unlock, search: location.href === '/' ? {} : { from: location.href } });
    });
    return { session };
  },
});

const whereFrom = parts('from');

const signIn = createRoute({
  getParentRoute: () => root,
  path: paths.signIn,
  validateSearch: whereFrom,
  beforeLoad: ({ context }) => {
    if (context.session.signedIn) throw redirect({ to: paths.myWork });
  },
  component: lazyRouteComponent(() => import('./identity/door/SignInPage.tsx'), 'SignInPage'),
});

const enrol = createRoute({
  getParentRoute: () => root,
  path: paths.enrol,
  beforeLoad: ({ context }) => {
    if (context.session.signedIn) throw redirect({ to: paths.myWork });
  },
  component: lazyRouteComponent(() => import('./identity/door/EnrolPage.tsx'), 'EnrolPage'),
});

const unlock = createRoute({
  getParentRoute: () => root,
  path: paths.unlock,
  validateSearch: whereFrom,
  component: lazyRouteComponent(() => import('./shell/UnlockPage.tsx'), 'UnlockPage'),
});

const signOn = createRoute({
  getParentRoute: () => root,
  path: paths.signOn,
  component: lazyRouteComponent(() => import('./identity/door/SignOnPage.tsx'), 'SignOnPage'),
});

const administrator = createRoute({
  getParentRoute: () => root,
  path: paths.administrator,
  beforeLoad: ({ context }) => {
    if (context.session.signedIn) throw redirect({ to: paths.myWork });
  },
  component: lazyRouteComponent(() => import('./identity/door/AdministratorPage.tsx'), 'AdministratorPage'),
});

const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: ({ context, location }) => {
    if (context.session.signedIn) return;
    throw redirect({ to: paths.signIn, search: location.href === '/' ? {} : { from: location.href } });
  },
  component: Layout,
});

const getParentRoute = () => inside;

const pages = [
  createRoute({
    getParentRoute,
    path: paths.myWork,
    component: lazyRouteComponent(() => import('./reporting/MyWorkPage.tsx'), 'MyWorkPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.report,
    staticData: { slim: true },
    component: lazyRouteComponent(reportPage, 'ReportPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.words,
    staticData: { slim: true },
    component: lazyRouteComponent(() => import('./reporting/narrative/NarrativePage.tsx'), 'NarrativePage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.workbook,
    component: lazyRouteComponent(() => import('./reporting/workbook/WorkbookPage.tsx'), 'WorkbookPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.workbooks,
    validateSearch: parts('unit', 'form', 'period'),
    component: lazyRouteComponent(() => import('./reporting/workbook/WorkbooksPage.tsx'), 'WorkbooksPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.desk,
    validateSearch: parts('unit', 'form', 'period', 'report', 'state', 'mark', 'q'),
    staticData: { slim: true },
    component: lazyRouteComponent(() => import('./reporting/DeskPage.tsx'), 'DeskPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.entryGrid,
    validateSearch: parts('unit', 'form', 'period', 'mine'),
    staticData: { slim: true },
    component: lazyRouteComponent(() => import('./reporting/grid/EntryGridPage.tsx'), 'EntryGridPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.signals,
    validateSearch: parts('unit', 'period', 'kind', 'state'),
    staticData: { slim: true },
    component: lazyRouteComponent(() => import('./reporting/signals/SignalsPage.tsx'), 'SignalsPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.signalSettings,
    validateSearch: parts('unit'),
    component: lazyRouteComponent(() => import('./reporting/signals/SignalSettingsPage.tsx'), 'SignalSettingsPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.totals,
    validateSearch: parts('unit', 'form', 'period'),
    staticData: { slim: true },
    component: lazyRouteComponent(() => import('./reporting/TotalsPage.tsx'), 'TotalsPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.edition,
    validateSearch: parts('of'),
    component: lazyRouteComponent(() => import('./reporting/EditionPage.tsx'), 'EditionPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.targets,
    validateSearch: parts('unit', 'period'),
    component: lazyRouteComponent(() => import('./reporting/targets/TargetsPage.tsx'), 'TargetsPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.design,
    component: lazyRouteComponent(() => import('./reporting/design/DesignPage.tsx'), 'DesignPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.indicators,
    component: lazyRouteComponent(() => import('./reporting/design/IndicatorsPage.tsx'), 'IndicatorsPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.designForm,
    validateSearch: parts('view'),
    staticData: { slim: true },
    component: lazyRouteComponent(() => import('./reporting/design/FormPage.tsx'), 'FormPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.review,
    validateSearch: parts('unit', 'period', 'form', 'reading', 'figure'),
    staticData: { slim: true },
    component: lazyRouteComponent(() => import('./review/ReviewPage.tsx'), 'ReviewPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.trace,
    validateSearch: parts('indicator', 'unit', 'period', 'line', 'reading'),
    component: lazyRouteComponent(() => import('./figures/TracePage.tsx'), 'TracePage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.units,
    validateSearch: parts('q', 'on'),
    component: lazyRouteComponent(() => import('./org/UnitsPage.tsx'), 'UnitsPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.unit,
    validateSearch: parts('on'),
    component: lazyRouteComponent(() => import('./org/UnitPage.tsx'), 'UnitPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.reform,
    validateSearch: parts('indicator', 'by', 'view', 'line'),
    component: lazyRouteComponent(() => import('./figures/reform/ReformPage.tsx'), 'ReformPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.changes,
    component: lazyRouteComponent(() => import('./org/changes/ChangesPage.tsx'), 'ChangesPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.change,
    validateSearch: parts('step'),
    component: lazyRouteComponent(() => import('./org/changes/ChangePage.tsx'), 'ChangePage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.operation,
    component: lazyRouteComponent(() => import('./operation/OperationPage.tsx'), 'OperationPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.accounts,
    component: lazyRouteComponent(() => import('./identity/accounts/AccountsPage.tsx'), 'AccountsPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.manyAccounts,
    component: lazyRouteComponent(() => import('./identity/accounts/ManyAccountsPage.tsx'), 'ManyAccountsPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.myAccount,
    component: lazyRouteComponent(() => import('./identity/me/MyAccountPage.tsx'), 'MyAccountPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.notices,
    component: lazyRouteComponent(() => import('./notices/NoticesPage.tsx'), 'NoticesPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.regimes,
    component: lazyRouteComponent(() => import('./reporting/regimes/RegimesPage.tsx'), 'RegimesPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.timeliness,
    validateSearch: parts('unit', 'form', 'period', 'view', 'order', 'level'),
    staticData: { slim: true },
    component: lazyRouteComponent(() => import('./reporting/timeliness/TimelinessPage.tsx'), 'TimelinessPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.requests,
    component: lazyRouteComponent(() => import('./reporting/requests/RequestsPage.tsx'), 'RequestsPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.newRequest,
    component: lazyRouteComponent(() => import('./reporting/requests/NewRequestPage.tsx'), 'NewRequestPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.request,
    component: lazyRouteComponent(() => import('./reporting/requests/RequestPage.tsx'), 'RequestPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.urgings,
    validateSearch: parts('unit', 'form', 'period'),
    component: lazyRouteComponent(() => import('./reporting/urging/UrgingsPage.tsx'), 'UrgingsPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.urging,
    component: lazyRouteComponent(() => import('./reporting/urging/UrgingPage.tsx'), 'UrgingPage'),
  }),
  createRoute({
    getParentRoute,
    path: paths.audit,
    validateSearch: parts('q', 'about', 'action', 'unit', 'post', 'from', 'to'),
    component: lazyRouteComponent(() => import('./audit/AuditPage.tsx'), 'AuditPage'),
  }),
] as const;

export const router = createRouter({
  routeTree: root.addChildren([signIn, enrol, unlock, signOn, administrator, inside.addChildren(pages)]),
  defaultPreload: 'intent',
  defaultErrorComponent: ErrorPage,
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: true,
  // Plain texts, so that an address can be read, typed and printed: ?unit=5, not ?unit=%225%22.
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: textOfSearch,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
  interface StaticDataRouteOption {
    /** A work screen (entry, desk, report): the rail folds to icons. */
    slim?: boolean;
  }
}
