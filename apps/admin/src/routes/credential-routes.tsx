import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from './roots.js';

const CredentialPage = lazyRouteComponent(
  () => import('../features/credentials/credential-page.js'),
  'CredentialPage',
);

/** What waits for a review. */
export const credentialsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/credentials',
  component: lazyRouteComponent(
    () => import('../features/credentials/credentials-page.js'),
    'CredentialsPage',
  ),
});

/** One submission. */
export const credentialRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/credentials/$certificationId',
  component: function Credential() {
    const { certificationId } = credentialRoute.useParams();
    return <CredentialPage key={certificationId} certificationId={certificationId} />;
  },
});
