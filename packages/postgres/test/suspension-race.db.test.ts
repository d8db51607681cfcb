import { documentKinds, makeCertifications } from '@banzhen/domain/certification';
import type { FileInspector } from '@banzhen/domain/files';
import type { EscortTaken, PatientTaken } from '@banzhen/domain/orders';
import { HOUR_MS } from '@banzhen/domain/shared/clock';
import type { AccountId, EscortId, OrderId, TenantId } from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import { aFamily, fixedClock, must, type VisitStoresFixture } from '@banzhen/domain/testing';
import { type OpenDatabase, postgresCertificationUnitOfWork, uuidv7, uuidv7Ids } from '@banzhen/postgres';
import {
  certificationsFixture,
  rowsOf,
  run,
  sql,
  testSealer,
  visitStoresFixture,
} from '@banzhen/postgres/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOwnDatabase } from './support.js';
import { aTown } from './town.js';

const CONNECTIONS = 8;
const origin = { network: '198.51.100.0/24', device: 'test' };
const checks = { registryCheck: '登记号 20300107-1', backgroundCheck: '证明编号 88' };
const inspector: FileInspector = {
  inspect: async (content) => ok({ mediaType: 'image/jpeg', content }),
  fingerprint: (content) => content.join('.'),
};

describe('a suspension while work is given', () => {
  let database: OpenDatabase;
  let stores: VisitStoresFixture;
  let town: Awaited<ReturnType<typeof aTown>>;
  beforeAll(async () => {
    database = await openOwnDatabase(CONNECTIONS);
    stores = visitStoresFixture(database);
    town = await aTown(stores);
  });
  afterAll(() => database.close());

  const clock = fixedClock();
  const certificationsOf = () => {
    const unitOfWork = postgresCertificationUnitOfWork({ db: database.db, sealer: testSealer });
    return makeCertifications({
      ...{
        unitOfWork,
        platformUnitOfWork: unitOfWork,
        inspector,
        clock,
        sessionClock: clock,
        ids: uuidv7Ids(),
      },
    });
  };
  const anOfficer = async (tenantId: TenantId, role: 'quality' | 'admin') => {
    const accountId = uuidv7() as AccountId;
    await run(
      database.db,
      sql`INSERT INTO account (id, tenant_id, display_name) VALUES (${accountId}, ${tenantId}, 'Q')`,
    );
    return aFamily({ tenantId, accountId, staffRoles: [role], steppedUpAt: clock.now() });
  };
  const numbered = (no: number): string => {
    const digits = `11010519900307${String(no).padStart(3, '0')}`;
    const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const sum = weights.reduce((all, weight, place) => all + weight * Number(digits[place]), 0);
    return `${digits}${'10X98765432'[sum % 11]}`;
  };
  const submission = (cityCode: string, no: number) => ({
    ...{ cityCode, class: 'escort' as const, realName: '李娟', codeOfConduct: 1 },
    papers: documentKinds.map((kind) => ({
      ...{ kind, content: Uint8Array.of(1, 2, 3) },
      ...(kind === 'identity-front' ? { number: numbered(no) } : {}),
      ...(kind === 'professional' ? { number: 'PZ-2029-001' } : {}),
      ...(kind === 'health' ? { validUntil: '2030-06-30' } : {}),
    })),
  });
  /** Somebody who was approved, with an officer who may suspend them. */
  const approved = async (no: number) => {
    const certifications = certificationsOf();
    const { tenantId, accountId, cityCode } = await certificationsFixture(database).applicant();
    const person = aFamily({ tenantId, accountId });
    const { certificationId } = must(await certifications.submit(person, origin, submission(cityCode, no)));
    const officer = await anOfficer(tenantId, 'quality');
    for (const document of documentKinds)
      must(await certifications.reveal(officer, origin, { certificationId, document, reason: '核对材料' }));
    must(await certifications.approve(officer, origin, { certificationId, ...checks }));
    const [escort] = await rowsOf<{ id: EscortId }>(
      database.db,
      sql`SELECT id FROM escort WHERE account_id = ${accountId}`,
    );
    if (!escort) throw new Error('nobody was approved');
    const suspend = () =>
      certifications.suspend(officer, origin, { certificationId, reason: '家属投诉', condition: '完成复训' });
    return { certifications, certificationId, tenantId, accountId, escortId: escort.id, officer, suspend };
  };
  /** A transaction that gives an escort an hour, as accepting and grabbing do, and waits in it where it is told to. */
  const giving = (
    orderId: OrderId,
    escortId: EscortId,
    wait: { readonly judged?: () => Promise<unknown>; readonly kept?: () => Promise<unknown> },
  ) =>
    stores.unitOfWork.run<void, EscortTaken | PatientTaken>(async ({ holds, escorts }) => {
      expect((await escorts.profile(escortId))?.certification).toBe('APPROVED');
      await wait.judged?.();
      const startsAt = new Date(Date.UTC(2031, 0, 6));
      const during = { startsAt, endsAt: new Date(startsAt.getTime() + HOUR_MS) };
      const hold = { escorts: [{ escortId, shiftNo: 1, during }], patient: [] };
      const kept = await holds.keep(orderId, hold, new Date(0));
      await wait.kept?.();
      return kept;
    });
  const anOrder = async (escortId: EscortId): Promise<OrderId> =>
    (await town.addOrder(town.anOrder('ACCEPTED', (await town.addPatient()).id, escortId))).id;
  const strandedOf = async (escortId: EscortId): Promise<readonly OrderId[]> =>
    (await stores.strandedOrders.due({ now: new Date(0), most: 10_000 }))
      .filter((one) => one.escortId === escortId)
      .map(({ orderId }) => orderId);
  /** Until somebody waits for the lock on an escort, or `other` has happened. */
  const untilSomebodyWaits = async (other: () => boolean): Promise<void> => {
    for (;;) {
      const waiting = await rowsOf(
        database.db,
        sql`SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`,
      );
      if (waiting.length > 0 || other()) return;
    }
  };

  it('leaves no time with an escort who was judged before it and is given it after', async () => {
    const { escortId, suspend } = await approved(1);
    const late = await giving(await anOrder(escortId), escortId, {
      judged: async () => must(await suspend()),
    });
    expect(late).toEqual({ ok: false, error: { type: 'EscortTaken', escortId } });
  });

  it('waits for what was given before it, and then finds it', async () => {
    const { escortId, suspend } = await approved(2);
    const orderId = await anOrder(escortId);
    const order: string[] = [];
    let suspended: Promise<unknown> = Promise.resolve();
    const kept = await giving(orderId, escortId, {
      kept: async () => {
        suspended = suspend().then((done) => {
          must(done);
          order.push('suspended');
        });
        await untilSomebodyWaits(() => order.length > 0);
        order.push('given');
      },
    });
    expect(kept.ok).toBe(true);
    await suspended;
    expect(order).toEqual(['given', 'suspended']);
    expect(await strandedOf(escortId)).toEqual([orderId]);
  });

  it('is no way around one escort for one identity: of two accounts that are approved at once one is', async () => {
    const { tenantId, cityCode } = await certificationsFixture(database).applicant();
    const certifications = certificationsOf();
    const officer = await anOfficer(tenantId, 'quality');
    const waiting = await Promise.all(
      [1, 2, 3, 4].map(async () => {
        const person = aFamily({ tenantId, accountId: (await anOfficer(tenantId, 'quality')).accountId });
        const { certificationId } = must(
          await certifications.submit(person, origin, submission(cityCode, 3)),
        );
        for (const document of documentKinds)
          must(
            await certifications.reveal(officer, origin, { certificationId, document, reason: '核对材料' }),
          );
        return certificationId;
      }),
    );
    const approvals = await Promise.all(
      waiting.map((certificationId) =>
        certifications.approve(officer, origin, { certificationId, ...checks }),
      ),
    );
    expect(
      approvals.map((result) => (result.ok ? result.value.status : result.error.type)).toSorted(),
    ).toEqual([...['APPROVED', 'IdentityElsewhere', 'IdentityElsewhere', 'IdentityElsewhere']]);
  });

  it('is a revocation by two of several administrators who speak at once', async () => {
    const { certifications, certificationId, tenantId } = await approved(700);
    const admins = await Promise.all([1, 2, 3, 4].map(() => anOfficer(tenantId, 'admin')));
    const command = { certificationId, cause: 'false-papers', reason: '证件系伪造' } as const;
    const results = await Promise.all(admins.map((admin) => certifications.revoke(admin, origin, command)));
    expect(
      results.map((result) => (result.ok ? result.value.needsSecond : result.error.type)).toSorted(),
    ).toEqual([...['MeasureUnfit', 'MeasureUnfit', false, true]]);
  });
});
