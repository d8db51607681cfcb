import {
  type ClinicPolicy,
  type ClinicRules,
  defaultClinicPolicy,
  makeClinicRules,
} from '@banzhen/domain/clinics';
import type { PublishPolicy } from '@banzhen/domain/publishing';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { type AppointmentId, type ClinicSessionId, idFrom, type TenantId } from '@banzhen/domain/shared/ids';
import type { Draft } from '@banzhen/domain/shared/publishing';
import {
  aDispatcher,
  aFamily,
  aPatient,
  type InMemoryClinics,
  inMemoryClinicStores,
  inMemoryClinics,
  must,
} from '@banzhen/domain/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { aColleague } from '../patients/family.js';

const { version: _, ...draft } = defaultClinicPolicy;
const family = aFamily();
const admin = aColleague('admin', { tenantId: family.tenantId });
const origin = { network: '203.0.113.7', device: 'console' };
const refused = (type: string, facts = {}) => ({ ok: false, error: { type, ...facts } });

/** The default with other cut-offs, in minutes before the session. */
const cutOffs = (changes: Partial<ClinicPolicy['appointments']['changes']>): Draft<ClinicPolicy> => ({
  ...draft,
  appointments: { ...draft.appointments, changes: { ...draft.appointments.changes, ...changes } },
});

describe('rules of booking, published by a tenant ("Decided" 1)', () => {
  let world: InMemoryClinics;
  let rules: ClinicRules;
  let sessionId: ClinicSessionId;
  beforeEach(async () => {
    world = await inMemoryClinics();
    sessionId = (await world.addSession(5)).id;
    const { clock, database } = world;
    rules = makeClinicRules({
      unitOfWork: inMemoryClinicStores(database).unitOfWork,
      clock,
      sessionClock: clock,
    });
  });

  const publish = (command: Partial<PublishPolicy<ClinicPolicy>> = {}, actor = admin) =>
    rules.publishPolicy(actor, origin, { policy: draft, latest: 1, reason: '国庆假期', ...command });
  /** A seat that the family holds, of a session at 08:00 in Beijing on the ninth. */
  const hold = async () =>
    must(await world.clinics.holdSeat(family, { sessionId, patientId: aPatient().id }));
  const book = async (): Promise<AppointmentId> => {
    const { appointmentId } = await hold();
    must(await world.clinics.submitAppointment(family, { appointmentId }));
    await world.advance(0);
    return appointmentId;
  };
  const auditOf = async () =>
    (await inMemoryClinicStores(world.database).audit.page({ tenantId: family.tenantId }, 100)).filter(
      ({ operation }) => operation === 'clinic-policy.publish',
    );

  it('an appointment keeps the cut-offs that it was made with, and the next one has those in force', async () => {
    const first = await book();
    must(await publish({ policy: cutOffs({ cancelCutOffMinutes: 180, lateCancelCutOffMinutes: 60 }) }));
    expect((await world.appointment(first)).policyVersion).toBe(1);
    world.clock.set(minutesAfter((await world.appointment(first)).sitting.during.startsAt, -20 * 60));
    // Seen red where the version in force was asked: the cut-off of 24 hours was gone.
    expect(await world.clinics.cancelAppointment(family, { appointmentId: first })).toMatchObject({
      error: { type: 'PastCutOff' },
    });
    must(await world.clinics.cancelAppointment(aDispatcher(), { appointmentId: first, reason: '家属来电' }));
    const second = await book();
    expect((await world.appointment(second)).policyVersion).toBe(2);
    expect(must(await world.clinics.cancelAppointment(family, { appointmentId: second })).status).toBe(
      'CANCELLED',
    );
  });

  it('how long a seat is held is said by the version in force at that instant', async () => {
    const longer = {
      ...draft,
      appointments: { ...draft.appointments, hold: { minutes: 9, withPaymentMinutes: 15 } },
    };
    const inForceFrom = minutesAfter(world.clock.now(), 30);
    must(await publish({ policy: longer, inForceFrom }));
    const before = await hold();
    expect(before.heldUntil).toEqual(minutesAfter(world.clock.now(), 5));
    await world.advance(30);
    const after = await hold();
    expect(after.heldUntil).toEqual(minutesAfter(inForceFrom, 9));
  });

  it('are told with what they change, and audited with their number', async () => {
    const policy = cutOffs({ cancelCutOffMinutes: 720 });
    const inForceFrom = minutesAfter(world.clock.now(), 60);
    const changes = [{ at: 'appointments.changes.cancelCutOffMinutes', before: 1440, after: 720 }];
    expect(must(await rules.previewPolicy(admin, { policy, inForceFrom }))).toEqual({ replaces: 1, changes });
    must(await publish({ policy, inForceFrom }));
    const listed = must(await rules.listPolicies(aDispatcher()));
    expect(listed.map((one) => [one.policy.version, one.isInForce, one.reason])).toEqual([
      [2, false, '国庆假期'],
      [1, true, undefined],
    ]);
    expect(must(await rules.previewPolicy(admin, { policy, inForceFrom })).changes).toEqual([]);
    expect(must(await rules.previewPolicy(admin, { policy })).changes).toEqual(changes);
    world.clock.set(inForceFrom);
    expect(must(await rules.listPolicies(aDispatcher())).map(({ isInForce }) => isInForce)).toEqual([
      true,
      false,
    ]);
    expect(await auditOf()).toMatchObject([
      {
        outcome: 'done',
        object: { kind: 'clinic-policy', id: 'v2' },
        facts: { version: 2, inForceFrom: inForceFrom.toISOString() },
      },
    ]);
  });

  it('never judge the past, are made of the last ones, say why, and keep to their bounds', async () => {
    const now = world.clock.now();
    expect(await publish({ inForceFrom: minutesAfter(now, -1) })).toEqual(
      refused('PolicyInPast', { earliest: now }),
    );
    expect(await publish({ latest: 7 })).toEqual(refused('PolicyOutdated', { latest: 1 }));
    expect(await publish({ reason: ' ' })).toEqual(refused('ReasonRequired', { command: 'publish' }));
    const wrong = {
      ...{ at: 'appointments.changes.cancelCutOffMinutes', why: 'out-of-range', least: 0, most: 20_160 },
    };
    const policy = cutOffs({ cancelCutOffMinutes: 20_161 });
    expect(await publish({ policy })).toEqual(refused('WrongPolicyNumber', wrong));
    expect(must(await rules.previewPolicy(admin, { policy })).wrong).toMatchObject(wrong);
    const both = await Promise.all([publish(), publish()]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect(both.find((one) => !one.ok)).toEqual(refused('PolicyOutdated', { latest: 2 }));
    expect((await auditOf()).filter(({ outcome }) => outcome === 'refused')).toHaveLength(5);
  });

  it('are for administrators who have just proven themselves, each of their own tenant', async () => {
    const { steppedUpAt: _at, ...unproven } = admin;
    expect(await publish({}, unproven)).toEqual(refused('StepUpNeeded'));
    expect(await publish({}, aDispatcher())).toEqual(
      refused('NotAllowed', { operation: 'clinic-policy.publish' }),
    );
    const tenantId = idFrom<TenantId>('01900000-0001-7000-8000-000000000099');
    must(await publish({}, aColleague('admin', { tenantId })));
    expect(must(await rules.listPolicies(admin))).toHaveLength(1);
    expect((await world.appointment((await hold()).appointmentId)).policyVersion).toBe(1);
  });
});
