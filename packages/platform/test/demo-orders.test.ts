import { rm } from 'node:fs/promises';
import type { BoardRowDto, BundleSeenDto, OrderDetailDto } from '@banzhen/contracts';
import type { Person } from '@banzhen/domain/shared/actor';
import { HOUR_MS, MINUTE_MS } from '@banzhen/domain/shared/clock';
import { type AccountId, idFrom, type OrderId, type TenantId } from '@banzhen/domain/shared/ids';
import { must } from '@banzhen/domain/testing';
import { askingAs, openCatalogue, openPlatform, type Platform, readConfig } from '@banzhen/platform';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDemoCity } from './prepared-city.js';

const dispatcher: Person = {
  kind: 'person',
  accountId: idFrom<AccountId>('01900003-0000-7000-8000-000000000001'),
  tenantId: idFrom<TenantId>('01900001-0000-7000-8000-000000000001'),
  staffRoles: ['dispatcher'],
};

type Seen = {
  readonly now: number;
  readonly rows: readonly BoardRowDto[];
  readonly details: readonly OrderDetailDto[];
  readonly bundles: readonly BundleSeenDto[];
  readonly trialBalanceFen: number;
  readonly troubles: readonly string[];
};

const look = (platform: Platform, troubles: readonly string[]): Promise<Seen> =>
  askingAs(dispatcher, () => lookAsDispatcher(platform, troubles));

const lookAsDispatcher = async (platform: Platform, troubles: readonly string[]): Promise<Seen> => {
  const { rows, serverNow } = must(await platform.reads.board(dispatcher, { limit: 200 }));
  const details = [];
  for (const { orderId } of rows)
    details.push(must(await platform.reads.orderDetail(dispatcher, idFrom<OrderId>(orderId))));
  const { bundles } = must(await platform.bundleReads.liveBundles(dispatcher, { limit: 50 }));
  const { sumFen } = must(await platform.reads.trialBalance(dispatcher));
  return { now: Date.parse(serverNow), rows, details, bundles, trialBalanceFen: sumFen, troubles };
};

/** Starts the product on a folder after its clock was moved on, and looks at the board. */
const start = async (dataDir: string, hoursLater = 0, environment = {}): Promise<Seen> => {
  const troubles: string[] = [];
  const log = {
    info: () => undefined,
    error: (event: string, facts: object = {}) => {
      // Nobody listens where the provider's callbacks go.
      if (event !== 'sandbox.delivery-failed') troubles.push(`${event} ${JSON.stringify(facts)}`);
    },
  };
  const platform = await openPlatform(readConfig({ DATA_DIR: dataDir, ...environment }), log, {
    callbackUrl: () => 'http://127.0.0.1:9',
  });
  try {
    const clock = platform.sandbox?.clock;
    await clock?.moveTo(new Date(clock.now().getTime() + hoursLater * HOUR_MS));
    await platform.startBackground();
    return await look(platform, troubles);
  } finally {
    await platform.close();
  }
};

const withStatus = ({ rows }: Seen, ...statuses: readonly string[]) =>
  rows.filter(({ status }) => statuses.includes(status));
const isNow = ({ now }: Seen, { startsAt, endsAt }: BoardRowDto) =>
  Date.parse(startsAt) <= now && now < Date.parse(endsAt);

/** What somebody who opens the board should find. */
const expectLivelyBoard = (seen: Seen) => {
  expect(seen.troubles).toEqual([]);
  expect(seen.trialBalanceFen).toBe(0);
  const [serving] = withStatus(seen, 'SERVING');
  expect(serving && isNow(seen, serving)).toBe(true);
  const [ended] = withStatus(seen, 'ENDED');
  expect(ended && seen.now - Date.parse(ended.endsAt)).toBeLessThan(HOUR_MS);
  const [accepted] = withStatus(seen, 'ACCEPTED');
  expect(accepted && Date.parse(accepted.startsAt)).toBeGreaterThan(seen.now);
  for (const statuses of [['EN_ROUTE', 'ARRIVED'], ['PAID', 'ASSIGNED'], ['PENDING_PAYMENT'], ['FINISHED']])
    expect([statuses, withStatus(seen, ...statuses).length > 0]).toEqual([statuses, true]);
};

