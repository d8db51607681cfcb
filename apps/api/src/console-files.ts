import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { DoorEnv, Guard } from './guards/door-env.js';

const IMMUTABLE = 'public, max-age=31536000, immutable';

/** Stands in the built page where each answer puts a nonce of its own. */
const NONCE_PLACE = '__CSP_NONCE__';

/** Under which the console runs without a violation: nothing inline, no markup from text, no other origin (5.15). */
const policyWith = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ');

const consolePage =
  (folder: string): Guard =>
  async (context, next) => {
    const html = await readFile(join(folder, 'index.html'), 'utf8').catch(() => undefined);
    if (html === undefined) return next();
    const nonce = randomBytes(16).toString('base64url');
    return context.html(html.replaceAll(NONCE_PLACE, nonce), 200, {
      'cache-control': 'no-store',
      'content-security-policy': policyWith(nonce),
    });
  };

/** Addresses of programs, which a page would only puzzle. */
const FOR_PROGRAMS = /^\/(?:api|calendar|callbacks|fhir|sandbox|trpc|v1)(?:\/|$)/;

/** The console's built files; any other path is a page of the console and gets its index. */
export const consoleFiles = (folder: string): Guard => {
  const files = serveStatic<DoorEnv>({
    root: folder,
    onFound: (path, context) => {
      context.header('cache-control', path.includes('/assets/') ? IMMUTABLE : 'no-cache');
    },
  });
  const page = consolePage(folder);
  return (context, next) => {
    const { path } = context.req;
    if (FOR_PROGRAMS.test(path)) return next();
    const isPage = !/\.[a-z0-9]+$/i.test(path) || path === '/index.html';
    return isPage ? page(context, next) : files(context, next);
  };
};
