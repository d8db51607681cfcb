import type { Message } from '@banzhen/domain/messaging';
import type { Person, RoleScope } from '@banzhen/domain/shared/actor';
import { aDispatcher } from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import { isOnBoardOf } from '../src/reads/on-board.js';

const { tenantId } = aDispatcher();

const about = (payload: Message['payload']): Message => ({
  id: 'message',
  topic: 'order',
  aggregateId: 'order',
  type: 'OrderPaid',
  payload,
});

const inBeijing = about({ tenantId, cityCode: 'beijing', version: 2 });

const dispatcherOf = (...roleScopes: readonly RoleScope[]): Person => aDispatcher({ roleScopes });

describe('what a board is told of', () => {
  it('is what happens in the cities of its reader, and nowhere else (A9)', () => {
    expect(isOnBoardOf(dispatcherOf({ role: 'dispatcher' }), inBeijing)).toBe(true);
    expect(isOnBoardOf(dispatcherOf({ role: 'dispatcher', cityCode: 'beijing' }), inBeijing)).toBe(true);
    expect(isOnBoardOf(dispatcherOf({ role: 'dispatcher', cityCode: 'shanghai' }), inBeijing)).toBe(false);
  });

  it('is nothing of another tenant, nothing without a place, and nothing for a family', () => {
    const everywhere = dispatcherOf({ role: 'dispatcher' });
    expect(isOnBoardOf(everywhere, about({ ...inBeijing.payload, tenantId: 'another' }))).toBe(false);
    expect(isOnBoardOf(everywhere, { ...inBeijing, topic: 'clinic-session' })).toBe(false);
    expect(isOnBoardOf(everywhere, about({ tenantId, version: 2 }))).toBe(false);
    expect(isOnBoardOf({ ...everywhere, staffRoles: [], roleScopes: [] }, inBeijing)).toBe(false);
  });
});
