import {
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  useLocation,
  useRouter,
} from '@tanstack/react-router';
import { useCallback } from 'react';
import { BoardPage } from '../features/board/board-page.js';
import type { BoardFilter } from '../features/board/groups.js';
import { queryClient } from '../shared/api/client.js';
import { isNotAllowed, isSignedOut } from '../shared/api/refusal.js';
import { renewMe } from '../shared/api/renew-me.js';
import { PageSkeleton } from '../shared/layout/page.js';
import { homeOf } from '../shared/layout/sections.js';
import { calendarsRoute } from './calendar-routes.js';
import {
  appointmentsRoute,
  bundlesRoute,
  clinicRulesRoute,
  directoryRoute,
  fairnessRoute,
  membersRoute,
  pricesRoute,
  releasesRoute,
  rulesRoute,
  visitRulesRoute,
  waitlistsRoute,
  webhooksRoute,
} from './clinic-routes.js';
import { credentialRoute, credentialsRoute } from './credential-routes.js';
import { partnerRoute, partnersRoute } from './partner-routes.js';
import { reportsRoute } from './report-routes.js';
import { consoleRoute, rootRoute } from './roots.js';
import {
  auditSearch,
  boardSearch,
  filterOf,
  orderQueryOf,
  ordersSearch,
  ordersSearchOf,
  postingsSearch,
  scheduleSearch,
  searchOf,
  signInSearch,
} from './search.js';

const SignInPage = lazyRouteComponent(() => import('../features/sign-in/sign-in-page.js'), 'SignInPage');
const OrderPage = lazyRouteComponent(() => import('../features/order/order-page.js'), 'OrderPage');
const CandidatesPage = lazyRouteComponent(
  () => import('../features/candidates/candidates-page.js'),
  'CandidatesPage',
);
const OrdersPage = lazyRouteComponent(() => import('../features/orders/orders-page.js'), 'OrdersPage');
const TrialBalancePage = lazyRouteComponent(
  () => import('../features/ledger/trial-balance-page.js'),
  'TrialBalancePage',
);
const PeoplePage = lazyRouteComponent(() => import('../features/people/people-page.js'), 'PeoplePage');
const AppealsPage = lazyRouteComponent(() => import('../features/people/appeals-page.js'), 'AppealsPage');
const StaffPage = lazyRouteComponent(() => import('../features/people/staff-page.js'), 'StaffPage');
const AuditPage = lazyRouteComponent(() => import('../features/audit/audit-page.js'), 'AuditPage');
const AccountPage = lazyRouteComponent(() => import('../features/account/account-page.js'), 'AccountPage');
const SchedulePage = lazyRouteComponent(
  () => import('../features/schedule/schedule-page.js'),
  'SchedulePage',
);
const PostingsPage = lazyRouteComponent(() => import('../features/ledger/postings-page.js'), 'PostingsPage');

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: signInSearch,
  component: function SignIn() {
    const { next } = signInRoute.useSearch();
    const router = useRouter();
    return <SignInPage onSignedIn={() => router.history.push(next ?? '/')} />;
  },
});

const boardRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/',
  validateSearch: boardSearch,
  beforeLoad: ({ context: { me } }) => {
    const home = homeOf(me.permissions);
    if (home !== '/') throw redirect({ to: home });
  },
  component: function Board() {
    const search = boardRoute.useSearch();
    const navigate = boardRoute.useNavigate();
    const change = useCallback(
      (patch: Partial<BoardFilter>) =>
        void navigate({
          search: (before) => searchOf({ ...filterOf(before), ...patch }),
          replace: true,
          resetScroll: false,
        }),
      [navigate],
    );
    return <BoardPage filter={filterOf(search)} change={change} />;
  },
});

const ordersRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/orders',
  validateSearch: ordersSearch,
  component: function Orders() {
    const query = orderQueryOf(ordersRoute.useSearch());
    const navigate = ordersRoute.useNavigate();
    return (
      <OrdersPage
        query={query}
        change={(patch) =>
          void navigate({ search: ordersSearchOf({ ...query, ...patch }), resetScroll: false })
        }
      />
    );
  },
});

const orderRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/orders/$orderId',
  component: function Order() {
    return <OrderPage orderId={orderRoute.useParams().orderId} />;
  },
});

const candidatesRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/orders/$orderId/shifts/$shiftNo',
  component: function Candidates() {
    const { orderId, shiftNo } = candidatesRoute.useParams();
    return <CandidatesPage key={`${orderId} ${shiftNo}`} orderId={orderId} shiftNo={Number(shiftNo)} />;
  },
});

const ledgerRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/ledger',
  component: TrialBalancePage,
});

const postingsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/ledger/postings',
  validateSearch: postingsSearch,
  component: function Postings() {
    const filter = postingsRoute.useSearch();
    const navigate = postingsRoute.useNavigate();
    return (
      <PostingsPage
        key={JSON.stringify(filter)}
        filter={filter}
        change={(asked) => void navigate({ search: asked, resetScroll: false })}
      />
    );
  },
});

const scheduleRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/schedule',
  validateSearch: scheduleSearch,
  component: function Schedule() {
    const query = scheduleRoute.useSearch();
    const navigate = scheduleRoute.useNavigate();
    return (
      <SchedulePage
        query={query}
        change={(patch) =>
          void navigate({ search: (before) => ({ ...before, ...patch }), resetScroll: false })
        }
      />
    );
  },
});

const peopleRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/people',
  component: function People() {
    const phone = useLocation({ select: ({ state }) => state.phone });
    const navigate = peopleRoute.useNavigate();
    return (
      <PeoplePage
        phone={phone}
        find={(wanted) => void navigate({ state: { phone: wanted }, resetScroll: false })}
      />
    );
  },
});

const appealsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/appeals',
  component: AppealsPage,
});

const staffRoute = createRoute({ getParentRoute: () => consoleRoute, path: '/staff', component: StaffPage });

const auditRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/audit',
  validateSearch: auditSearch,
  component: function Audit() {
    const filter = auditRoute.useSearch();
    const navigate = auditRoute.useNavigate();
    return (
      <AuditPage
        key={JSON.stringify(filter)}
        filter={filter}
        change={(asked) => void navigate({ search: asked, resetScroll: false })}
      />
    );
  },
});

const accountRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/account',
  component: AccountPage,
});

/** Every address of the console. */
export const router = createRouter({
  routeTree: rootRoute.addChildren([
    signInRoute,
    consoleRoute.addChildren([
      boardRoute,
      ordersRoute,
      orderRoute,
      candidatesRoute,
      ledgerRoute,
      postingsRoute,
      scheduleRoute,
      calendarsRoute,
      directoryRoute,
      releasesRoute,
      appointmentsRoute,
      waitlistsRoute,
      bundlesRoute,
      fairnessRoute,
      membersRoute,
      clinicRulesRoute,
      visitRulesRoute,
      pricesRoute,
      rulesRoute,
      webhooksRoute,
      peopleRoute,
      partnersRoute,
      partnerRoute,
      reportsRoute,
      appealsRoute,
      credentialsRoute,
      credentialRoute,
      staffRoute,
      auditRoute,
      accountRoute,
    ]),
  ]),
  scrollRestoration: true,
  defaultPendingComponent: PageSkeleton,
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
  interface HistoryState {
    /** Who is looked for among the people: back and reload find them again, and no address carries their number. */
    readonly phone?: string;
  }
}

/** A role that is gone takes its pages along, also those that are open. */
const hideWhatIsLost = (error: unknown): void => {
  if (isNotAllowed(error)) void renewMe().then(() => router.invalidate());
};

// A session that ends while a page is open leads to the sign-in, and from there back to that page.
queryClient.getQueryCache().config.onError = (error, query) => {
  hideWhatIsLost(error);
  if (!isSignedOut(error) || query.queryKey[0]?.toString().includes('auth')) return;
  queryClient.clear();
  void router.navigate({ to: '/sign-in', search: { next: router.state.location.href } });
};
queryClient.getMutationCache().config.onError = hideWhatIsLost;
