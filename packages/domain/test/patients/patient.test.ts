import { hasGrant } from '@banzhen/domain/patients';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { parsePhoneNumber } from '@banzhen/domain/shared/phone-number';
import { metresBetween } from '@banzhen/domain/shared/place';
import { aFamily, anEscortPerson, aPatient } from '@banzhen/domain/testing';
import { describe, expect, test } from 'vitest';

describe('grants of a patient', () => {
  const from = new Date('2030-01-01T00:00:00Z');
  const until = minutesAfter(from, 60);
  const patient = aPatient({ grants: [{ accountId: aFamily().accountId, scopes: ['view'], from, until }] });
  const may = (scope: 'view' | 'book', now: Date, who = aFamily()) =>
    hasGrant(patient, who.accountId, scope, now);

  test('hold for one account, one scope and one time', () => {
    expect(may('view', from)).toBe(true);
    expect(may('view', minutesAfter(from, -1))).toBe(false);
    expect(may('view', until)).toBe(false);
    expect(may('book', from)).toBe(false);
    expect(may('view', from, anEscortPerson())).toBe(false);
    expect(hasGrant({ ...patient, grants: [] }, aFamily().accountId, 'view', from)).toBe(false);
  });
});

describe('phone numbers and places', () => {
  test('a mainland mobile number has one form', () => {
    for (const text of ['13800138000', '+86 138-0013-8000', '0086 13800138000'])
      expect(parsePhoneNumber(text)).toEqual({ ok: true, value: '+8613800138000' });
    for (const text of ['', '1380013800', '138001380000', '12800138000', '+1 3800138000', 'abc'])
      expect(parsePhoneNumber(text).ok).toBe(false);
  });

  test('distances are whole metres on the great circle', () => {
    const place = (longitude: number, latitude: number) =>
      ({ longitude, latitude, datum: 'WGS-84' }) as const;
    expect(metresBetween(place(116, 40), place(116, 40))).toBe(0);
    expect(metresBetween(place(0, 0), place(0, 1))).toBe(111_195);
    expect(metresBetween(place(0, 0), place(180, 0))).toBe(20_015_112);
  });
});
