import { serveStatic } from '@hono/node-server/serve-static';
import type { MiddlewareHandler } from 'hono';

const IMMUTABLE = 'public, max-age=31536000, immutable';

/** The console's built files; any other path is a page of the console and gets its index. */
export const consoleFiles = (folder: string): MiddlewareHandler => {
  const files = serveStatic({
    root: folder,
    onFound: (path, context) => {
      context.header('cache-control', path.includes('/assets/') ? IMMUTABLE : 'no-cache');
    },
  });
  const index = serveStatic({ root: folder, path: 'index.html' });
  return async (context, next) => {
    const found = await files(context, async () => undefined);
    if (found) return found;
    const isPage = !/\.[a-z0-9]+$/i.test(context.req.path);
    return isPage ? index(context, next) : next();
  };
};
