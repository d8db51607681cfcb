import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { PartnerEnv } from './partner-env.js';

const require = createRequire(import.meta.url);
const ONE_DAY = 'public, max-age=86400';

/** Nothing but our own scripts, and styles that these put in with the nonce of this very answer; nothing from elsewhere. */
const policyWith = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

const pageWith = (nonce: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Banzhen partner API 伴诊合作方接口</title>
</head>
<body>
<main id="reference"></main>
<script nonce="${nonce}" src="/v1/reference/before.js"></script>
<script nonce="${nonce}" src="/v1/reference/scalar.js"></script>
<script nonce="${nonce}" src="/v1/reference/show.js"></script>
</body>
</html>
`;

/**
 * The bundle writes styles without asking. Each style element is given the nonce of the page, and each style attribute is written as
 * the same declarations by script, which a policy without anything inline lets through.
 */
const BEFORE = `const { nonce } = document.currentScript;
const create = document.createElement.bind(document);
document.createElement = (name, options) => {
  const element = create(name, options);
  if (String(name).toLowerCase() === 'style') element.nonce = nonce;
  return element;
};
const setAttribute = Element.prototype.setAttribute;
Element.prototype.setAttribute = function (name, value) {
  if (name === 'style' && this.style) this.style.cssText = value;
  else setAttribute.call(this, name, value);
};
`;

const SHOW = `Scalar.createApiReference('#reference', {
  url: '/v1/openapi.json',
  withDefaultFonts: false,
  hideClientButton: true,
  telemetry: false,
  showDeveloperTools: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
});
`;

/** The reference of `/v1` for people, from our own origin and under a policy of its own. */
export const referencePage = (app: OpenAPIHono<PartnerEnv>): void => {
  const script = (path: string, text: () => string | Promise<string>) =>
    app.get(path, async (context) =>
      context.body(await text(), 200, {
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': ONE_DAY,
      }),
    );
  app.get('/reference', (context) => {
    const nonce = randomBytes(16).toString('base64url');
    return context.html(pageWith(nonce), 200, {
      'cache-control': 'no-store',
      'content-security-policy': policyWith(nonce),
    });
  });
  script('/reference/before.js', () => BEFORE);
  script('/reference/scalar.js', () =>
    readFile(require.resolve('@scalar/api-reference/browser/standalone.js'), 'utf8'),
  );
  script('/reference/show.js', () => SHOW);
};
