import type { Origin } from '@banzhen/domain/accounts';
import { type CalendarEntry, makeCalendars } from '@banzhen/domain/calendars';
import type { Person } from '@banzhen/domain/shared/actor';
import { type EscortId, idFrom, type TenantId } from '@banzhen/domain/shared/ids';
import { err } from '@banzhen/domain/shared/result';
import {
  aDispatcher,
  fixedClock,
  inMemoryCalendarStores,
  inMemoryDatabase,
  must,
  scriptedIds,
} from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';

const origin: Origin = { network: '203.0.113.0/24', device: 'Chrome · Windows' };
const DAY_MINUTES = 24 * 60;

const anEntry = (from: Date, days: number): CalendarEntry => {
  const startsAt = new Date(from.getTime() + days * 86_400_000);
  return {
    ...{ uid: `in ${days}`, sequence: 1, kind: 'session', hospitalName: '市一院', isCancelled: false },
    ...{ startsAt, endsAt: new Date(startsAt.getTime() + 3_600_000), changedAt: from },
  };
};

const calendarScene = async () => {
  const clock = fixedClock();
  const entries = [-40, -30, 0, 180, 190].map((days) => anEntry(clock.now(), days));
  const stores = inMemoryCalendarStores(inMemoryDatabase(), entries);
  const doctor = await stores.doctor();
  let secrets = 0;
  const calendars = makeCalendars({
    unitOfWork: stores.unitOfWork,
    reader: stores.reader,
    ...{ clock, visitClock: clock },
    ids: scriptedIds(),
    secrets: {
      keySecret: () => {
        secrets += 1;
        return String(secrets).padStart(43, '0');
      },
      tokenHash: (text) => `hash of ${text}`,
    },
  });
  const desk = (given: Partial<Person> = {}): Person =>
    aDispatcher({ tenantId: doctor.tenantId, roleScopes: [{ role: 'dispatcher' }], ...given });
  const escort = (given: Partial<Person> = {}): Person =>
    aDispatcher({
      tenantId: doctor.tenantId,
      staffRoles: [],
      roleScopes: [],
      escortId: idFrom<EscortId>('01900001-0000-7000-8000-0000000000e5'),
      ...given,
    });
  return { calendars, clock, stores, desk, escort, doctorId: doctor.doctorId, tenantId: doctor.tenantId };
};

describe('calendars', () => {
  it('are told to whoever has the token, from a month back to half a year ahead', async () => {
    const { calendars, desk, doctorId } = await calendarScene();
    const { token, expiresAt } = must(await calendars.create(desk(), origin, { doctorId, days: 30 }));
    expect(token).toMatch(/^cal_[0-9A-Za-z]{43}$/);
    expect(expiresAt).toEqual(new Date('2030-02-06T02:00:00Z'));
    const shown = must(await calendars.show(token));
    expect(shown.kind).toBe('doctor');
    expect(shown.entries.map(({ uid }) => uid)).toEqual(['in -30', 'in 0', 'in 180']);
  });

  it('are over at the end of the link, and no refusal tells why', async () => {
    const { calendars, clock, escort } = await calendarScene();
    const { token } = must(await calendars.createOwn(escort(), origin, { days: 1 }));
    clock.advance(DAY_MINUTES - 1);
    expect((await calendars.show(token)).ok).toBe(true);
    clock.advance(1);
    const gone = err({ type: 'NotFound' });
    expect(await calendars.show(token)).toEqual(gone);
    const next = must(await calendars.createOwn(escort(), origin, { days: 1 }));
    must(await calendars.revokeOwn(escort(), origin));
    for (const wrong of [next.token, `${next.token}0`, 'cal_', '', `cal_${'Z'.repeat(43)}`])
      expect(await calendars.show(wrong)).toEqual(gone);
    const listed = must(await calendars.listOwn(escort()));
    expect(listed.map(({ over }) => over)).toEqual(['revoked', 'revoked']);
    expect(JSON.stringify(listed)).not.toContain('hash');
  });

  it('tell their owner when they were last read, to the hour', async () => {
    const { calendars, clock, desk, doctorId } = await calendarScene();
    const { token } = must(await calendars.create(desk(), origin, { doctorId, days: 30 }));
    const lastRead = async () => must(await calendars.list(desk(), { doctorId }))[0]?.lastReadAt;
    expect(await lastRead()).toBeUndefined();
    const first = clock.now();
    await calendars.show(token);
    clock.advance(59);
    await calendars.show(token);
    expect(await lastRead()).toEqual(first);
    clock.advance(1);
    await calendars.show(token);
    expect(await lastRead()).toEqual(clock.now());
    const revokedAt = clock.now();
    must(await calendars.revoke(desk(), origin, { doctorId }));
    clock.advance(90);
    expect((await calendars.show(token)).ok).toBe(false);
    expect(await lastRead()).toEqual(revokedAt);
  });

  it.each([0, 366, 1.5, -1, Number.NaN])('are not made for %s days', async (days) => {
    const { calendars, desk, doctorId } = await calendarScene();
    const refused = err({ type: 'CalendarLifeUnfit', mostDays: 365 });
    expect(await calendars.create(desk(), origin, { doctorId, days })).toEqual(refused);
  });

  it('of doctors are for the desk of their tenant and city, those of escorts for themselves', async () => {
    const { calendars, desk, escort, doctorId } = await calendarScene();
    const missing = err({ type: 'NotFound' });
    const elsewhere = idFrom<TenantId>('01900001-0000-7000-8000-0000000000e1');
    const others = [
      escort(),
      desk({ tenantId: elsewhere }),
      desk({ roleScopes: [{ role: 'dispatcher', cityCode: 'shanghai' }] }),
    ];
    for (const actor of others) {
      expect(await calendars.create(actor, origin, { doctorId, days: 3 })).toEqual(missing);
      expect(await calendars.list(actor, { doctorId })).toEqual(missing);
      expect(await calendars.revoke(actor, origin, { doctorId })).toEqual(missing);
    }
    expect(await calendars.createOwn(desk(), origin, { days: 3 })).toEqual(
      err({ type: 'NotAllowed', operation: 'calendar.create-own' }),
    );
  });

  it('leave an entry for what is done about them, and for what is refused, and no token', async () => {
    const { calendars, desk, escort, doctorId, stores, tenantId } = await calendarScene();
    must(await calendars.create(desk(), origin, { doctorId, days: 30 }));
    await calendars.create(desk(), origin, { doctorId, days: 400 });
    must(await calendars.revoke(desk(), origin, { doctorId }));
    must(await calendars.createOwn(escort(), origin, { days: 30 }));
    const entries = (await stores.audit.page({ tenantId }, 100)).toReversed();
    expect(entries.map(({ operation, outcome, actor }) => [operation, outcome, actor.as])).toEqual([
      ['calendar.create', 'done', 'D'],
      ['calendar.create', 'refused', 'U'],
      ['calendar.revoke', 'done', 'D'],
      ['calendar.create-own', 'done', 'E'],
    ]);
    expect(JSON.stringify(entries)).not.toContain('cal_');
  });
});
