import type { Hono } from 'hono';
import { TrieRouter } from 'hono/router/trie-router';
import type { DoorEnv, Guard } from './door-env.js';
import { refusalAnswer } from './refusal-answer.js';

type Route = { readonly path: string; readonly methods: ReadonlySet<string> };

/** tRPC has methods of its own, which it tells by the procedure. */
const PROCEDURES = '/trpc/';

const routesOf = (app: Hono<DoorEnv>): readonly Route[] => {
  const methods = new Map<string, Set<string>>();
  for (const { method, path } of app.routes) {
    if (method === 'ALL' || path === '/*') continue;
    const here = methods.get(path) ?? new Set();
    here.add(method);
    // Whatever is told can be asked for without its body.
    if (method === 'GET') here.add('HEAD');
    methods.set(path, here);
  }
  return [...methods].map(([path, here]) => ({ path, methods: here }));
};

const routerOf = (app: Hono<DoorEnv>): TrieRouter<Route> => {
  const router = new TrieRouter<Route>();
  for (const route of routesOf(app)) router.add('ALL', route.path, route);
  return router;
};

/** A path that is written out counts before one with a place for anything. */
const nearest = (routes: readonly Route[]): Route | undefined =>
  routes.find(({ path }) => !path.includes(':')) ?? routes[0];

/**
 * Refuses a method that an address does not take, before anything else of the request is looked at, and says in `Allow` which it
 * does (RFC 9110, 15.5.6). The routes are those of the app itself, once all of them are there.
 */
export const knownMethod = (app: Hono<DoorEnv>): Guard => {
  let router: TrieRouter<Route> | undefined;
  return (context, next) => {
    const { path, method } = context.req;
    if (path.startsWith(PROCEDURES)) return next();
    router ??= routerOf(app);
    const route = nearest(router.match('ALL', path)[0].map(([one]) => one));
    if (route === undefined || route.methods.has(method)) return next();
    const answer = refusalAnswer(context, { type: 'MethodNotSupported' });
    answer.headers.set('allow', [...route.methods].toSorted().join(', '));
    return Promise.resolve(answer);
  };
};
