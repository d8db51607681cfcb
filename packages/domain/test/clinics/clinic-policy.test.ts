import { type ClinicPolicy, clinicPolicyNumbers, defaultClinicPolicy } from '@banzhen/domain/clinics';
import { checkNumbers, numberChanges, numbersAt } from '@banzhen/domain/shared/policy-numbers';
import { type Published, policyAt, policyOfVersion } from '@banzhen/domain/shared/publishing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leavesOf, withNumber } from '../shared/policy-drafts.js';

const { version: _, ...draft } = defaultClinicPolicy;

describe('versions of a clinic policy ("Decided" 1)', () => {
  const instants = fc.date({ min: new Date('2029-01-01'), max: new Date('2031-01-01'), noInvalidDate: true });
  const versions = fc.uniqueArray(fc.integer({ min: 2, max: 40 }), { maxLength: 8 }).chain((numbers) =>
    fc.uniqueArray(instants, { minLength: numbers.length, maxLength: numbers.length }).map((from) => [
      { policy: defaultClinicPolicy, inForceFrom: new Date(0) },
      ...numbers.map(
        (version, index): Published<ClinicPolicy> => ({
          policy: { ...defaultClinicPolicy, version },
          inForceFrom: from[index] ?? new Date(0),
          reason: 'x',
        }),
      ),
    ]),
  );

  it('at an instant: one that has begun, and none that has begun is newer, in whatever order they come', () => {
    fc.assert(
      fc.property(versions, instants, (published, at) => {
        const { version } = policyAt(published, at);
        const found = published.find(({ policy }) => policy.version === version);
        expect(found && found.inForceFrom <= at).toBe(true);
        expect(
          published.filter(({ policy, inForceFrom }) => inForceFrom <= at && policy.version > version),
        ).toEqual([]);
        expect(policyAt(published.toReversed(), at).version).toBe(version);
        expect(policyOfVersion(published, version).version).toBe(version);
      }),
    );
  });

  it('publishing for later changes nothing that was in force before', () => {
    fc.assert(
      fc.property(versions, instants, instants, (published, one, other) => {
        const [at, inForceFrom] = one < other ? [one, other] : [other, one];
        if (at.getTime() === inForceFrom.getTime()) return;
        const next = { policy: { ...defaultClinicPolicy, version: 41 }, inForceFrom, reason: 'x' };
        expect(policyAt([next, ...published], at)).toEqual(policyAt(published, at));
        expect(policyAt([next, ...published], inForceFrom).version).toBe(41);
      }),
    );
  });

  it('throws where none is in force, and for a version that was never published', () => {
    const first = [{ policy: defaultClinicPolicy, inForceFrom: new Date('2030-01-01') }];
    expect(() => policyAt(first, new Date('2029-12-31'))).toThrow();
    expect(() => policyOfVersion(first, 2)).toThrow();
  });
});

describe('the numbers of a clinic policy', () => {
  it('are all among the fields, each at its place', () => {
    const { fields } = clinicPolicyNumbers;
    expect(fields.map(({ at }) => at)).toEqual(leavesOf(draft));
    for (const field of fields)
      expect([...numbersAt(withNumber(draft, field.at, 424_242), field)]).toEqual([[field.at, 424_242]]);
  });

  it('are right as they are', () => {
    expect(checkNumbers(clinicPolicyNumbers, draft)).toEqual({ ok: true, value: draft });
  });

  it.each(clinicPolicyNumbers.fields)('$at is whole and between its bounds', ({ at, least, most }) => {
    const faultOf = (number: number) => {
      const checked = checkNumbers(clinicPolicyNumbers, withNumber(draft, at, number));
      return checked.ok ? undefined : checked.error;
    };
    const wrong = { type: 'WrongPolicyNumber', at, least, most };
    expect(faultOf(least + 0.5)).toEqual({ ...wrong, why: 'not-whole' });
    expect(faultOf(Number.NaN)).toEqual({ ...wrong, why: 'not-whole' });
    expect(faultOf(least - 1)).toEqual({ ...wrong, why: 'out-of-range' });
    expect(faultOf(most + 1)).toEqual({ ...wrong, why: 'out-of-range' });
    for (const number of [least, most]) expect([undefined, 'out-of-order']).toContain(faultOf(number)?.why);
  });

  it.each([
    ['appointments.changes.cancelCutOffMinutes', 119, 'appointments.changes.lateCancelCutOffMinutes'],
    ['appointments.changes.lateCancelCutOffMinutes', 1441, 'appointments.changes.lateCancelCutOffMinutes'],
    ['appointments.returnPath.shortestMinutes', 121, 'appointments.returnPath.longestMinutes'],
    ['appointments.returnPath.hours.fromMinute', 1320, 'appointments.returnPath.hours.toMinute'],
    ['bookingTimes.hours.toMinute', 0, 'bookingTimes.hours.toMinute'],
    ['waitlist.offer.hours.toMinute', 420, 'waitlist.offer.hours.toMinute'],
  ])('%s of %d contradicts another number', (at, number, where) => {
    expect(checkNumbers(clinicPolicyNumbers, withNumber(draft, at, number))).toMatchObject({
      error: { at: where, why: 'out-of-order' },
    });
  });

  it('that differ are told, with what they were and are, and no others', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...clinicPolicyNumbers.fields),
        fc.integer({ min: 0, max: 3_000 }),
        (field, after) => {
          const { at } = field;
          const before = numbersAt(draft, field).get(at);
          expect(numberChanges(clinicPolicyNumbers, draft, withNumber(draft, at, after))).toEqual(
            before === after ? [] : [{ at, before, after }],
          );
        },
      ),
    );
  });
});
