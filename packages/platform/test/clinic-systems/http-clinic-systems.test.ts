import type { Appointment } from '@banzhen/domain/appointments';
import type { ClinicSystemStores } from '@banzhen/domain/clinic-systems';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import {
  guardedPost,
  httpClinicSystems,
  openSandboxSystem,
  type SandboxSystem,
  type SystemFault,
  standardSigner,
  systemFaults,
} from '@banzhen/platform';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const [secret, older, foreign] = [standardSigner.secret(), standardSigner.secret(), standardSigner.secret()];
const during = { startsAt: new Date('2030-01-09T00:00:00Z'), endsAt: new Date('2030-01-09T04:00:00Z') };
const anAppointment = (id: string) =>
  ({
    ...{ id, sequence: 0, patientId: 'patient', seat: { ticket: 7 } },
    sitting: { tenantId: 'tenant', hospitalId: 'hospital', visitOn: '2030-01-09', during },
  }) as unknown as Appointment;

/** The connection as it is stored; the stores themselves are tested on their databases. */
const connection = (url: string, secrets: readonly string[], state = 'active') =>
  ({
    run: (work: (stores: unknown) => unknown) =>
      work({
        systems: { at: async () => ({ id: 'system', url, state }) },
        systemSecrets: { signing: async () => secrets.map((text) => ({ text })) },
      }),
  }) as unknown as UnitOfWork<ClinicSystemStores>;

describe('a system of a clinic, asked over HTTP', () => {
  const loopback = guardedPost({ mayLoopBack: true });
  const outside = guardedPost({ mayLoopBack: false });
  let system: SandboxSystem;
  let fault: SystemFault | undefined;
  let calls: string[] = [];
  beforeAll(async () => {
    system = await openSandboxSystem({
      secrets: [secret],
      faultOf: (call) => {
        calls.push(call);
        return fault;
      },
    });
  });
  beforeEach(() => {
    [fault, calls] = [undefined, []];
  });
  afterAll(async () => {
    await system.close();
    await Promise.all([loopback.close(), outside.close()]);
  });
  const asking = (given: { secrets?: readonly string[]; state?: string; isOutside?: boolean } = {}) =>
    httpClinicSystems({
      unitOfWork: connection(system.url, given.secrets ?? [secret], given.state),
      post: (given.isOutside ? outside : loopback).post,
      signer: standardSigner,
      machineClock: { now: () => new Date() },
      timeoutMs: { book: 200, query: 200, release: 200 },
    });

  it('books once for an id however often it is asked, and books nothing that was released before', async () => {
    const one = anAppointment('one');
    expect(await asking().query(one)).toEqual({ kind: 'absent' });
    const first = await asking().book(one);
    expect(first).toMatchObject({ kind: 'booked' });
    expect(await asking().book(one)).toEqual(first);
    expect(await asking().query(one)).toEqual(first);
    expect(await asking().release(one)).toEqual({ kind: 'released' });
    expect(await asking().release(one)).toEqual({ kind: 'released' });
    expect(await asking().book(one)).toEqual({ kind: 'rejected' });
    expect(system.recordsOf('one')).toEqual([]);
  });

  it('is unknown whatever goes wrong on the way, and says what it has afterwards', async () => {
    for (const one of systemFaults.filter((kind) => kind !== 'twice')) {
      const appointment = anAppointment(one);
      fault = one;
      expect(await asking().book(appointment), one).toEqual({ kind: 'unknown' });
      fault = undefined;
      const hasWorked = one === 'cut-after' || one === 'fail-after';
      expect((await asking().query(appointment)).kind, one).toBe(hasWorked ? 'booked' : 'absent');
    }
    fault = 'twice';
    expect(await asking().book(anAppointment('twice'))).toMatchObject({ kind: 'booked' });
    expect(system.recordsOf('twice')).toHaveLength(1);
  });

  it('takes either of two secrets, and nothing without one that it knows', async () => {
    const two = anAppointment('two');
    expect(await asking({ secrets: [foreign] }).book(two)).toEqual({ kind: 'unknown' });
    expect(await asking({ secrets: [] }).book(two)).toEqual({ kind: 'unknown' });
    expect(system.recordsOf('two')).toEqual([]);
    expect(system.forged()).toBe(2);
    expect(await asking({ secrets: [older, secret] }).book(two)).toMatchObject({ kind: 'booked' });
  });

  it('is not called while it is paused, nor where its address is not public', async () => {
    const three = anAppointment('three');
    expect(await asking({ state: 'paused' }).book(three)).toEqual({ kind: 'unknown' });
    expect(await asking({ isOutside: true }).book(three)).toEqual({ kind: 'unknown' });
    expect(calls).toEqual([]);
  });
});
