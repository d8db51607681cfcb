import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from './roots.js';
import { calendarsSearch } from './search.js';

const CalendarsPage = lazyRouteComponent(
  () => import('../features/calendars/calendars-page.js'),
  'CalendarsPage',
);

/** Calendars of doctors; whose is shown stands in the address. */
export const calendarsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/calendars',
  validateSearch: calendarsSearch,
  component: function Calendars() {
    const query = calendarsRoute.useSearch();
    const navigate = calendarsRoute.useNavigate();
    return (
      <CalendarsPage
        query={query}
        change={(wanted) => void navigate({ search: wanted, resetScroll: false })}
      />
    );
  },
});
