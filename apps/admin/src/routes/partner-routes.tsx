import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from './roots.js';
import { partnersSearch } from './search.js';

const PartnersPage = lazyRouteComponent(
  () => import('../features/partners/partners-page.js'),
  'PartnersPage',
);
const PartnerPage = lazyRouteComponent(() => import('../features/partners/partner-page.js'), 'PartnerPage');

/** Partners; a part of a name stands in the address. */
export const partnersRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/partners',
  validateSearch: partnersSearch,
  component: function Partners() {
    const { text } = partnersRoute.useSearch();
    const navigate = partnersRoute.useNavigate();
    return (
      <PartnersPage
        text={text ?? ''}
        find={(wanted) =>
          void navigate({ search: wanted === '' ? {} : { text: wanted }, resetScroll: false })
        }
      />
    );
  },
});

/** One partner. */
export const partnerRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/partners/$partnerId',
  component: function Partner() {
    const { partnerId } = partnerRoute.useParams();
    return <PartnerPage key={partnerId} partnerId={partnerId} />;
  },
});
