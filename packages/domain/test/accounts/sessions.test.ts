import { newSession, type SessionKind, seenAgain } from '@banzhen/domain/accounts';
import { hasSteppedUp } from '@banzhen/domain/policy';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { type AccountId, idFrom, type SessionId } from '@banzhen/domain/shared/ids';
import { aFamily, must } from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import { aScene, hers, his } from './scene.js';

const start = new Date('2030-01-07T02:00:00Z');
const DAY = 24 * 60;
const session = (kind: SessionKind) =>
  newSession(
    {
      id: idFrom<SessionId>('01900000-0006-7000-8000-000000000001'),
      accountId: idFrom<AccountId>('01900000-0003-7000-8000-000000000001'),
      tokenHash: 'hash',
      kind,
      authLevel: 'code',
      device: 'phone',
    },
    start,
  );

describe('a session', () => {
  it.each<[SessionKind, number, number]>([
    ['family', 30 * DAY, 180 * DAY],
    ['escort', 14 * DAY, 90 * DAY],
    ['staff', 30, 12 * 60],
  ])('of %s ends after %i unused minutes, and after %i whatever happens', (kind, idle, longest) => {
    const { idleUntil, endsAt } = session(kind);
    expect([idleUntil, endsAt]).toEqual([minutesAfter(start, idle), minutesAfter(start, longest)]);
  });

  it('is noted as used at most once a minute, and never beyond its end', () => {
    const one = session('staff');
    expect(seenAgain(one, minutesAfter(start, 0.9))).toBeUndefined();
    expect(seenAgain(one, minutesAfter(start, 1))?.idleUntil).toEqual(minutesAfter(start, 31));
    expect(seenAgain(one, minutesAfter(start, 12 * 60 - 1))?.idleUntil).toEqual(one.endsAt);
  });

  it('that was proven once more stays so for less than five minutes', () => {
    const person = aFamily({ steppedUpAt: start });
    expect(hasSteppedUp(person, minutesAfter(start, 4.99))).toBe(true);
    expect(hasSteppedUp(person, minutesAfter(start, 5))).toBe(false);
    expect(hasSteppedUp(aFamily(), start)).toBe(false);
  });

  it('is over for an unknown token', async () => {
    expect(await aScene().identify('token-of-nobody')).toBeUndefined();
  });

  it('ends with signing out, and only that one', async () => {
    const scene = aScene();
    const [first, second] = [await scene.signUp(hers), await scene.signUp(hers)];
    must(await scene.accounts.signOut(first.person, scene.origin));
    expect(await scene.identify(first.token)).toBeUndefined();
    expect(await scene.identify(second.token)).toBeDefined();
  });
});

describe('the devices of a person', () => {
  it('are listed with the current one marked, and end one by one or all at once', async () => {
    const scene = aScene();
    const { accounts, origin } = scene;
    const [one, two, three] = [await scene.signUp(hers), await scene.signUp(hers), await scene.signUp(hers)];
    const listed = must(await accounts.listSessions(three.person));
    expect(listed.map(({ isCurrent }) => isCurrent)).toEqual([true, false, false]);
    const { sessionId } = one.person;
    if (!sessionId) throw new Error('a signed-in person has a session');
    must(await accounts.revokeSession(three.person, origin, { sessionId }));
    expect(await scene.identify(one.token)).toBeUndefined();
    expect(must(await accounts.revokeOtherSessions(three.person, origin))).toEqual({ ended: 1 });
    expect(await scene.identify(two.token)).toBeUndefined();
    expect(await scene.identify(three.token)).toBeDefined();
  });

  it('are nobody else’s to end', async () => {
    const scene = aScene();
    const [own, foreign] = [await scene.signUp(hers), await scene.signUp(his)];
    const { sessionId } = foreign.person;
    if (!sessionId) throw new Error('a signed-in person has a session');
    expect(await scene.accounts.revokeSession(own.person, scene.origin, { sessionId })).toEqual({
      ok: false,
      error: { type: 'NotFound' },
    });
    expect(await scene.identify(foreign.token)).toBeDefined();
  });
});
