/** Signs a text with the partner's Ed25519 key: the signature in base64. */
export type Sign = (text: string) => string | Promise<string>;

const header = ({ headers }: Request, name: string): string => headers.get(name) ?? '';

/**
 * The same request with the time and the signature that a key for signed requests asks for, over everything that decides what is
 * done. Reads need none.
 */
export const signedRequest = async (request: Request, sign: Sign): Promise<Request> => {
  if (request.method === 'GET') return request;
  const { pathname, search } = new URL(request.url);
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const payload = `${request.method} ${pathname}${search}\n${header(request, 'if-match')}\n${await request.clone().text()}`;
  const signature = await sign(`${header(request, 'idempotency-key')}.${timestamp}.${payload}`);
  const headers = new Headers(request.headers);
  headers.set('request-timestamp', timestamp);
  headers.set('request-signature', `v1a,${signature}`);
  return new Request(request, { headers });
};
