import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from './roots.js';
import { reportsSearch } from './search.js';

const ReportsPage = lazyRouteComponent(() => import('../features/reports/reports-page.js'), 'ReportsPage');

/** Messages that were reported. */
export const reportsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/reports',
  validateSearch: reportsSearch,
  component: function Reports() {
    const { state = 'open' } = reportsRoute.useSearch();
    const navigate = reportsRoute.useNavigate();
    return (
      <ReportsPage
        key={state}
        state={state}
        choose={(next) =>
          void navigate({ search: next === 'open' ? {} : { state: next }, resetScroll: false })
        }
      />
    );
  },
});
