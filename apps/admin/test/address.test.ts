import { describe, expect, test } from 'vitest';
import { usualGroups } from '../src/features/board/groups.js';
import {
  boardSearch,
  filterOf,
  orderQueryOf,
  ordersSearch,
  ordersSearchOf,
  postingsSearch,
  searchOf,
  signInSearch,
} from '../src/routes/search.js';

describe('the address of the board', () => {
  test('says nothing about the usual filter, and comes back as it was otherwise', () => {
    const usual = filterOf(boardSearch.parse({}));
    expect(searchOf(usual)).toEqual({});
    const other = { groups: ['closed' as const], text: '协和', needsDispatcher: true };
    expect(filterOf(boardSearch.parse(searchOf(other)))).toEqual(other);
    expect(filterOf(boardSearch.parse(searchOf({ ...usual, groups: [] }))).groups).toEqual([]);
  });

  test('that says something wrong counts as not having said it', () => {
    const read = filterOf(
      boardSearch.parse({ groups: ['nowhere'], text: 'x'.repeat(100), needs: 'perhaps' }),
    );
    expect(read).toEqual({ groups: usualGroups, text: '', needsDispatcher: false });
  });

  test('takes an order number that looks like a number', () => {
    expect(filterOf(boardSearch.parse({ text: 20261121 })).text).toBe('20261121');
  });
});

describe('the address of the order search', () => {
  test('says nothing about all orders, and comes back as it was otherwise', () => {
    expect(ordersSearchOf(orderQueryOf(ordersSearch.parse({})))).toEqual({});
    const asked = { text: 'BZ2611', scope: 'closed' as const };
    expect(orderQueryOf(ordersSearch.parse(ordersSearchOf(asked)))).toEqual(asked);
    expect(orderQueryOf(ordersSearch.parse({ text: 261121, scope: 'some' }))).toEqual({
      text: '261121',
      scope: 'all',
    });
  });
});

test('the address of the postings takes days only as days', () => {
  expect(postingsSearch.parse({ from: '2026-11-21', to: 'tomorrow', order: 12 })).toEqual({
    from: '2026-11-21',
    order: '12',
  });
});

describe('the way back after signing in', () => {
  test.each([
    'https://elsewhere.example',
    '//elsewhere.example',
    '/\\elsewhere.example',
    'javascript:alert(1)',
  ])('never leads to %s', (next) => {
    expect(signInSearch.parse({ next }).next).toBeUndefined();
  });

  test('leads to a page of this console', () => {
    expect(signInSearch.parse({ next: '/orders/1?x=2' }).next).toBe('/orders/1?x=2');
  });
});
