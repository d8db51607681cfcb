import type { Message } from '@banzhen/domain/messaging';
import type { Person, RoleScope } from '@banzhen/domain/shared/actor';
import { aDispatcher, aFamily, anEscortPerson } from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import { isOnBoardOf, isToldToFollower } from '../src/reads/on-board.js';

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

describe('what somebody is told who follows one order', () => {
  const desk = dispatcherOf({ role: 'dispatcher', cityCode: 'beijing' });
  const [reporter, reported] = [aFamily(), anEscortPerson()];
  const talk = (type: string, more: object = {}): Message => ({
    ...inBeijing,
    topic: 'conversation',
    type,
    payload: { ...inBeijing.payload, ...more },
  });

  it('is what is said and done, and never that somebody has reported a message', () => {
    for (const reader of [desk, reporter, reported]) {
      expect(isToldToFollower(reader, inBeijing)).toBe(true);
      expect(isToldToFollower(reader, talk('MessageSent'))).toBe(true);
    }
    expect(isToldToFollower(desk, talk('MessageReported'))).toBe(true);
    // Seen red while the feed told everybody who followed the order: whoever was reported learned of it at once.
    for (const reader of [reporter, reported])
      expect(isToldToFollower(reader, talk('MessageReported'))).toBe(false);
  });

  it('is that their own report was looked at', () => {
    const closed = talk('MessageReportClosed', { reporters: [reporter.accountId] });
    expect([desk, reporter, reported].map((reader) => isToldToFollower(reader, closed))).toEqual([
      true,
      true,
      false,
    ]);
  });
});
