import { rm } from 'node:fs/promises';
import { identityOf } from '@banzhen/domain/certification';
import type { Person } from '@banzhen/domain/shared/actor';
import { sexOf } from '@banzhen/domain/shared/id-number';
import { type AccountId, idFrom, type TenantId } from '@banzhen/domain/shared/ids';
import { must } from '@banzhen/domain/testing';
import { askingAs, type Platform } from '@banzhen/platform';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aDemoCity } from './prepared-city.js';
import { startedDemo } from './started-demo.js';

const origin = { network: '127.0.0.0/8', device: 'test' };
const staff = (number: number, role: 'quality' | 'admin'): Person => ({
  kind: 'person',
  accountId: idFrom<AccountId>(`01900003-0000-7000-8000-00000000000${number}`),
  tenantId: idFrom<TenantId>('01900001-0000-7000-8000-000000000001'),
  staffRoles: [role],
  roleScopes: [{ role }],
  steppedUpAt: new Date(),
});
const officer = staff(5, 'quality');

let dataDir: string;
beforeAll(async () => {
  dataDir = await aDemoCity();
}, 120_000);
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const started = <T>(look: (platform: Platform) => Promise<T>): Promise<T> =>
  startedDemo(dataDir, (platform) => askingAs(officer, () => look(platform)));

const seen = ({ certifications }: Platform) =>
  Promise.all([
    certifications.list(officer).then((all) => must(all).certifications),
    certifications
      .listStanding(officer, { standing: 'in-force' })
      .then((all) => must(all).certifications.toReversed()),
  ]);

it('has its escorts approved and somebody waiting for a review, once, and a suspension stays', async () => {
  const [waiting, inForce] = await started(seen);
  expect([waiting.length, inForce.length]).toEqual([1, 12]);
  expect(
    inForce.slice(0, 3).map(({ realName, class: held, firstApproval }) => [realName, held, !!firstApproval]),
  ).toEqual([
    ['王陪诊', 'nurse', true],
    ['李陪诊', 'escort', false],
    ['张陪诊', 'nurse', true],
  ]);
  const numbers = inForce.map((one) => identityOf(one));
  expect(new Set(numbers).size).toBe(12);
  expect(numbers.slice(0, 3).map((number) => number && sexOf(number))).toEqual(['female', 'male', 'female']);
  const [first] = inForce;
  if (!first) throw new Error('nobody is in force');
  const certificationId = first.id;
  await started(async ({ certifications }) => {
    const look = { certificationId, document: 'health', reason: '抽查证件' } as const;
    expect(must(await certifications.reveal(officer, origin, look)).mediaType).toBe('image/jpeg');
    const command = { certificationId, reason: '多次迟到，家属投诉', condition: '完成复训' };
    expect(must(await certifications.suspend(officer, origin, command)).status).toBe('SUSPENDED');
  });
  const [stillWaiting, left] = await started(seen);
  expect([stillWaiting.length, left.length]).toEqual([1, 11]);
});
