import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, it } from 'vitest';
import { receiverChecks } from '../src/index.js';
import { runConformance } from '../src/run-conformance.js';

const SECRET = `whsec_${Buffer.from('a secret of thirty-two bytes !!!').toString('base64')}`;

type Letter = { readonly body: string; readonly headers: Record<string, string> };
type Receiver = (letter: Letter) => number;

const isOurs = ({ body, headers }: Letter): boolean => {
  try {
    new Webhook(SECRET).verify(body, headers);
    return true;
  } catch {
    return false;
  }
};
const right: Receiver = (letter) => (isOurs(letter) ? 204 : 401);

/** Looks at signatures by itself, and at no clock. */
const withoutClock: Receiver = (letter) => {
  const {
    'webhook-id': id = '',
    'webhook-timestamp': at = '0',
    'webhook-signature': given = '',
  } = letter.headers;
  const signed = new Webhook(SECRET).sign(id, new Date(Number(at) * 1_000), letter.body);
  return given.split(' ').includes(signed) ? 204 : 401;
};

const onFirst = (): Receiver => {
  const seen = new Set<string>();
  return (letter) => {
    if (!isOurs(letter)) return 401;
    const id = letter.headers['webhook-id'] ?? '';
    if (seen.has(id)) return 409;
    seen.add(id);
    return 204;
  };
};

type Body = {
  readonly type: string;
  readonly data: { readonly subjectId: string; readonly version: number };
};

const inOrder = (): Receiver => {
  const newest = new Map<string, number>();
  return (letter) => {
    if (!isOurs(letter)) return 401;
    const { subjectId, version } = (JSON.parse(letter.body) as Body).data;
    if (version < (newest.get(subjectId) ?? 0)) return 409;
    newest.set(subjectId, version);
    return 204;
  };
};

/** Receivers as people write them, and which checks have to see what is wrong with them. */
const wrongOnes: readonly (readonly [what: string, receiver: () => Receiver, seenBy: readonly string[]])[] = [
  [
    'believes everybody',
    () => () => 204,
    ['wrong-signature-refused', 'unsigned-refused', 'changed-refused', 'old-refused'],
  ],
  [
    'takes nothing',
    () => () => 401,
    ['signed-taken', 'rotation-taken', 'repeated-taken', 'reordered-taken', 'unknown-type-taken'],
  ],
  ['looks at no clock', () => withoutClock, ['old-refused']],
  [
    'looks at the first signature alone',
    () => (letter) => {
      const [first = ''] = (letter.headers['webhook-signature'] ?? '').split(' ');
      return right({ ...letter, headers: { ...letter.headers, 'webhook-signature': first } });
    },
    ['rotation-taken'],
  ],
  [
    'breaks down where nothing is signed',
    () => (letter) => (letter.headers['webhook-signature'] ? right(letter) : 500),
    ['unsigned-refused'],
  ],
  ['refuses what it has had', onFirst, ['rotation-taken', 'repeated-taken']],
  ['wants everything in order', inOrder, ['reordered-taken']],
  [
    'refuses what it does not know',
    () => (letter) => {
      const status = right(letter);
      return status === 204 && (JSON.parse(letter.body) as Body).type === 'SomethingNew' ? 422 : status;
    },
    ['unknown-type-taken'],
  ],
];

const headersOf = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

const opened: (() => void)[] = [];
afterEach(() => {
  for (const close of opened.splice(0)) close();
});

const listening = async (receiver: Receiver): Promise<string> => {
  const server = createServer(async (request, response) => {
    const letter = { body: await text(request), headers: headersOf(request) };
    response.writeHead(receiver(letter)).end();
  }).listen(0, '127.0.0.1');
  opened.push(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;
};

const run = async (...args: readonly string[]) => {
  const lines: string[] = [];
  const status = await runConformance(args, (line) => lines.push(line));
  return { status, lines };
};

const failedOf = (lines: readonly string[]): readonly string[] =>
  lines
    .slice(0, -1)
    .map((line) => JSON.parse(line) as { readonly name: string; readonly verdict: string })
    .filter(({ verdict }) => verdict === 'failed')
    .map(({ name }) => name);

describe('the kit on a receiver of webhooks', () => {
  it('finds nothing wrong with one that does as the guide says', async () => {
    const url = await listening(right);
    const { status, lines } = await run('--receiver', url, '--secret', SECRET);
    const { length: checks } = receiverChecks;
    expect(lines).toHaveLength(checks + 1);
    expect(JSON.parse(lines.at(-1) ?? '')).toEqual({
      ...{ conformance: 'webhook-receiver', checks, passed: checks },
      ...{ failed: 0, notChecked: 0, ok: true },
    });
    expect(status).toBe(0);
  });

  it.each(wrongOnes)('says what is wrong with one that %s', async (_, receiver, seenBy) => {
    const url = await listening(receiver());
    const { status, lines } = await run('--receiver', url, '--secret', SECRET, '--json');
    expect(failedOf(lines)).toEqual(seenBy);
    expect(status).toBe(1);
  });

  it('has seen every one of its checks fail', () => {
    const seen = new Set(wrongOnes.flatMap(([, , seenBy]) => seenBy));
    expect([...seen].toSorted()).toEqual(receiverChecks.map(({ name }) => name).toSorted());
  });

  it('fails where nobody listens, and says how it is asked where it was not asked rightly', async () => {
    const url = await listening(right);
    for (const close of opened.splice(0)) close();
    const { status, lines } = await run('--receiver', url, '--secret', SECRET, '--json');
    expect([status, failedOf(lines).length]).toEqual([1, receiverChecks.length]);
    for (const wrong of [[], ['--url', 'nowhere'], ['--receiver', url], ['--what']]) {
      const { status: refused, lines: said } = await run(...wrong);
      expect([refused, said.join()]).toEqual([2, expect.stringContaining('--receiver URL')]);
    }
  });
});
