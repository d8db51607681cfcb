import { partnerOperations } from '@banzhen/domain/policy';
import { describe, expect, test } from 'vitest';
import { byGroup, named, networksIn, presetOf } from '../src/features/partners/partners.js';

describe('what a key may do', () => {
  test('stands in groups, every operation once and none of them among the others', () => {
    const groups = byGroup(partnerOperations);
    expect(groups.flatMap(({ operations }) => operations).toSorted()).toEqual(partnerOperations.toSorted());
    expect(groups.map(({ group }) => group)).toEqual([
      'clinics',
      'appointments',
      'escorts',
      'events',
      'webhooks',
    ]);
    expect(byGroup(['something.new'])).toEqual([{ group: 'other', operations: ['something.new'] }]);
    expect(byGroup([])).toEqual([]);
  });

  test('is chosen at once: reads change nothing, bookings add what books', () => {
    const reads = presetOf('reads', partnerOperations);
    expect(reads).toContain('appointment.list-of-hospital');
    expect(reads).toContain('partner-event.list');
    expect(reads.filter((one) => /\.(?:hold|cancel|suspend|publish|answer)$/.test(one))).toEqual([]);
    const bookings = presetOf('bookings', partnerOperations);
    expect(bookings.filter((one) => !reads.includes(one)).toSorted()).toEqual([
      'appointment.cancel',
      'appointment.hold',
      'appointment.reschedule',
      'appointment.submit',
    ]);
    expect(presetOf('all', partnerOperations)).toEqual(partnerOperations);
    expect(presetOf('none', partnerOperations)).toEqual([]);
  });
});

test('networks are written one in a line, or with commas of any kind', () => {
  expect(networksIn(' 203.0.113.0/24\n\n2001:db8::/32，198.51.100.7/32、10.0.0.0/8 ')).toEqual([
    '203.0.113.0/24',
    '2001:db8::/32',
    '198.51.100.7/32',
    '10.0.0.0/8',
  ]);
  expect(networksIn(' \n')).toEqual([]);
});

test('partners are found by a part of their name, in small letters or large', () => {
  const partners = [{ name: 'Morning 晨光' }, { name: '暮色' }];
  expect(named(partners, ' morning')).toEqual([partners[0]]);
  expect(named(partners, '')).toEqual(partners);
  expect(named(partners, '没有')).toEqual([]);
});
