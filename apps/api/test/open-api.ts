import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeApp } from '@banzhen/api/app';
import { openPlatform, readConfig } from '@banzhen/platform';

type Logged = { readonly event: string; readonly facts: unknown };

/** People of the demo city, by what they are. */
export const people = {
  dispatcher: '01900003-0000-7000-8000-000000000001',
  finance: '01900003-0000-7000-8000-000000000003',
  family: '01900003-0000-7000-8000-00000000000b',
  otherFamily: '01900003-0000-7000-8000-00000000000c',
  escort: '01900003-0000-7000-8000-000000000065',
} as const;

export type Caller = keyof typeof people | undefined;

/** The API of one embedded platform in a folder of its own, called without a network. */
export const openApi = async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'banzhen-api-'));
  const logged: Logged[] = [];
  const log = {
    info: (event: string, facts: unknown = {}) => void logged.push({ event, facts }),
    error: (event: string, facts: unknown = {}) => void logged.push({ event, facts }),
  };
  const platform = await openPlatform(readConfig({ DATA_DIR: dataDir, NODE_ENV: 'test' }), log);
  const app = makeApp(platform, { consoleFolder: dataDir, log, isHttps: false });
  const headersOf = (caller: Caller) => (caller ? { authorization: `Bearer demo-${people[caller]}` } : {});

  const request = (path: string, init: RequestInit = {}) => app.request(`http://localhost${path}`, init);
  return {
    platform,
    logged,
    request,
    query: (path: string, input: unknown, caller?: Caller) =>
      request(`/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`, {
        headers: headersOf(caller),
      }),
    mutate: (path: string, input: unknown, caller?: Caller) =>
      request(`/trpc/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headersOf(caller) },
        body: JSON.stringify(input),
      }),
    async close() {
      await platform.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};

export type OpenApi = Awaited<ReturnType<typeof openApi>>;
