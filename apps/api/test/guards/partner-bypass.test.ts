import { AsyncLocalStorage } from 'node:async_hooks';
import { limitTable } from '@banzhen/domain/limits';
import { partnerOperations } from '@banzhen/domain/policy';
import type { Person } from '@banzhen/domain/shared/actor';
import { type AccountId, type HospitalId, idFrom } from '@banzhen/domain/shared/ids';
import { aDispatcher, must } from '@banzhen/domain/testing';
import { askingAs, homeTenant, type Platform } from '@banzhen/platform';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { people } from '../open-api.js';
import { told } from '../told.js';
import { answersTo, count } from './bypass-send.js';
import {
  type Holder,
  otherAddresses,
  otherNetworks,
  type PartnerRecipe,
  partnerRecipes,
} from './partner-bypass-recipes.js';
import { type RawServer, startRawServer } from './raw-server.js';

const SCALE = 0.1;
const whole = Math.round(limitTable.partner.calls * SCALE);
/** What is left of the limit when a recipe begins. */
const LEFT = 5;
const TRIES = LEFT * 3;
const network = '198.51.100.0/24';

/** Which address is asked for, for the control that counts by it. */
const asked = new AsyncLocalStorage<string>();
let raw: RawServer;
let clinicId: HospitalId;
let countBy: 'partner' | 'address' | 'network' = 'partner';
/** The limits as they are; and by what they must not be, where a control wants that. */
const countedBy =
  (limits: Platform['limits']): Platform['limits']['admit'] =>
  (name, call) => {
    if (name !== 'partner' || countBy === 'partner') return limits.admit(name, call);
    if (countBy === 'network') return limits.admit(name, { operation: 'v1', network: call.network });
    return limits.admit(name, { ...call, operation: `v1 ${asked.getStore()}` });
  };

beforeAll(async () => {
  raw = await startRawServer(
    { RATE_LIMIT_SCALE: `${SCALE}`, TRUSTED_PROXIES: '1' },
    {
      change: ({ limits, ...rest }) => ({ ...rest, limits: { ...limits, admit: countedBy(limits) } }),
      around: (path, work) => asked.run(path, work),
    },
  );
  const { value } = await told(
    raw.api.query('catalogue.hospitals', { cityCode: '110000', text: '' }, 'family'),
  );
  const [hospital] = value as unknown as readonly { readonly hospitalId: string }[];
  clinicId = idFrom<HospitalId>(hospital?.hospitalId ?? '');
}, 120_000);
afterAll(() => raw.stop());

const admin: Person = aDispatcher({
  accountId: idFrom<AccountId>(people.admin),
  tenantId: homeTenant,
  staffRoles: ['admin'],
  roleScopes: [{ role: 'admin' }],
  steppedUpAt: new Date(),
});
const origin = { network, device: 'Chrome · Windows' };
let made = 0;

/** A partner with two keys, which has nearly used up its minute. */
const aHolder = async (): Promise<Holder> => {
  const { partners, limits } = raw.api.platform;
  made += 1;
  const actor = { ...admin, steppedUpAt: new Date() };
  const { partnerId, keys } = await askingAs(actor, async () => {
    const registered = must(
      await partners.registerPartner(actor, origin, { name: `伙伴 ${made}`, kind: 'clinic' }),
    );
    const command = {
      partnerId: registered.partnerId,
      scope: { hospitalIds: [clinicId], operations: partnerOperations },
      ...{ networks: [], dailyQuota: 100_000, days: 1 },
    };
    const both = [
      must(await partners.createKey(actor, origin, command)),
      must(await partners.createKey(actor, origin, command)),
    ];
    return { partnerId: registered.partnerId, keys: both.map(({ key }) => key) };
  });
  for (let no = LEFT; no < whole; no += 1)
    must(await limits.admit('partner', { operation: 'v1', network, accountId: partnerId }));
  return { keys, clinicId };
};
const answersOf = async ({ attempt, atOnce }: PartnerRecipe, client: string): Promise<string> => {
  const holder = await aHolder();
  const attempts = Array.from({ length: TRIES }, (_, no) => {
    const given = attempt(no, client, holder);
    const isShown = given.headers?.some((one) => one.startsWith('Authorization:'));
    const headers = [
      ...(isShown ? [] : [`Authorization: Bearer ${holder.keys[0]}`]),
      ...(given.headers ?? []),
    ];
    return { method: 'GET', path: '/v1/clinics', ...given, headers };
  });
  return answersTo(raw, attempts, client, atOnce);
};
/** Let in, whatever was wrong with the question. */
const admitted = (answers: string) => count(answers, /^ratelimit: /gim);

describe('FX12: ways around the limit of a partner', () => {
  let reached = 0;

  it.each(partnerRecipes.map((recipe, no) => ({ ...recipe, client: `100.80.${no}.7` })))(
    '$name: no more than the limit',
    async ({ client, ...recipe }) => {
      const answers = await answersOf(recipe, client);
      const done = admitted(answers);
      if (done > 0) reached += 1;
      // Either it was counted to the end, or it never reached a call.
      expect([0, LEFT]).toContain(done);
      if (done > 0) expect(count(answers, /retry-after: [1-9]\d*\r/gi)).toBeGreaterThan(0);
    },
  );

  it('are mostly ways that reach a call', () => {
    expect(partnerRecipes.length).toBeGreaterThanOrEqual(40);
    expect(reached).toBeGreaterThanOrEqual(30);
  });

  it('would fall if the limit were by the address that is asked for: the control', async () => {
    countBy = 'address';
    expect(admitted(await answersOf(otherAddresses, '100.82.0.1'))).toBe(TRIES);
    countBy = 'partner';
  });

  it('would fall if the limit were by the network: the control', async () => {
    countBy = 'network';
    expect(admitted(await answersOf(otherNetworks, '100.83.0.1'))).toBe(TRIES);
    countBy = 'partner';
  });
});
