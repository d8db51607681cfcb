import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Resolve, webhookSender } from '@banzhen/platform';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const TIMEOUT_MS = 5_000;
const port = (server: Server): number => (server.address() as AddressInfo).port;
const listening = (handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer(handle).listen(0, '127.0.0.1', () => resolve(server));
  });
const request = (url: string) => ({ url, headers: { 'webhook-id': 'x' }, body: '{"type":"T"}' });

describe('JB9: what is never connected to', () => {
  let hits = 0;
  let inside: Server;
  beforeAll(async () => {
    inside = await listening((_, response) => {
      hits += 1;
      response.writeHead(200).end();
    });
    inside.on('connection', () => {
      hits += 1;
    });
  });
  afterAll(() => {
    inside.closeAllConnections();
    inside.close();
  });

  const metadata = '169.254.169.254';
  /** Hosts as somebody may write them; {port} is that of a server inside. */
  const forms: readonly string[] = [
    ...[
      'http://127.0.0.1:{port}/',
      'http://clinic.example/',
      'https:clinic.example/',
      'https:/clinic.example/',
      'https://clinic.example:0/',
      'https://clinic.onion/',
      'https://clinic.alt./',
      'ftp://clinic.example/',
      'file:///etc/passwd',
      'gopher://clinic.example/',
    ],
    ...[
      'https://127.0.0.1:{port}/',
      'https://127.1:{port}/',
      'https://127.0.1:{port}/',
      'https://127.255.255.254/',
    ],
    ...[
      'https://2130706433:{port}/',
      'https://0x7f000001:{port}/',
      'https://0x7f.1:{port}/',
      'https://0X7F.0.0.0x1/',
    ],
    ...[
      'https://017700000001:{port}/',
      'https://0177.0.0.1:{port}/',
      'https://0177.0x0.1/',
      'https://127.0.0.1.:{port}/',
    ],
    ...['https://0.0.0.0:{port}/', 'https://0:{port}/', 'https://0x0/', 'https://255.255.255.255/'],
    ...[
      'https://10.0.0.1/',
      'https://10.255.255.255/',
      'https://172.16.0.1/',
      'https://172.31.255.254/',
      'https://192.168.1.1/',
    ],
    ...['https://167772161/', 'https://0xa000001/', 'https://012.0.0.1/', 'https://3232235777/'],
    ...[
      `https://${metadata}/latest/meta-data/`,
      'https://2852039166/',
      'https://0xa9fea9fe/',
      'https://0251.0376.0251.0376/',
    ],
    ...['https://100.100.100.200/', 'https://100.64.0.1/', 'https://168.63.129.16/', 'https://192.0.0.192/'],
    ...[
      'https://198.18.0.1/',
      'https://192.0.2.1/',
      'https://198.51.100.7/',
      'https://203.0.113.7/',
      'https://192.88.99.1/',
    ],
    ...['https://224.0.0.1/', 'https://239.1.1.1/', 'https://240.0.0.1/'],
    ...[
      'https://[::1]:{port}/',
      'https://[::]:{port}/',
      'https://[0:0:0:0:0:0:0:1]/',
      'https://[0000::0001]/',
    ],
    ...[
      'https://[::ffff:127.0.0.1]:{port}/',
      'https://[::ffff:7f00:1]/',
      `https://[::ffff:${metadata}]/`,
      'https://[::127.0.0.1]/',
    ],
    ...[
      'https://[64:ff9b::7f00:1]/',
      'https://[64:ff9b::a9fe:a9fe]/',
      'https://[64:ff9b:1::10.0.0.1]/',
      'https://[2002:7f00:1::]/',
    ],
    ...[
      'https://[2002:a00:1::1]/',
      'https://[2001:0:7f00:1::]/',
      'https://[fe80::1]/',
      'https://[fec0::1]/',
      'https://[fc00::1]/',
    ],
    ...[
      'https://[fd12:3456:789a::1]/',
      'https://[ff02::1]/',
      'https://[100::1]/',
      'https://[2001:db8::1]/',
      'https://[::ffff:0:127.0.0.1]/',
    ],
    ...['https://[fd00:ec2::254]/', 'https://[3fff::1]/', 'https://[5f00::1]/'],
    ...[
      'https://localhost:{port}/',
      'https://LOCALHOST/',
      'https://localhost./',
      'https://foo.localhost/',
      'https://printer.local/',
    ],
    ...['https://db/', 'https://metadata.google.internal/', 'https://router.lan/', 'https://nas.home.arpa/'],
    ...[
      'https://１２７.０.０.１/',
      'https://①②⑦.⓪.⓪.①/',
      'https://127。0。0。1/',
      'https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/',
      'https://%31%32%37.0.0.1/',
    ],
    ...[
      'https://user:secret@clinic.example/',
      'https://clinic.example@127.0.0.1:{port}/',
      'https://@clinic.example/',
      'https://127.0.0.1#@clinic.example/',
    ],
    ...[
      'https://clinic.example\\@127.0.0.1/',
      'https://clinic.example/#x',
      'https://clinic.example /',
      ' https://127.0.0.1/',
      'https:///127.0.0.1/',
      'https:127.0.0.1/',
    ],
    ...[
      'https://xn--/',
      '//127.0.0.1/',
      'https://',
      'https://256.256.256.256/',
      `https://clinic.example/${'a'.repeat(2_000)}`,
    ],
  ];
  const filled = forms.map((form) => form.replace('{port}', '1'));
  const never: Resolve = async () => {
    throw new Error('a form that is refused as it is written is not looked up');
  };

  it('has no form twice, and sixty at least', () => {
    expect(new Set(filled).size).toBe(forms.length);
    expect(forms.length).toBeGreaterThanOrEqual(60);
  });

  it.each(forms)('%s, as it is written', async (form) => {
    const url = form.replace('{port}', String(port(inside)));
    const sender = webhookSender({ mayLoopBack: false, resolve: never });
    expect(sender.judge(url).ok).toBe(false);
    expect(await sender.send(request(url), TIMEOUT_MS)).toEqual({ kind: 'failed', why: 'address-refused' });
    await sender.close();
    expect(hits).toBe(0);
  });

  const loopback = { address: '127.0.0.1', family: 4 };
  const publicOne = { address: '93.184.216.34', family: 4 };
  const at = (address: string) => ({ address, family: address.includes(':') ? 6 : 4 });
  it.each<[string, readonly (typeof loopback)[]]>([
    ['loopback', [loopback]],
    ['loopback of IPv6', [at('::1')]],
    ['a public address beside loopback', [publicOne, loopback]],
    ['loopback beside a public address', [loopback, publicOne]],
    ['the metadata of clouds', [at(metadata)]],
    ['a private address', [at('10.1.2.3')]],
    ['a mapped one', [at('::ffff:10.1.2.3')]],
    ['one by NAT64', [at('64:ff9b::a00:1')]],
    ['a local one of IPv6', [at('fd00::1')]],
    ['this host', [at('0.0.0.0')]],
    ['nothing that is an address', [at('not-one')]],
    ['nothing', []],
  ])('a name that leads to %s', async (_, found) => {
    const sender = webhookSender({ mayLoopBack: false, resolve: async () => found });
    const url = `https://clinic.example:${port(inside)}/`;
    expect(sender.judge(url).ok).toBe(true);
    expect(await sender.send(request(url), TIMEOUT_MS)).toEqual({ kind: 'failed', why: 'address-refused' });
    await sender.close();
    expect(hits).toBe(0);
  });

  it('a name that leads elsewhere the second time: it is looked up once for a connection, and connected to what was looked at', async () => {
    let asked = 0;
    const rebinding: Resolve = async () => {
      asked += 1;
      // The first answer is of a network for documentation where nobody listens, if it were let through.
      return asked === 1 ? [at('198.51.100.1')] : [loopback];
    };
    const sender = webhookSender({ mayLoopBack: false, resolve: rebinding });
    const url = `https://clinic.example:${port(inside)}/`;
    for (let no = 1; no <= 4; no += 1) {
      expect(await sender.send(request(url), TIMEOUT_MS)).toEqual({ kind: 'failed', why: 'address-refused' });
      expect(asked).toBe(no);
    }
    await sender.close();
    expect(hits).toBe(0);
  });

  it('a name whose first answer is public and second is not: nothing is connected to but the first', async () => {
    let asked = 0;
    const rebinding: Resolve = async () => {
      asked += 1;
      return asked === 1 ? [publicOne] : [loopback];
    };
    const sender = webhookSender({ mayLoopBack: false, resolve: rebinding });
    const outcome = await sender.send(request(`https://clinic.example:${port(inside)}/`), 300);
    expect(outcome.kind).toBe('failed');
    expect([asked, hits]).toEqual([1, 0]);
    await sender.close();
  });

  it('control: a check by the text lets many of them through', () => {
    const naive = (url: string) =>
      url.startsWith('https://') && !/localhost|127\.0\.0\.1|^https:\/\/(?:10|192\.168)\.|169\.254/.test(url);
    expect(filled.filter(naive).length).toBeGreaterThan(40);
  });

  it('lets ordinary addresses be', () => {
    const { judge } = webhookSender({ mayLoopBack: false });
    const fine = [
      'https://clinic.example/hooks?a=1',
      'https://医院.example/',
      'https://clinic.example:8443/',
      'https://93.184.216.34/',
      'https://[2606:2800:220:1:248:1893:25c8:1946]/',
    ];
    expect(fine.map((url) => judge(url).ok)).toEqual(fine.map(() => true));
    expect(judge('https://CLINIC.example')).toEqual({ ok: true, value: 'https://clinic.example/' });
  });
});
