import type { Attempt } from './bypass-recipes.js';
import type { RawServer } from './raw-server.js';

type Whole = Attempt & { readonly path: string };

/** What a request is made of where a recipe says nothing. */
const bytesOf = (attempt: Whole, client: string, isLast: boolean): string => {
  const text = attempt.body === undefined ? '' : JSON.stringify(attempt.body);
  const isRead = ['GET', 'HEAD', 'OPTIONS'].includes(attempt.method ?? 'POST');
  return [
    `${attempt.method ?? 'POST'} ${attempt.path} ${attempt.version ?? 'HTTP/1.1'}`,
    `Host: ${attempt.host ?? 'localhost'}`,
    ...(isRead && text === ''
      ? []
      : ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(text)}`]),
    ...(attempt.headers ?? []),
    ...(isLast ? ['Connection: close'] : []),
    // What our proxy appends: the last of these headers.
    `X-Forwarded-For: ${attempt.seenBy ?? client}`,
    '',
    text,
  ].join('\r\n');
};

/** Everything that comes back to so many attempts: on one connection, or each on its own, all at once. */
export const answersTo = async (
  raw: RawServer,
  attempts: readonly Whole[],
  client: string,
  atOnce = false,
): Promise<string> => {
  const all = attempts.map((attempt, no) => bytesOf(attempt, client, atOnce || no === attempts.length - 1));
  return atOnce ? (await Promise.all(all.map(raw.send))).join('') : raw.send(all.join(''));
};

/** How often something stands in the answers. */
export const count = (answers: string, what: RegExp): number => answers.match(what)?.length ?? 0;
