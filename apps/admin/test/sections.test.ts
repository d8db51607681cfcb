import { readFileSync } from 'node:fs';
import { operations } from '@banzhen/domain/policy';
import { describe, expect, test } from 'vitest';
import { knownPermissions } from '../src/shared/api/me.js';
import { homeOf, sectionAt, sections } from '../src/shared/layout/sections.js';

const texts = JSON.parse(readFileSync(new URL('../src/shared/i18n/zh-CN.json', import.meta.url), 'utf8')) as {
  readonly nav: object;
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

  test('have keys of their own', () => {
    const taken = ['?', '/', 'u', 'a', ...sections.map(({ key }) => key)];
    expect(new Set(taken).size).toBe(taken.length);
  });
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
