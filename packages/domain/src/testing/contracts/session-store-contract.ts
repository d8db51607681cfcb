import { describe, expect, it } from 'vitest';
import { minutesAfter } from '../../shared/clock.js';
import { type EscortId, idFrom, type SessionId } from '../../shared/ids.js';
import { aCity } from '../builders/beijing.js';
import { anEscort } from '../builders/people.js';
import type { OpenAccountStores } from './account-fixture.js';
import {
  addAccount,
  aGrant,
  aSanction,
  aSession,
  freshHash,
  now,
  openedAccounts,
  within,
} from './account-world.js';
import { freshId, freshNumber } from './fresh.js';

const later = minutesAfter(now, 10);

export const sessionStoreContract = (adapterName: string, open: OpenAccountStores): void => {
  describe(`SessionStore contract: ${adapterName}`, () => {
    const opened = openedAccounts(open);

    it('lists live sessions, the one seen last first', async () => {
      const { id } = await addAccount(opened());
      const [old, recent] = [aSession(id), aSession(id, { lastSeenAt: later })];
      const over = aSession(id, { endsAt: now });
      const idle = aSession(id, { idleUntil: now });
      const ended = aSession(id, { ended: { at: now, why: 'revoked' } });
      await within(opened(), async ({ sessions }) => {
        for (const session of [old, over, recent, idle, ended]) await sessions.insert(session);
      });
      expect(await within(opened(), ({ sessions }) => sessions.ofAccount(id, now))).toEqual([recent, old]);
    });

    it('ends a session of its owner, once', async () => {
      const [owner, other] = [await addAccount(opened()), await addAccount(opened())];
      const session = aSession(owner.id);
      await within(opened(), ({ sessions }) => sessions.insert(session));
      const end = (accountId: typeof owner.id, id: SessionId) =>
        within(opened(), ({ sessions }) => sessions.end(accountId, id, { at: later, why: 'revoked' }));
      expect(await end(other.id, session.id)).toBe(false);
      expect(await end(owner.id, idFrom<SessionId>(freshId()))).toBe(false);
      expect(await end(owner.id, session.id)).toBe(true);
      expect(await end(owner.id, session.id)).toBe(false);
      expect((await opened().sessionReader.find(session.tokenHash))?.session).toEqual({
        ...session,
        ended: { at: later, why: 'revoked' },
      });
    });

    it('ends all of an account but one, and nobody else’s', async () => {
      const [owner, other] = [await addAccount(opened()), await addAccount(opened())];
      const [kept, first, second] = [aSession(owner.id), aSession(owner.id), aSession(owner.id)];
      await within(opened(), async ({ sessions }) => {
        for (const session of [kept, first, second, aSession(other.id)]) await sessions.insert(session);
      });
      const endAll = (except?: SessionId) =>
        within(opened(), ({ sessions }) => sessions.endAll(owner.id, 'password-changed', later, except));
      expect(await endAll(kept.id)).toBe(2);
      const live = (id: typeof owner.id) => within(opened(), ({ sessions }) => sessions.ofAccount(id, later));
      expect((await live(owner.id)).map(({ id }) => id)).toEqual([kept.id]);
      expect(await endAll()).toBe(1);
      expect(await live(other.id)).toHaveLength(1);
    });

    it('notes when a session was proven once more', async () => {
      const { id } = await addAccount(opened());
      const session = aSession(id);
      await within(opened(), async ({ sessions }) => {
        await sessions.insert(session);
        expect(await sessions.stepUp(session.id, later)).toBe(true);
      });
      const found = await opened().sessionReader.find(session.tokenHash);
      expect(found?.session).toEqual({ ...session, steppedUpAt: later });
    });

    it('proves no session once more that is over', async () => {
      const { id } = await addAccount(opened());
      const session = aSession(id);
      const steppedUp = await within(opened(), async ({ sessions }) => {
        await sessions.insert(session);
        await sessions.end(id, session.id, { at: now, why: 'revoked' });
        return sessions.stepUp(session.id, later);
      });
      expect(steppedUp).toBe(false);
    });
  });
};

export const sessionReaderContract = (adapterName: string, open: OpenAccountStores): void => {
  describe(`SessionReader contract: ${adapterName}`, () => {
    const opened = openedAccounts(open);

    it('tells the session of a token with everything that its account is', async () => {
      const account = await addAccount(opened());
      const cityCode = `city-${freshNumber()}`;
      await opened().seeds.addCity(aCity({ code: cityCode }));
      const escort = anEscort({
        id: idFrom<EscortId>(freshId()),
        accountId: account.id,
        tenantId: account.tenantId,
        cityCode,
      });
      await opened().seeds.addEscort(escort);
      const session = aSession(account.id, { kind: 'staff', authLevel: 'password+totp', steppedUpAt: now });
      const grants = [
        aGrant(account, { cityCode: '110000', until: later, grantedBy: account.id }),
        aGrant(account, { role: 'finance', revoked: { at: later, by: account.id } }),
      ];
      const sanction = aSanction(account, { until: later });
      const lifted = aSanction(account, { lifted: { at: now, by: account.id, reason: '已改正' } });
      await within(opened(), async ({ sessions, staffGrants, sanctions }) => {
        await sessions.insert(session);
        for (const grant of grants) await staffGrants.insert(grant);
        for (const one of [sanction, lifted]) await sanctions.insert(one);
      });
      const found = await opened().sessionReader.find(session.tokenHash);
      expect(found).toMatchObject({ session, tenantId: account.tenantId, escortId: escort.id });
      expect(found?.grants.toSorted((left, right) => (left.role < right.role ? -1 : 1))).toEqual(grants);
      const { id, measure, cause, from, until } = sanction;
      expect(found?.sanctions).toMatchObject([{ id, measure, cause, from, until }]);
    });

    it('knows no other token', async () => {
      expect(await opened().sessionReader.find(freshHash())).toBeUndefined();
    });

    it('notes that a session is used', async () => {
      const { id } = await addAccount(opened());
      const session = aSession(id);
      await within(opened(), ({ sessions }) => sessions.insert(session));
      const seen = { lastSeenAt: later, idleUntil: minutesAfter(later, 30) };
      await opened().sessionReader.noteSeen(session.id, seen);
      expect((await opened().sessionReader.find(session.tokenHash))?.session).toEqual({
        ...session,
        ...seen,
      });
    });
  });
};
