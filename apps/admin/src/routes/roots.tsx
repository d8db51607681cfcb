import { createRootRoute, createRoute, Outlet, redirect, useRouter } from '@tanstack/react-router';
import { api, queryClient } from '../shared/api/client.js';
import { MeProvider } from '../shared/api/me.js';
import { isSignedOut } from '../shared/api/refusal.js';
import { ConsoleLayout } from '../shared/layout/console-layout.js';
import { PageFailure, PageNotFound } from '../shared/layout/page.js';

/** Above every address. */
export const rootRoute = createRootRoute({
  component: Outlet,
  notFoundComponent: PageNotFound,
  errorComponent: function Failed({ error }) {
    const { invalidate } = useRouter();
    return (
      <main id="content" className="content">
        <PageFailure error={error} retry={() => void invalidate()} />
      </main>
    );
  },
});

/** Above every address behind the sign-in. */
export const consoleRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'console',
  beforeLoad: async ({ location }) => {
    try {
      return {
        me: await queryClient.ensureQueryData(api.auth.me.queryOptions(undefined, { staleTime: Infinity })),
      };
    } catch (error) {
      if (isSignedOut(error)) throw redirect({ to: '/sign-in', search: { next: location.href } });
      throw error;
    }
  },
  component: function Console() {
    const { me } = consoleRoute.useRouteContext();
    return (
      <MeProvider me={me}>
        <ConsoleLayout me={me} />
      </MeProvider>
    );
  },
});
