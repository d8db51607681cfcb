import type { AdjustPoints } from '@banzhen/domain/points';
import { DAY_MS } from '@banzhen/domain/shared/clock';
import { must } from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import {
  aColleague,
  aMembersScene,
  auditOf,
  type MembersScene,
  refused,
} from '../membership/members-scene.js';

const finance = aColleague('finance');
const start = new Date('2030-01-07T02:00:00Z');

type More = { readonly points?: number; readonly days?: number; readonly idempotencyKey?: string };
const up = ({ family: { accountId } }: MembersScene, more: More = {}): AdjustPoints => ({
  accountId,
  points: 50,
  cause: 'goodwill',
  direction: 'up',
  days: 90,
  idempotencyKey: 'adjust-up-1',
  ...more,
});
const down = ({ family: { accountId } }: MembersScene, more: More = {}): AdjustPoints => ({
  accountId,
  points: more.points ?? 20,
  cause: 'correction',
  direction: 'down',
  idempotencyKey: more.idempotencyKey ?? 'adjust-down-1',
});

describe('an adjustment of points', () => {
  it('adds and takes for a cause, in the history and in the audit (T1, C34)', async () => {
    const scene = await aMembersScene();
    const { points, origin, family } = scene;
    expect(must(await points.adjustPoints(finance, origin, up(scene)))).toMatchObject({
      points: 50,
      balance: 50,
    });
    expect(must(await points.adjustPoints(aColleague('admin'), origin, down(scene)))).toMatchObject({
      points: -20,
      balance: 30,
    });
    const seen = must(await points.readOwnPoints(family, { limit: 10 }));
    expect(seen).toMatchObject({
      balance: 30,
      lots: [{ left: 30, expiresAt: new Date(start.getTime() + 90 * DAY_MS) }],
      entries: [
        { kind: 'ADJUST', points: -20, cause: 'correction', by: { as: 'A' } },
        { kind: 'ADJUST', points: 50, cause: 'goodwill', by: { as: 'F' } },
      ],
    });
    const { accountId } = family;
    const page = must(await points.readPoints(aColleague('support'), { accountId, limit: 1 }));
    expect(page).toMatchObject({ entries: [{ seq: 2 }], nextCursor: 2 });
    const rest = must(await points.readPoints(aColleague('support'), { accountId, limit: 1, before: 2 }));
    expect(rest.entries.map(({ seq }) => seq)).toEqual([1]);
    expect(rest.nextCursor).toBeUndefined();
    expect((await auditOf(scene)).at(-1)).toMatchObject({
      operation: 'points.adjust',
      actor: { as: 'A' },
      facts: { points: -20, cause: 'correction', isNew: true },
    });
  });

  it('counts once for a key, and tells another request with the same key apart', async () => {
    const scene = await aMembersScene();
    const { points, origin, family } = scene;
    const first = await points.adjustPoints(finance, origin, up(scene));
    // Seen red with a fresh key of the server for each request: 100.
    expect(await points.adjustPoints(finance, origin, up(scene))).toEqual(first);
    expect(await points.adjustPoints(finance, origin, up(scene, { points: 51 }))).toEqual(
      refused('KeyReused'),
    );
    expect(must(await points.readOwnPoints(family, { limit: 10 })).balance).toBe(50);
  });

  it('takes no more than there are, and nothing that is not whole', async () => {
    const scene = await aMembersScene();
    const { points, origin } = scene;
    must(await points.adjustPoints(finance, origin, up(scene)));
    expect(await points.adjustPoints(finance, origin, down(scene, { points: 51 }))).toEqual(
      refused('NotEnoughPoints', { wanted: 51, available: 50 }),
    );
    for (const more of [{ points: 0 }, { points: 0.5 }, { points: -1 }])
      expect(
        await points.adjustPoints(finance, origin, up(scene, { ...more, idempotencyKey: 'wrong-one' })),
      ).toEqual(refused('WrongPoints'));
    expect(
      await points.adjustPoints(finance, origin, up(scene, { days: 0, idempotencyKey: 'past-one' })),
    ).toEqual(refused('ExpiryPast'));
  });

  it('is for finance and administrators of the tenant who have just proven themselves', async () => {
    const scene = await aMembersScene();
    const { points, origin, family, foreigner } = scene;
    for (const actor of [family, aColleague('dispatcher'), aColleague('support'), aColleague('auditor')])
      expect(await points.adjustPoints(actor, origin, up(scene))).toEqual(refused('NotAllowed'));
    const { steppedUpAt: _, ...unproven } = finance;
    expect(await points.adjustPoints(unproven, origin, up(scene))).toEqual(refused('StepUpNeeded'));
    // Seen red where the account was not looked for in the tenant.
    const abroad = { ...up(scene), accountId: foreigner.accountId };
    expect(await points.adjustPoints(finance, origin, abroad)).toEqual(refused('NotFound'));
    expect(await points.readPoints(finance, { accountId: foreigner.accountId, limit: 1 })).toEqual(
      refused('NotFound'),
    );
    expect(await points.readPoints(family, { accountId: family.accountId, limit: 1 })).toEqual(
      refused('NotAllowed'),
    );
  });
});
