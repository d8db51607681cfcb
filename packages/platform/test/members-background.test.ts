import { rm } from 'node:fs/promises';
import type { Person } from '@banzhen/domain/shared/actor';
import { DAY_MS } from '@banzhen/domain/shared/clock';
import { type AccountId, idFrom, type TenantId } from '@banzhen/domain/shared/ids';
import { must } from '@banzhen/domain/testing';
import { askingAs, openPlatform, type Platform, readConfig } from '@banzhen/platform';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aDemoCity } from './prepared-city.js';

const accountOf = (no: number) =>
  idFrom<AccountId>(`01900003-0000-7000-8000-${no.toString(16).padStart(12, '0')}`);
const dispatcher: Person = {
  kind: 'person',
  accountId: accountOf(1),
  tenantId: idFrom<TenantId>('01900001-0000-7000-8000-000000000001'),
  staffRoles: ['dispatcher'],
};
const families = [11, 12, 13].map(accountOf);
/** Somebody without orders, who gets a membership of ninety days. */
const guest = accountOf(6);
const origin = { network: '203.0.113.0/24', device: 'Chrome' };
const quiet = { info: () => undefined, error: () => undefined };

let dataDir: string;
beforeAll(async () => {
  dataDir = await aDemoCity();
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** The product with its background, so many days later than when it was last closed. */
const start = async (daysLater: number): Promise<Platform> => {
  const config = readConfig({ DATA_DIR: dataDir, NODE_ENV: 'test', DEMO_ORDERS: 'on' });
  const platform = await openPlatform(config, quiet, { callbackUrl: () => 'http://127.0.0.1:9' });
  const clock = platform.sandbox?.clock;
  await clock?.moveTo(new Date(clock.now().getTime() + daysLater * DAY_MS));
  await platform.startBackground();
  return platform;
};

/** Which orders are finished, which brought points, and what growth and points there are. */
const look = ({ reads, points, memberships }: Platform) =>
  askingAs(dispatcher, async () => {
    const wanted = { text: '', statuses: ['FINISHED'], limit: 100 } as const;
    const { rows } = must(await reads.searchOrders(dispatcher, wanted));
    const books = [];
    const members = [];
    for (const accountId of families) {
      books.push(must(await points.readPoints(dispatcher, { accountId, limit: 100 })));
      members.push(must(await memberships.readMember(dispatcher, { accountId })));
    }
    const entries = books.flatMap((book) => book.entries);
    const earned = entries.filter(({ kind }) => kind === 'EARN');
    return {
      finished: rows.map(({ orderId }) => orderId).toSorted(),
      credited: earned.map(({ bizId }) => bizId).toSorted(),
      earned: earned.reduce((sum, entry) => sum + entry.points, 0),
      expired: entries.reduce((sum, { kind, points: moved }) => sum - (kind === 'EXPIRE' ? moved : 0), 0),
      growth: members
        .flatMap(({ history }) => history)
        .reduce((sum, { refs }) => sum + (refs.growth ?? 0), 0),
      guest: must(await memberships.readMember(dispatcher, { accountId: guest })).history.map(
        ({ type }) => type,
      ),
    };
  });

it('finished visits bring points and growth once, over every start; what is over ends after a long standstill', async () => {
  const first = await start(0);
  const gift = { level: 2, days: 90, cause: 'campaign', idempotencyKey: 'gift-to-a-guest' } as const;
  must(
    await askingAs(dispatcher, () =>
      first.memberships.giveMembership(dispatcher, origin, { accountId: guest, ...gift }),
    ),
  );
  // Seen red where the consumer did not credit orders.
  await expect
    .poll(
      async () => {
        const { finished, credited } = await look(first);
        return finished.length > 0 && finished.join() === credited.join();
      },
      { timeout: 60_000, interval: 200 },
    )
    .toBe(true);
  const before = await look(first);
  expect(before).toMatchObject({ growth: before.earned, expired: 0, guest: ['MembershipBegun'] });
  await first.close();

  const second = await start(800);
  // Seen red without the loops.
  await expect
    .poll(
      async () => {
        const { expired, guest: became } = await look(second);
        return expired >= before.earned ? became : [];
      },
      { timeout: 60_000, interval: 200 },
    )
    .toEqual(['MembershipBegun', 'GraceBegun', 'MembershipExpired']);
  const after = await look(second);
  expect(new Set(after.credited).size).toBe(after.credited.length);
  expect(after.credited).toEqual(expect.arrayContaining([...before.credited]));
  await second.close();
}, 180_000);
