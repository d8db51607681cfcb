import { catalogueRouter } from './routers/catalogue-router.js';
import { dispatchRouter } from './routers/dispatch-router.js';
import { escortRouter } from './routers/escort-router.js';
import { familyRouter } from './routers/family-router.js';
import { liveRouter } from './routers/live-router.js';
import { signInRouter } from './routers/sign-in-router.js';
import { router } from './trpc.js';

/** Everything that our own apps may call. */
export const appRouter = router({
  auth: signInRouter,
  catalogue: catalogueRouter,
  family: familyRouter,
  escort: escortRouter,
  dispatch: dispatchRouter,
  live: liveRouter,
});

export type AppRouter = typeof appRouter;
