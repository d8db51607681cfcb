import { beforeEach, describe, expect, it } from 'vitest';
import type { CalendarLink } from '../../calendars/index.js';
import { type CalendarLinkId, idFrom } from '../../shared/ids.js';
import { ok } from '../../shared/result.js';
import { type OpenCalendarStores, openedCalendars } from './calendar-fixture.js';
import { freshId } from './fresh.js';
import { inOne } from './patient-fixture.js';

const madeAt = new Date('2030-01-07T02:00:00Z');
const later = (minutes: number): Date => new Date(madeAt.getTime() + minutes * 60_000);
const aHash = (): string => (freshId() + freshId()).replaceAll('-', '');

export const calendarStoresContract = (adapterName: string, open: OpenCalendarStores): void => {
  describe(`CalendarLinkStore and CalendarReader contract: ${adapterName}`, () => {
    const opened = openedCalendars(open);
    let link: CalendarLink;
    beforeEach(async () => {
      const { tenantId, accountId, doctorId } = await opened().doctor();
      link = {
        id: idFrom<CalendarLinkId>(freshId()),
        tenantId,
        owner: { kind: 'doctor', doctorId },
        hash: aHash(),
        createdAt: madeAt,
        createdBy: accountId,
        expiresAt: later(60),
      };
    });

    const another = (minutes: number): CalendarLink => ({
      ...link,
      id: idFrom<CalendarLinkId>(freshId()),
      hash: aHash(),
      createdAt: later(minutes),
    });
    const put = (one: CalendarLink) =>
      opened().unitOfWork.run(async ({ calendarLinks }) => ok(await calendarLinks.replace(one)));
    const listed = (most = 9) =>
      inOne(opened().unitOfWork, ({ calendarLinks }) => calendarLinks.ofOwner(link.owner, most));
    const revoke = (at: Date) =>
      inOne(opened().unitOfWork, ({ calendarLinks }) => calendarLinks.revoke(link.owner, at));

    it('gives a link back, whole, by its hash and by its owner', async () => {
      await put(link);
      expect(await opened().reader.find(link.hash)).toEqual(link);
      expect(await opened().reader.find(aHash())).toBeUndefined();
      expect(await listed()).toEqual([link]);
    });

    it('ends the link that its owner has when another takes its place', async () => {
      const next = another(5);
      await put(link);
      await put(next);
      expect(await listed()).toEqual([next, { ...link, revokedAt: later(5) }]);
      expect(await listed(1)).toEqual([next]);
      expect((await opened().reader.find(link.hash))?.revokedAt).toEqual(later(5));
    });

    it('leaves one of any number that are made at once', async () => {
      await Promise.all(Array.from({ length: 6 }, () => put(another(5))));
      const all = await listed();
      expect(all).toHaveLength(6);
      expect(all.filter(({ revokedAt }) => revokedAt === undefined)).toHaveLength(1);
    });

    it('keeps when a link was last used, whatever is noted late', async () => {
      await put(link);
      const other = another(1);
      for (const minutes of [5, 9, 7]) await opened().reader.noteRead(link.id, later(minutes));
      await opened().reader.noteRead(other.id, later(5));
      expect(await listed()).toEqual([{ ...link, lastReadAt: later(9) }]);
      expect(await opened().reader.find(link.hash)).toEqual({ ...link, lastReadAt: later(9) });
    });

    it('ends a link once, and touches nobody else’s', async () => {
      await put(link);
      const other = { ...(await opened().doctor()) };
      const theirs: CalendarLink = {
        ...another(0),
        tenantId: other.tenantId,
        createdBy: other.accountId,
        owner: { kind: 'doctor', doctorId: other.doctorId },
      };
      await put(theirs);
      expect(await revoke(later(7))).toBe(true);
      expect(await revoke(later(8))).toBe(false);
      expect((await listed())[0]?.revokedAt).toEqual(later(7));
      expect((await opened().reader.find(theirs.hash))?.revokedAt).toBeUndefined();
    });
  });
};
