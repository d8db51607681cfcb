import {
  makePriceListing,
  type PriceListing,
  type PublishPriceList,
  priceBounds,
  type ServicePrice,
} from '@banzhen/domain/pricing';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { idFrom, type TenantId } from '@banzhen/domain/shared/ids';
import { fen } from '@banzhen/domain/shared/money';
import {
  aCity,
  aDispatcher,
  aFamily,
  aHospital,
  aPatient,
  aService,
  type InMemoryVisits,
  inMemoryVisits,
  must,
  wednesdayMorning,
} from '@banzhen/domain/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { aColleague } from '../patients/family.js';

const family = aFamily();
const admin = aColleague('admin', { tenantId: family.tenantId });
const origin = { network: '203.0.113.7', device: 'console' };
const { code: serviceCode, unitPriceFen: standardFen } = aService();
const { code: cityCode } = aCity();
const refused = (type: string, facts = {}) => ({ ok: false, error: { type, ...facts } });
const where = { cityCode, serviceCode };
const reference = { lowestFen: fen(150_00), highestFen: fen(260_00) };
const ownPrice: ServicePrice = { ...where, unitPriceFen: fen(239_00), reference };

describe('prices, published by a tenant (B57)', () => {
  let world: InMemoryVisits;
  let listing: PriceListing;
  beforeEach(async () => {
    world = await inMemoryVisits();
    const { platform, clock } = world;
    listing = makePriceListing({ unitOfWork: platform.unitOfWork, clock, sessionClock: clock });
  });

  const publish = (command: Partial<PublishPriceList> = {}, actor = admin) =>
    listing.publishPriceList(actor, origin, {
      prices: [ownPrice],
      latest: 0,
      reason: '新年调价',
      ...command,
    });
  const quote = async () =>
    must(
      await world.visits.requestQuote(family, {
        ...{ patientId: aPatient().id, hospitalId: aHospital().id, serviceCode, wishes: {} },
        ...{ startsAt: wednesdayMorning.startsAt, endsAt: wednesdayMorning.endsAt },
      }),
    );
  const auditOf = async () =>
    (await world.platform.audit.reader.page({ tenantId: family.tenantId }, 100)).filter(
      ({ operation }) => operation === 'price-list.publish',
    );

  it('are what quotes go by from their instant on, with what is usual; what was quoted stays', async () => {
    const inForceFrom = minutesAfter(world.clock.now(), 10);
    must(await publish({ inForceFrom }));
    const before = await quote();
    expect(before).toMatchObject({ unitPriceFen: standardFen, totalFen: standardFen });
    expect(before).not.toHaveProperty('reference');
    world.clock.set(inForceFrom);
    expect(await quote()).toMatchObject({ unitPriceFen: 239_00, totalFen: 239_00, reference });
    const command = { quoteId: before.id, consentedScopeVersion: 1, idempotencyKey: 'the-earlier-price' };
    const { orderId } = must(await world.visits.createOrder(family, command));
    expect((await world.order(orderId)).charge.totalFen).toBe(standardFen);
  });

  it('of which a version names nothing are those of the catalogue again', async () => {
    must(await publish());
    expect((await quote()).unitPriceFen).toBe(239_00);
    must(await publish({ prices: [], latest: 1 }));
    expect((await quote()).unitPriceFen).toBe(standardFen);
    const { versions } = must(await listing.listPriceLists(admin));
    const standard = { ...where, unitPriceFen: standardFen };
    const own = versions.map(({ effective }) => effective.find((one) => one.serviceCode === serviceCode));
    expect(own).toEqual([standard, ownPrice]);
  });

  it('are told with what they change, and audited with their number', async () => {
    const inForceFrom = minutesAfter(world.clock.now(), 60);
    const prices = [ownPrice];
    const changes = [{ before: { ...where, unitPriceFen: standardFen }, after: ownPrice }];
    expect(must(await listing.previewPriceList(admin, { prices, inForceFrom }))).toEqual({
      ...{ replaces: 0, changes },
    });
    must(await publish({ inForceFrom }));
    const seen = must(await listing.listPriceLists(aDispatcher()));
    expect(seen.services).toContainEqual({ ...aService(), cityCode });
    expect(seen.versions.map((one) => [one.list.version, one.isInForce, one.reason])).toEqual([
      [1, false, '新年调价'],
    ]);
    expect(must(await listing.previewPriceList(admin, { prices, inForceFrom }))).toEqual({
      ...{ replaces: 1, changes: [] },
    });
    expect(must(await listing.previewPriceList(admin, { prices })).changes).toEqual(changes);
    world.clock.set(inForceFrom);
    expect(must(await listing.listPriceLists(admin)).versions[0]?.isInForce).toBe(true);
    const facts = { version: 1, inForceFrom: inForceFrom.toISOString() };
    expect(await auditOf()).toMatchObject([
      { outcome: 'done', object: { kind: 'price-list', id: 'v1' }, facts },
    ]);
  });

  it('never judge the past, are made of the last ones, and say why', async () => {
    const now = world.clock.now();
    expect(await publish({ inForceFrom: minutesAfter(now, -1) })).toEqual(
      refused('PolicyInPast', { earliest: now }),
    );
    expect(await publish({ latest: 7 })).toEqual(refused('PolicyOutdated', { latest: 0 }));
    expect(await publish({ reason: ' ' })).toEqual(refused('ReasonRequired', { command: 'publish' }));
    const both = await Promise.all([publish(), publish()]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect(both.find((one) => !one.ok)).toEqual(refused('PolicyOutdated', { latest: 1 }));
    expect((await auditOf()).filter(({ outcome }) => outcome === 'refused')).toHaveLength(4);
  });

  const whole = { leastFen: priceBounds.lowestFen, mostFen: priceBounds.highestFen };
  it.each<readonly [what: string, prices: readonly ServicePrice[], wrong: object]>([
    [
      'of what is not offered',
      [{ ...ownPrice, serviceCode: 'surgery' }],
      { serviceCode: 'surgery', part: 'service', why: 'not-offered', ...whole },
    ],
    ['given twice', [ownPrice, ownPrice], { part: 'service', why: 'twice', ...whole }],
    [
      'in parts of a fen',
      [{ ...where, unitPriceFen: 99.5 as never }],
      { part: 'unitPriceFen', why: 'not-whole', ...whole },
    ],
    [
      'of nothing',
      [{ ...where, unitPriceFen: fen(0) }],
      { part: 'unitPriceFen', why: 'out-of-range', ...whole },
    ],
    [
      'with a range to the moon',
      [{ ...ownPrice, reference: { lowestFen: fen(100), highestFen: fen(100_000_01) } }],
      { part: 'highestFen', why: 'out-of-range', ...whole },
    ],
    [
      'with a range that ends before it begins',
      [{ ...ownPrice, reference: { lowestFen: fen(300_00), highestFen: fen(200_00) } }],
      { part: 'highestFen', why: 'out-of-order', leastFen: 300_00, mostFen: whole.mostFen },
    ],
    [
      'below their own range',
      [{ ...ownPrice, unitPriceFen: fen(149_99) }],
      { part: 'unitPriceFen', why: 'outside-reference', leastFen: 150_00, mostFen: 260_00 },
    ],
    [
      'above their own range',
      [{ ...ownPrice, unitPriceFen: fen(260_01) }],
      { part: 'unitPriceFen', why: 'outside-reference', leastFen: 150_00, mostFen: 260_00 },
    ],
  ])('%s are refused, and nothing is published', async (_what, prices, wrong) => {
    const facts = { ...where, ...wrong };
    expect(must(await listing.previewPriceList(admin, { prices })).wrong).toEqual({
      type: 'WrongPrice',
      ...facts,
    });
    expect(await publish({ prices })).toEqual(refused('WrongPrice', facts));
    expect(must(await listing.listPriceLists(admin)).versions).toEqual([]);
  });

  it('may be the ends of their range', async () => {
    for (const [latest, unitPriceFen] of [reference.lowestFen, reference.highestFen].entries())
      must(await publish({ latest, prices: [{ ...ownPrice, unitPriceFen }] }));
  });

  it('are for administrators who have just proven themselves, each of their own tenant', async () => {
    const { steppedUpAt: _at, ...unproven } = admin;
    expect(await publish({}, unproven)).toEqual(refused('StepUpNeeded'));
    for (const actor of [aDispatcher(), aColleague('finance', { tenantId: family.tenantId })])
      expect(await publish({}, actor)).toEqual(refused('NotAllowed', { operation: 'price-list.publish' }));
    const tenantId = idFrom<TenantId>('01900000-0001-7000-8000-000000000099');
    must(await publish({}, aColleague('admin', { tenantId })));
    expect(must(await listing.listPriceLists(admin)).versions).toEqual([]);
    expect((await quote()).unitPriceFen).toBe(standardFen);
    expect(await listing.listPriceLists(family)).toEqual(
      refused('NotAllowed', { operation: 'price-list.read' }),
    );
  });
});
