import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from './roots.js';
import {
  bundlesSearch,
  deskSearch,
  directorySearch,
  fairnessSearch,
  membersSearch,
  releasesSearch,
  waitlistsSearch,
} from './search.js';

const AppointmentsPage = lazyRouteComponent(
  () => import('../features/appointments/appointments-page.js'),
  'AppointmentsPage',
);
const ReleasesPage = lazyRouteComponent(
  () => import('../features/releases/releases-page.js'),
  'ReleasesPage',
);
const WaitlistsPage = lazyRouteComponent(
  () => import('../features/waitlists/waitlists-page.js'),
  'WaitlistsPage',
);
const BundlesPage = lazyRouteComponent(() => import('../features/bundles/bundles-page.js'), 'BundlesPage');
const DirectoryPage = lazyRouteComponent(
  () => import('../features/directory/directory-page.js'),
  'DirectoryPage',
);
const FairnessPage = lazyRouteComponent(
  () => import('../features/fairness/fairness-page.js'),
  'FairnessPage',
);
const MembersPage = lazyRouteComponent(() => import('../features/members/members-page.js'), 'MembersPage');
const ClinicRulesPage = lazyRouteComponent(
  () => import('../features/clinic-rules/clinic-rules-page.js'),
  'ClinicRulesPage',
);
const VisitRulesPage = lazyRouteComponent(
  () => import('../features/visit-rules/visit-rules-page.js'),
  'VisitRulesPage',
);
const PricesPage = lazyRouteComponent(() => import('../features/prices/prices-page.js'), 'PricesPage');
const RulesPage = lazyRouteComponent(() => import('../features/membership-rules/rules-page.js'), 'RulesPage');

const WebhooksPage = lazyRouteComponent(
  () => import('../features/webhooks/webhooks-page.js'),
  'WebhooksPage',
);

/** The desk of clinics. */
export const appointmentsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/appointments',
  validateSearch: deskSearch,
  component: function Appointments() {
    const query = appointmentsRoute.useSearch();
    const navigate = appointmentsRoute.useNavigate();
    return (
      <AppointmentsPage
        query={query}
        change={(patch) =>
          void navigate({ search: (before) => ({ ...before, ...patch }), resetScroll: false })
        }
      />
    );
  },
});

/** When seats go on sale. */
export const releasesRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/releases',
  validateSearch: releasesSearch,
  component: function Releases() {
    const query = releasesRoute.useSearch();
    const navigate = releasesRoute.useNavigate();
    return (
      <ReleasesPage
        query={query}
        change={(patch) =>
          void navigate({ search: (before) => ({ ...before, ...patch }), resetScroll: false })
        }
      />
    );
  },
});

/** Waitlists of sessions. */
export const waitlistsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/waitlists',
  validateSearch: waitlistsSearch,
  component: function Waitlists() {
    const query = waitlistsRoute.useSearch();
    const navigate = waitlistsRoute.useNavigate();
    return (
      <WaitlistsPage
        query={query}
        change={(patch) =>
          void navigate({ search: (before) => ({ ...before, ...patch }), resetScroll: false })
        }
      />
    );
  },
});

/** Visit bundles; the one that is shown stands in the address. */
export const bundlesRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/bundles',
  validateSearch: bundlesSearch,
  component: function Bundles() {
    const query = bundlesRoute.useSearch();
    const navigate = bundlesRoute.useNavigate();
    return (
      <BundlesPage query={query} change={(wanted) => void navigate({ search: wanted, resetScroll: false })} />
    );
  },
});

/** Who got freed seats. */
export const fairnessRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/fairness',
  validateSearch: fairnessSearch,
  component: function Fairness() {
    const query = fairnessRoute.useSearch();
    const navigate = fairnessRoute.useNavigate();
    return (
      <FairnessPage
        query={query}
        change={(patch) =>
          void navigate({ search: (before) => ({ ...before, ...patch }), resetScroll: false })
        }
      />
    );
  },
});

/** Departments, doctors and rooms. */
export const directoryRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/directory',
  validateSearch: directorySearch,
  component: function Directory() {
    const query = directoryRoute.useSearch();
    const navigate = directoryRoute.useNavigate();
    return (
      <DirectoryPage
        query={query}
        change={(wanted) => void navigate({ search: wanted, resetScroll: false })}
      />
    );
  },
});

/** Members; the one that is shown stands in the address. */
export const membersRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/members',
  validateSearch: membersSearch,
  component: function Members() {
    const query = membersRoute.useSearch();
    const navigate = membersRoute.useNavigate();
    return (
      <MembersPage query={query} change={(wanted) => void navigate({ search: wanted, resetScroll: false })} />
    );
  },
});

/** Versions of the numbers by which seats are booked. */
export const clinicRulesRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/clinic-rules',
  component: ClinicRulesPage,
});

/** Versions of the numbers by which escort orders are quoted, served and settled. */
export const visitRulesRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/visit-rules',
  component: VisitRulesPage,
});

/** Versions of what services cost. */
export const pricesRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/prices',
  component: PricesPage,
});

/** Versions of the membership rules. */
export const rulesRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/membership-rules',
  component: RulesPage,
});

/** Where one partner is told of events, and what was told there. */
export const webhooksRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/partners/$partnerId/webhooks',
  component: function Webhooks() {
    const { partnerId } = webhooksRoute.useParams();
    return <WebhooksPage key={partnerId} partnerId={partnerId} />;
  },
});