describe('the orders of the demo city', { timeout: 180_000 }, () => {
  let dataDir: string;
  let first: Seen;
  beforeAll(async () => {
    dataDir = await aDemoCity();
    first = await start(dataDir);
  }, 120_000);
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  it('stand in many states when the folder is new', () => {
    expectLivelyBoard(first);
  });

  it('have a past that is told in order and has gone through the states', () => {
    const served = first.details.find(({ status }) => status === 'ENDED');
    expect(served?.timeline.map(({ to }) => to)).toEqual(
      expect.arrayContaining([
        'PENDING_PAYMENT',
        'PAID',
        'ASSIGNED',
        'ACCEPTED',
        'EN_ROUTE',
        'ARRIVED',
        'SERVING',
        'ENDED',
      ]),
    );
    expect(served?.serviceLog.map(({ step }) => step)).toEqual(
      expect.arrayContaining(['consultation', 'returned']),
    );
    for (const { timeline, serverNow } of first.details) {
      const times = timeline.map(({ at }) => Date.parse(at));
      expect(times).toEqual(times.toSorted((left, right) => left - right));
      expect(times.at(-1)).toBeLessThanOrEqual(Date.parse(serverNow));
    }
  });

  it('are not doubled by another start', async () => {
    const again = await start(dataDir);
    expect(again.troubles).toEqual([]);
    expect(again.rows.map(({ orderId }) => orderId).toSorted()).toEqual(
      first.rows.map(({ orderId }) => orderId).toSorted(),
    );
  });

  it('have one among them that a seat is bound to, paid and accepted, and one only', async () => {
    expect(first.bundles.map(({ order, appointment }) => [order.status, appointment.status])).toEqual([
      ['ACCEPTED', expect.stringMatching(/^(HELD|PENDING_CONFIRM|BOOKED)$/)],
    ]);
    const again = await start(dataDir);
    expect(again.bundles.map(({ bundleId }) => bundleId)).toEqual([first.bundles[0]?.bundleId]);
    const steps = first.details
      .find(({ orderId }) => orderId === first.bundles[0]?.orderId)
      ?.timeline.map(({ to }) => to);
    expect(steps).toEqual(['PENDING_PAYMENT', 'PAID', 'ASSIGNED', 'ACCEPTED']);
  });

  it('have gone on a day later, and new ones have come where some had run out', async () => {
    const later = await start(dataDir, 25);
    expectLivelyBoard(later);
    const yesterday = withStatus(first, 'SERVING', 'EN_ROUTE', 'ARRIVED', 'ENDED').map(
      ({ orderId }) => orderId,
    );
    expect(yesterday.length).toBeGreaterThanOrEqual(3);
    const found = later.rows.filter(({ orderId }) => yesterday.includes(orderId));
    expect(found.map(({ status }) => status)).toEqual(yesterday.map(() => 'FINISHED'));
    expect(withStatus(later, 'SERVING').every((row) => isNow(later, row))).toBe(true);
    expect(
      withStatus(later, 'ACCEPTED').every(
        ({ startsAt }) => Date.parse(startsAt) > later.now - 45 * MINUTE_MS,
      ),
    ).toBe(true);
  });

  it('come again after a month', async () => {
    expectLivelyBoard(await start(dataDir, 30 * 24));
  });

  it('check in where the hospital stands now, when its place was imported', async () => {
    const folder = await aDemoCity();
    const directory = await openCatalogue(readConfig({ DATA_DIR: folder }), '110000', 'test');
    const elsewhere = { longitude: 116.5, latitude: 39.8, datum: 'GCJ-02' } as const;
    expect(await directory.placeHospitals(['北京协和医院'], elsewhere)).toBe(1);
    await directory.close();
    expectLivelyBoard(await start(folder));
    await rm(folder, { recursive: true, force: true });
  });

  it('are left out when nobody wants them', async () => {
    const empty = await aDemoCity();
    const { rows } = await start(empty, 0, { DEMO_ORDERS: 'off' });
    await rm(empty, { recursive: true, force: true });
    expect(rows).toEqual([]);
  });
});
