import { readFileSync } from 'node:fs';
import {
  type Checked,
  checkPartner,
  partnerChecks,
  receiverChecks,
  type Send,
  summaryOf,
} from '@banzhen/conformance';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenApi, openApi } from '../open-api.js';
import { partnerSandboxCases } from './partner-sandbox-cases.js';
import { plantedFaults } from './planted-faults.js';

let api: OpenApi;
let key: string;
const send: Send = async (path, init) => api.request(path, init);

beforeAll(async () => {
  api = await openApi({ WEBHOOK_LOOPBACK: 'on', RATE_LIMIT_SCALE: '100' });
  await api.platform.startBackground();
  key = api.platform.partnerSandbox?.key() ?? 'none';
}, 120_000);
afterAll(() => api.close());

partnerSandboxCases(() => api);

/** Of one check no longer than a planted fault needs. */
const look = async (through: Send, shown: string, only?: string): Promise<readonly Checked[]> => {
  const checked: Checked[] = [];
  const asked = { send: through, key: shown };
  const one = { ...asked, patienceMs: 200, only: (name: string) => name === only };
  for await (const about of checkPartner(only === undefined ? asked : one)) checked.push(about);
  return checked;
};

describe('the conformance kit', () => {
  it('finds nothing broken in this product, by the key of its sandbox alone', async () => {
    const checked = await look(send, key);
    expect(checked.filter(({ verdict }) => verdict !== 'passed')).toEqual([]);
    const all = partnerChecks.length;
    expect(summaryOf('partner-v1', checked)).toEqual({
      ...{ conformance: 'partner-v1', checks: all, passed: all },
      ...{ failed: 0, notChecked: 0, ok: true },
    });
  });

  it('has a planted fault for each of its checks', () => {
    const seen = new Set(plantedFaults.map(({ seenBy }) => seenBy));
    expect([...seen].toSorted()).toEqual(partnerChecks.map(({ name }) => name).toSorted());
  });

  it.each(plantedFaults)('sees that $fault', async ({ seenBy, plant }) => {
    const [checked] = await look(plant(send), key, seenBy);
    expect(checked).toMatchObject({ name: seenBy, verdict: 'failed', why: expect.any(String) });
  });

  it('counts what it could not look at by itself, and calls nothing right that it has not seen', async () => {
    const nowhere: Send = async () => new Response('{"items":[]}', { status: 200 });
    const checked = await look(nowhere, key);
    const { passed, notChecked, failed, ok } = summaryOf('partner-v1', checked);
    expect([passed, ok]).toEqual([0, false]);
    expect(notChecked + failed).toBe(partnerChecks.length);
    expect(notChecked).toBeGreaterThan(0);
  });

  it('goes by the headings of the guide', () => {
    const guide = readFileSync(new URL('../../../../docs/partner-guide.md', import.meta.url), 'utf8');
    for (const { name, section } of [...partnerChecks, ...receiverChecks])
      expect([name, guide.includes(`## ${section}\n`)]).toEqual([name, true]);
  });
});
