import type { Order } from '@banzhen/domain/orders';
import type { PublishPolicy } from '@banzhen/domain/publishing';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { defaultVisitPolicy } from '@banzhen/domain/shared/default-visit-policy';
import { idFrom, type TenantId } from '@banzhen/domain/shared/ids';
import { fen } from '@banzhen/domain/shared/money';
import { checkNumbers, numbersAt } from '@banzhen/domain/shared/policy-numbers';
import type { Draft } from '@banzhen/domain/shared/publishing';
import type { VisitPolicy } from '@banzhen/domain/shared/visit-policy';
import { visitPolicyNumbers } from '@banzhen/domain/shared/visit-policy-numbers';
import { aDispatcher, inMemoryVisits, must, wednesdayMorning } from '@banzhen/domain/testing';
import { makeVisitRules, type VisitRules } from '@banzhen/domain/visits';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { aColleague } from '../patients/family.js';
import { withNumber } from '../shared/policy-drafts.js';
import { bring, family, type Scene, type Stage, visitIn } from './scene.js';

const { version: _, ...draft } = defaultVisitPolicy;
const admin = aColleague('admin', { tenantId: family.tenantId });
const origin = { network: '203.0.113.7', device: 'console' };
const refused = (type: string, facts = {}) => ({ ok: false, error: { type, ...facts } });
const rulesOf = ({ platform, clock }: Pick<Scene, 'platform' | 'clock'>): VisitRules =>
  makeVisitRules({ unitOfWork: platform.unitOfWork, clock, sessionClock: clock });
/** The default, but an order that is cancelled gives nothing back. */
const strict: Draft<VisitPolicy> = {
  ...draft,
  cancellation: { ...draft.cancellation, tiers: [{ hoursBefore: 0, refund: 0 }] },
};

