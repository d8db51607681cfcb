import { rm } from 'node:fs/promises';
import type { Person } from '@banzhen/domain/shared/actor';
import { type AccountId, idFrom, type TenantId } from '@banzhen/domain/shared/ids';
import { must } from '@banzhen/domain/testing';
import { askingAs, type Platform } from '@banzhen/platform';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aDemoCity } from './prepared-city.js';
import { startedDemo } from './started-demo.js';

const personNo = (number: string, ...staffRoles: Person['staffRoles']): Person => ({
  kind: 'person',
  accountId: idFrom<AccountId>(`01900003-0000-7000-8000-0000000000${number}`),
  tenantId: idFrom<TenantId>('01900001-0000-7000-8000-000000000001'),
  staffRoles,
});
const [qin, you, dispatcher] = [personNo('0e'), personNo('0f'), personNo('01', 'dispatcher')];

let dataDir: string;
beforeAll(async () => {
  dataDir = await aDemoCity();
}, 120_000);
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const seen = async ({ clinicReads, waitlistReads, memberships }: Platform) => {
  const own = async (person: Person) =>
    (await clinicReads.ownAppointments(person, { limit: 50 })).appointments.map(
      ({ appointmentId, status }) => `${appointmentId} ${status}`,
    );
  const [appointments, ofYou] = [await askingAs(qin, () => own(qin)), await askingAs(you, () => own(you))];
  const { entries } = await askingAs(qin, () => waitlistReads.own(qin, { limit: 50 }));
  const member = await askingAs(dispatcher, () =>
    memberships.readMember(dispatcher, { accountId: qin.accountId }),
  );
  return { appointments: [...appointments, ...ofYou], entries, member };
};

it('has seats of families booked and given back, somebody who waits and a member, once a day', async () => {
  const first = await startedDemo(dataDir, seen);
  const count = (status: string) => first.appointments.filter((one) => one.endsWith(` ${status}`)).length;
  expect(count('CANCELLED')).toBe(1);
  expect(count('BOOKED') + count('PENDING_CONFIRM')).toBeGreaterThanOrEqual(2);
  expect(first.entries).toHaveLength(1);
  expect(must(first.member)).toMatchObject({ status: 'ACTIVE', level: { level: 3 } });
  const second = await startedDemo(dataDir, seen);
  const ids = (appointments: readonly string[]) => appointments.map((one) => one.split(' ')[0]);
  expect(ids(second.appointments)).toEqual(ids(first.appointments));
  expect(second.entries).toHaveLength(1);
});
