/** Over TLS the browser itself keeps anybody but this host from setting it. */
const SECURE_COOKIE = '__Host-sid';
const PLAIN_COOKIE = 'banzhen_session';

/** The scheme is written in any letters (RFC 9110). */
const bearerOf = (request: Request): string | undefined =>
  /^bearer (\S{1,200})$/i.exec(request.headers.get('authorization') ?? '')?.[1];

const cookieOf = (request: Request, name: string): string | undefined =>
  (request.headers.get('cookie') ?? '')
    .split(/;\s*/)
    .find((cookie) => cookie.startsWith(`${name}=`))
    ?.slice(name.length + 1);

const nameOf = (isHttps: boolean): string => (isHttps ? SECURE_COOKIE : PLAIN_COOKIE);

/** The session of a request: a bearer token, or else the cookie. Any other authorization counts for nothing. */
export const sessionToken = (request: Request, isHttps: boolean): string | undefined =>
  bearerOf(request) ?? cookieOf(request, nameOf(isHttps));

/**
 * A browser's write from another site, which a cookie must not vouch for (AU10). Only a request that is signed in by a bearer
 * token and brings no cookie is none: an authorization beside the cookie proves nothing. Programs send no such headers.
 */
export const isCrossSiteWrite = (request: Request): boolean => {
  const hasCookie = [SECURE_COOKIE, PLAIN_COOKIE].some((name) => cookieOf(request, name) !== undefined);
  const isByToken = bearerOf(request) !== undefined && !hasCookie;
  if (request.method === 'GET' || isByToken) return false;
  const site = request.headers.get('sec-fetch-site');
  if (site) return site !== 'same-origin' && site !== 'none';
  const origin = request.headers.get('origin');
  if (origin === null) return false;
  const ownHost = request.headers.get('host') ?? new URL(request.url).host;
  return !URL.canParse(origin) || new URL(origin).host !== ownHost;
};

/** A session that a browser shall keep, and until when at most. */
export type KeptSession = { readonly token: string; readonly endsAt: Date };

/** What may be said in the headers of an answer before there is one. */
export type AnswerHeaders = Pick<Headers, 'append' | 'set'>;

/** Sets the session cookie on the answer, or takes it away. */
export const keepSessionIn =
  (headers: AnswerHeaders, isHttps: boolean) =>
  (session: KeptSession | undefined): void => {
    const secure = isHttps ? '; Secure' : '';
    const kept = session ? `${session.token}; Expires=${session.endsAt.toUTCString()}` : '; Max-Age=0';
    headers.append('set-cookie', `${nameOf(isHttps)}=${kept}; Path=/; HttpOnly; SameSite=Lax${secure}`);
  };
