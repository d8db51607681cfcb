import { readFileSync } from 'node:fs';
import { operations, standingOperations } from '@banzhen/domain/policy';
import type { RoleScope } from '@banzhen/domain/shared/actor';
import { aDispatcher } from '@banzhen/domain/testing';
import { describe, expect, test } from 'vitest';
import { knownPermissions } from '../src/shared/api/me.js';
import { homeOf, sectionAt, sectionGroups, sections } from '../src/shared/layout/sections.js';

const texts = JSON.parse(readFileSync(new URL('../src/shared/i18n/zh-CN.json', import.meta.url), 'utf8')) as {
  readonly nav: { readonly groups: object };
  readonly shortcuts: { readonly does: object };
};

test('every permission that the console asks about is an operation of the product', () => {
  expect(knownPermissions.filter((permission) => !(permission in operations))).toEqual([]);
});

describe('the sections', () => {
  test('have a word in the navigation and in the list of keys', () => {
    expect(sections.filter(({ id }) => !(id in texts.nav))).toEqual([]);
    expect(sections.filter(({ key }) => !(key in texts.shortcuts.does))).toEqual([]);
  });

  test('stand in the order of their groups, and their groups have a word', () => {
    expect(sectionGroups.filter((group) => !(group in texts.nav.groups))).toEqual([]);
    const places = sections.flatMap((section) =>
      'group' in section ? [sectionGroups.indexOf(section.group)] : [],
    );
    expect(places).toEqual(places.toSorted((left, right) => left - right));
  });

  test('have keys of their own', () => {
    const taken = ['?', '/', 'u', 'a', ...sections.map(({ key }) => key)];
    expect(new Set(taken).size).toBe(taken.length);
  });
});

test('everybody has the sections of what they may do, and nobody of one city those of the whole tenant', () => {
  const seenBy = (...roleScopes: readonly RoleScope[]) => {
    const person = aDispatcher({ staffRoles: roleScopes.map(({ role }) => role), roleScopes });
    const may: readonly string[] = standingOperations(person);
    return sections.filter(({ needs }) => may.includes(needs)).map(({ id }) => id);
  };
  const visits = ['board', 'orders', 'bundles', 'reports'];
  const clinics = ['schedule', 'releases', 'appointments', 'waitlists', 'fairness', 'directory', 'calendars'];
  const memberships = ['members', 'membershipRules'];
  expect(seenBy({ role: 'dispatcher' })).toEqual([
    ...[...visits, ...clinics, 'clinicRules', ...memberships, 'visitRules', 'prices', 'ledger', 'account'],
  ]);
  expect(seenBy({ role: 'dispatcher', cityCode: '310000' })).toEqual([...visits, ...clinics, 'account']);
  expect(seenBy({ role: 'finance' })).toEqual([
    ...['board', 'orders', ...memberships, 'visitRules', 'prices', 'ledger', 'partners', 'account'],
  ]);
  expect(seenBy({ role: 'support' })).toEqual(['people', ...memberships, 'account']);
  expect(seenBy({ role: 'quality' })).toEqual(['people', 'appeals', 'credentials', 'account']);
  expect(seenBy({ role: 'auditor' })).toEqual(['audit', 'staff', 'account']);
  // Pictures of identity cards are for those who review them; administrators suspend and revoke.
  expect(seenBy({ role: 'admin' })).toEqual(sections.map(({ id }) => id as string));
});

test('everybody begins in the first section that is theirs', () => {
  expect(homeOf(['ledger.read', 'board.read'])).toBe('/');
  expect(homeOf(['ledger.read'])).toBe('/ledger');
  expect(homeOf(['staff.list', 'audit.read', 'session.list'])).toBe('/audit');
  expect(homeOf(['session.list'])).toBe('/account');
  expect(homeOf([])).toBe('/');
});

test('an address belongs to one section at most', () => {
  expect(sectionAt('/')?.id).toBe('board');
  expect(sectionAt('/orders/1/shifts/2')?.id).toBe('orders');
  expect(sectionAt('/ledger/postings')?.id).toBe('ledger');
  expect(sectionAt('/staff')?.id).toBe('staff');
  expect(sectionAt('/staffing')).toBeUndefined();
});