describe('the numbers of escort orders, published by a tenant ("Decided" 1, N4)', () => {
  let scene: Scene;
  let rules: VisitRules;
  beforeEach(async () => {
    scene = await visitIn('ACCEPTED');
    rules = rulesOf(scene);
  });

  const publish = (command: Partial<PublishPolicy<VisitPolicy>> = {}, actor = admin) =>
    rules.publishPolicy(actor, origin, { policy: strict, latest: 1, reason: '旺季', ...command });
  const quoteNow = () => scene.visits.quoteCancellation(family, { orderId: scene.orderId });
  const auditOf = () =>
    scene.platform.audit.reader
      .page({ tenantId: family.tenantId }, 100)
      .then((rows) => rows.filter(({ operation }) => operation === 'visit-policy.publish'));

  it('an order keeps the refunds that it was quoted with, and the next one has those in force', async () => {
    const { capturedFen } = (await scene.order(scene.orderId)).money;
    must(await publish());
    // Seen red where the version in force was asked: the family got nothing back.
    expect(must(await quoteNow()).split.refundFen).toBe(capturedFen);
    expect((await scene.order(scene.orderId)).policyVersion).toBe(1);
    const startsAt = minutesAfter(wednesdayMorning.startsAt, 24 * 60);
    const endsAt = minutesAfter(wednesdayMorning.endsAt, 24 * 60);
    const orderId = await scene.book({ startsAt, endsAt });
    await bring({ ...scene, orderId }, 'PENDING_PAYMENT', 'ACCEPTED');
    expect((await scene.order(orderId)).policyVersion).toBe(2);
    expect(must(await scene.visits.quoteCancellation(family, { orderId })).split.refundFen).toBe(0);
  });

  it('a quote keeps its version while the next one begins', async () => {
    const inForceFrom = minutesAfter(scene.clock.now(), 5);
    const dearer = { ...draft, pricing: { ...draft.pricing, perKilometreFen: fen(9_00) } };
    must(await publish({ policy: dearer, inForceFrom }));
    const startsAt = minutesAfter(wednesdayMorning.startsAt, 24 * 60);
    const endsAt = minutesAfter(wednesdayMorning.endsAt, 24 * 60);
    const before = await scene.book({ startsAt, endsAt });
    expect((await scene.order(before)).policyVersion).toBe(1);
    await scene.advanceTo(inForceFrom);
    const later = { startsAt: minutesAfter(startsAt, 1_440), endsAt: minutesAfter(endsAt, 1_440) };
    expect((await scene.order(await scene.book(later))).policyVersion).toBe(2);
  });

  it('are told with what they change, and audited with their number', async () => {
    const inForceFrom = minutesAfter(scene.clock.now(), 60);
    const changes = [
      { at: 'cancellation.tiers.0.hoursBefore', before: 24, after: 0 },
      { at: 'cancellation.tiers.1.hoursBefore', before: 4 },
      { at: 'cancellation.tiers.2.hoursBefore', before: 0 },
      { at: 'cancellation.tiers.0.refund', before: 10_000, after: 0 },
      { at: 'cancellation.tiers.1.refund', before: 9_000 },
      { at: 'cancellation.tiers.2.refund', before: 7_000 },
    ];
    expect(must(await rules.previewPolicy(admin, { policy: strict, inForceFrom }))).toEqual({
      replaces: 1,
      changes,
    });
    must(await publish({ inForceFrom }));
    const listed = must(await rules.listPolicies(aDispatcher()));
    expect(listed.map((one) => [one.policy.version, one.isInForce, one.reason])).toEqual([
      [2, false, '旺季'],
      [1, true, undefined],
    ]);
    expect(must(await rules.previewPolicy(admin, { policy: strict, inForceFrom })).changes).toEqual([]);
    expect(await auditOf()).toMatchObject([
      {
        outcome: 'done',
        object: { kind: 'visit-policy', id: 'v2' },
        facts: { version: 2, inForceFrom: inForceFrom.toISOString() },
      },
    ]);
  });

  it('never judge the past, are made of the last ones, say why, and keep to their bounds', async () => {
    const now = scene.clock.now();
    const inPast = refused('PolicyInPast', { earliest: now });
    expect(await publish({ inForceFrom: minutesAfter(now, -1) })).toEqual(inPast);
    // Seen as an internal fault, before there was any version, by `pnpm prove fuzz`.
    for (const inForceFrom of [minutesAfter(now, -1), new Date(0)])
      expect(await rules.previewPolicy(admin, { policy: strict, inForceFrom })).toEqual(inPast);
    expect(await publish({ latest: 7 })).toEqual(refused('PolicyOutdated', { latest: 1 }));
    expect(await publish({ reason: ' ' })).toEqual(refused('ReasonRequired', { command: 'publish' }));
    const wrong = { at: 'settlement.tax', why: 'out-of-order', least: 0, most: 0 };
    const policy = withNumber(draft, 'settlement.commission', 10_000);
    expect(await publish({ policy })).toEqual(refused('WrongPolicyNumber', wrong));
    expect(must(await rules.previewPolicy(admin, { policy })).wrong).toMatchObject(wrong);
    const both = await Promise.all([publish(), publish()]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect(both.find((one) => !one.ok)).toEqual(refused('PolicyOutdated', { latest: 2 }));
    expect((await auditOf()).filter(({ outcome }) => outcome === 'refused')).toHaveLength(5);
  });

  it('are for administrators who have just proven themselves, each of their own tenant', async () => {
    const { steppedUpAt: _at, ...unproven } = admin;
    expect(await publish({}, unproven)).toEqual(refused('StepUpNeeded'));
    expect(await publish({}, aDispatcher())).toEqual(
      refused('NotAllowed', { operation: 'visit-policy.publish' }),
    );
    const tenantId = idFrom<TenantId>('01900000-0001-7000-8000-000000000099');
    must(await publish({}, aColleague('admin', { tenantId })));
    expect(must(await rules.listPolicies(admin))).toHaveLength(1);
  });
});

describe('whatever a tenant publishes', () => {
  const stages: readonly Stage[] = [
    'PENDING_PAYMENT',
    'ASSIGNED',
    'ACCEPTED',
    'EN_ROUTE',
    'SERVING',
    'ENDED',
  ];
  const places = visitPolicyNumbers.fields.flatMap((field) =>
    [...numbersAt(draft, field).keys()].map((at) => ({ ...field, at })),
  );
  const edge = fc
    .constantFrom(...places)
    .chain(({ at, least, most }) => fc.constantFrom(least, most).map((number) => ({ at, number })));
  const policies = fc
    .array(edge, { minLength: 1, maxLength: 4 })
    .map((edges) => edges.reduce((policy, { at, number }) => withNumber(policy, at, number), draft))
    .filter((policy) => checkNumbers(visitPolicyNumbers, policy).ok);

  /** As far as the story goes by these numbers: a refusal ends it, a fault fails the test. */
  const storyOf = async (policy: Draft<VisitPolicy>, stage: Stage): Promise<Scene | undefined> => {
    const open = inMemoryVisits({ policy: { ...policy, version: 1 } });
    return visitIn(stage, open).catch((thrown: unknown) => {
      if (thrown instanceof Error && /^(?:refused|shift \d+ is)/.test(thrown.message)) return undefined;
      throw thrown;
    });
  };
  const heldFenOf = ({ money }: Order): number => money.capturedFen - money.refundedFen;

  it('its orders end, and account for every fen', async () => {
    let ended = 0;
    await fc.assert(
      fc.asyncProperty(policies, fc.constantFrom(...stages), async (policy, stage) => {
        const scene = await storyOf(policy, stage);
        if (!scene) return;
        const { orderId } = scene;
        const quote = await scene.visits.quoteCancellation(family, { orderId });
        if (quote.ok) {
          const cancellationQuoteId = quote.value.id;
          must(await scene.visits.cancelOrder(family, { orderId, cancellationQuoteId, reason: '不去了' }));
        }
        await scene.advance(5 * 7 * 24 * 60);
        const order = await scene.order(orderId);
        expect(['CANCELLED', 'FINISHED', 'CLOSED', 'ENDED']).toContain(order.status);
        expect(heldFenOf(order)).toBeGreaterThanOrEqual(0);
        expect(await scene.trialBalanceFen()).toBe(0);
        ended += 1;
      }),
      { numRuns: 120 },
    );
    expect(ended).toBeGreaterThan(40);
  });
});
