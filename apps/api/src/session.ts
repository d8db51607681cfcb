const COOKIE = 'banzhen_session';
const DAYS_KEPT = 30;

/** The session of a request: a bearer token, or else the cookie. */
export const sessionToken = (request: Request): string | undefined => {
  const bearer = /^Bearer (\S{1,200})$/.exec(request.headers.get('authorization') ?? '')?.[1];
  if (bearer) return bearer;
  const cookies = (request.headers.get('cookie') ?? '').split(/;\s*/);
  return cookies.find((cookie) => cookie.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
};

/** A browser's write from another site, which a cookie must not vouch for (AU10). Programs send no such headers. */
export const isCrossSiteWrite = (request: Request): boolean => {
  if (request.method === 'GET' || request.headers.has('authorization')) return false;
  const site = request.headers.get('sec-fetch-site');
  if (site) return site !== 'same-origin' && site !== 'none';
  const origin = request.headers.get('origin');
  if (origin === null) return false;
  const ownHost = request.headers.get('host') ?? new URL(request.url).host;
  return !URL.canParse(origin) || new URL(origin).host !== ownHost;
};

/** Sets the session cookie on the answer, or takes it away. */
export const keepSessionIn =
  (headers: Headers, isHttps: boolean) =>
  (token: string | undefined): void => {
    const secure = isHttps ? '; Secure' : '';
    const kept = token ? `${COOKIE}=${token}; Max-Age=${DAYS_KEPT * 86_400}` : `${COOKIE}=; Max-Age=0`;
    headers.append('set-cookie', `${kept}; Path=/; HttpOnly; SameSite=Lax${secure}`);
  };
