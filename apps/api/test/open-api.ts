import { rm } from 'node:fs/promises';
import { makeApp } from '@banzhen/api/app';
import { type Log, openPlatform, type Platform, readConfig } from '@banzhen/platform';
import { aDemoCity } from './prepared-city.js';

type Logged = { readonly event: string; readonly facts: unknown };

/** People of the demo city, by what they are. */
export const people = {
  dispatcher: '01900003-0000-7000-8000-000000000001',
  finance: '01900003-0000-7000-8000-000000000003',
  admin: '01900003-0000-7000-8000-000000000004',
  quality: '01900003-0000-7000-8000-000000000005',
  auditor: '01900003-0000-7000-8000-000000000007',
  family: '01900003-0000-7000-8000-00000000000b',
  otherFamily: '01900003-0000-7000-8000-00000000000c',
  escort: '01900003-0000-7000-8000-000000000065',
} as const;

export type Caller = keyof typeof people | undefined;

/** The API of one embedded platform in a folder of its own, called without a network; `change` plants what a control wants. */
export const openApi = async (
  settings: Readonly<Record<string, string>> = {},
  given?: Log,
  change: (platform: Platform) => Platform = (platform) => platform,
) => {
  const dataDir = await aDemoCity();
  const logged: Logged[] = [];
  const log: Log = given ?? {
    info: (event: string, facts: unknown = {}) => void logged.push({ event, facts }),
    error: (event: string, facts: unknown = {}) => void logged.push({ event, facts }),
  };
  const config = readConfig({ DATA_DIR: dataDir, NODE_ENV: 'test', ...settings });
  const platform = change(await openPlatform(config, log));
  const app = makeApp(platform, {
    consoleFolder: dataDir,
    log,
    isHttps: false,
    trustedProxies: config.trustedProxies,
  });
  const request = async (path: string, init: RequestInit = {}) =>
    app.request(`http://localhost${path}`, init);
  const tokens = new Map<string, Promise<string>>();
  const signIn = async (accountId: string): Promise<string> => {
    const answer = await request('/trpc/demo.signInAs', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ accountId }),
    });
    return ((await answer.json()) as { result: { data: { token: string } } }).result.data.token;
  };
  /** The token of this person, by the development way in; the same as long as this API is open. */
  const signInAs = (accountId: string): Promise<string> => {
    const token = tokens.get(accountId) ?? signIn(accountId);
    tokens.set(accountId, token);
    return token;
  };
  const headersOf = async (caller: Caller) =>
    caller ? { authorization: `Bearer ${await signInAs(people[caller])}` } : {};

  return {
    app,
    platform,
    logged,
    request,
    signInAs,
    query: async (path: string, input: unknown, caller?: Caller) =>
      request(`/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`, {
        headers: await headersOf(caller),
      }),
    mutate: async (path: string, input: unknown, caller?: Caller) =>
      request(`/trpc/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(await headersOf(caller)) },
        body: JSON.stringify(input),
      }),
    async close() {
      await platform.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};

export type OpenApi = Awaited<ReturnType<typeof openApi>>;
