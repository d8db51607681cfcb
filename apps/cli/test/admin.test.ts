import { openPlatform, readConfig } from '@banzhen/platform';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonOf, runCollected } from './support/collected.js';
import { putEmptyDatabase } from './support/prepared.js';
import { temporaryFolder } from './support/temporary.js';

const quiet = { info: () => undefined, error: () => undefined };
const origin = { network: '203.0.113.0/24', device: 'API' };
const password = 'correct horse battery';

describe('admin create', () => {
  let place: Awaited<ReturnType<typeof temporaryFolder>>;
  let settings: Readonly<Record<string, string>>;
  beforeAll(async () => {
    place = await temporaryFolder();
    await putEmptyDatabase(place.folder);
    settings = { DATA_DIR: place.folder, NODE_ENV: 'production' };
  }, 120_000);
  afterAll(() => place.remove());
  const create = async (...words: readonly string[]) => {
    const { status, last, progress } = await runCollected(['admin', 'create', ...words, '--json'], settings);
    return { status, progress, ...jsonOf(last) } as {
      readonly status: number;
      readonly progress: string;
      readonly setUpToken?: string;
      readonly error?: { readonly type: string };
    };
  };

  it('makes an administrator of an empty production, who sets password and app by the token, once', async () => {
    const { status, setUpToken = '' } = await create('--phone', '13800138000', '--name', '林管理');
    expect(status).toBe(0);
    expect(setUpToken).toMatch(/^[\w-]{43}$/);
    const platform = await openPlatform(readConfig(settings), quiet);
    try {
      const { accounts } = platform;
      const given = { token: setUpToken, password };
      expect(await accounts.setUpStaff(origin, given)).toMatchObject({
        ok: true,
        value: { uri: expect.stringMatching(/^otpauth:/) },
      });
      expect(await accounts.setUpStaff(origin, given)).toMatchObject({ error: { type: 'TicketGone' } });
    } finally {
      await platform.close();
    }
  }, 120_000);

  it('gives a new token for the same phone, and refuses a number that is none', async () => {
    expect((await create('--phone', '138 0013 8000')).status).toBe(0);
    expect(await create('--phone', '12345')).toMatchObject({ status: 1, error: { type: 'NotAPhoneNumber' } });
    expect((await runCollected(['admin', 'create'], settings)).status).toBe(2);
  }, 120_000);

  it('says who holds the data folder while a server runs', async () => {
    const platform = await openPlatform(readConfig(settings), quiet);
    const { status, error } = await create('--phone', '13800138000');
    await platform.close();
    expect([status, error?.type]).toEqual([1, 'DataDirInUse']);
  }, 120_000);
});
