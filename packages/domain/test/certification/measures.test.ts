import { certificationStatuses, liftSuspension, suspend } from '@banzhen/domain/certification';
import type { Order } from '@banzhen/domain/orders';
import type { Person } from '@banzhen/domain/shared/actor';
import { type AccountId, type CertificationId, idFrom, type OrderId } from '@banzhen/domain/shared/ids';
import { aFamily, anyOrder, must } from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import { certificationScene, checks, origin } from './scene.js';

const day = 86_400_000;
const reason = '多次迟到，家属投诉';

const measureScene = async () => {
  const scene = await certificationScene();
  const { certifications, clock, applicant, officer, lookedAt, submission, stores } = scene;
  const quality = officer();
  const admin = () => officer({ staffRoles: ['admin'], roleScopes: [{ role: 'admin' }] });
  const approvedOf = async (person: Person): Promise<CertificationId> => {
    const { certificationId } = must(await certifications.submit(person, origin, submission()));
    await lookedAt(quality, certificationId);
    must(await certifications.approve(quality, origin, { certificationId, ...checks }));
    return certificationId;
  };
  const certificationId = await approvedOf(applicant);
  const inDays = (count: number): Date => new Date(clock.now().getTime() + count * day);
  const suspended = () =>
    certifications.suspend(quality, origin, { certificationId, reason, condition: '完成复训并通过考核' });
  const revoke = (by: Person, cause: 'false-papers' | 'harm' = 'false-papers', words = '证件系伪造') =>
    certifications.revoke(by, origin, { certificationId, cause, reason: words });
  const standing = async () => (await stores.escort(applicant.accountId))?.certification;
  /** Papers whose identity card's number is written so. */
  const numbered = (number: string) =>
    submission({
      papers: submission().papers.map((paper) =>
        paper.kind === 'identity-front' ? { ...paper, number } : paper,
      ),
    });
  const another = (): Person =>
    aFamily({
      tenantId: applicant.tenantId,
      accountId: idFrom<AccountId>('01900000-00a0-7000-8000-0000000000a1'),
    });
  return {
    ...scene,
    quality,
    admin,
    approvedOf,
    certificationId,
    inDays,
    suspended,
    revoke,
    standing,
    numbered,
    another,
  };
};

describe('measures about a qualification', () => {
  it('suspend with a reason and a term, and dispatch reads it at once (K7)', async () => {
    const { certifications, certificationId, quality, suspended, standing, applicant, clock, inDays } =
      await measureScene();
    const ask = (command: { reason: string; until?: Date; condition?: string }) =>
      certifications.suspend(quality, origin, { certificationId, ...command });
    expect(await ask({ reason: '迟', condition: '完成复训' })).toMatchObject({
      error: { type: 'ReviewWordsNeeded' },
    });
    for (const term of [
      {},
      { condition: '训' },
      { until: clock.now() },
      { until: inDays(400) },
      { until: inDays(3), condition: '训' },
    ])
      expect(await ask({ reason, ...term })).toMatchObject({ error: { type: 'SuspensionTermNeeded' } });
    expect(await standing()).toBe('APPROVED');
    expect(must(await suspended())).toEqual({ certificationId, status: 'SUSPENDED', needsSecond: false });
    expect(await standing()).toBe('SUSPENDED');
    expect(must(await certifications.readOwn(applicant))).toMatchObject({
      isBarred: true,
      newest: { status: 'SUSPENDED' },
      measure: { reason, act: { kind: 'suspended', condition: '完成复训并通过考核' } },
    });
    expect(await suspended()).toMatchObject({ error: { type: 'MeasureUnfit', status: 'SUSPENDED' } });
  });

  it('are lifted with a record of training only, by the quality staff (K8)', async () => {
    const { certifications, certificationId, quality, admin, suspended, standing } = await measureScene();
    const lift = (by: Person, training: string) =>
      certifications.lift(by, origin, { certificationId, training });
    expect(await lift(quality, '完成 8 小时复训')).toMatchObject({ error: { type: 'MeasureUnfit' } });
    must(await suspended());
    expect(await lift(quality, ' 训 ')).toMatchObject({ error: { type: 'ReviewWordsNeeded' } });
    expect(await lift(admin(), '完成 8 小时复训')).toMatchObject({ error: { type: 'NotFound' } });
    expect(must(await lift(quality, '完成 8 小时复训'))).toMatchObject({ status: 'APPROVED' });
    expect(await standing()).toBe('APPROVED');
    const { measures } = must(await certifications.read(quality, { certificationId }));
    expect(measures.map(({ act, reason: why }) => [act.kind, why])).toEqual([
      ['lifted', '完成 8 小时复训'],
      ['suspended', reason],
    ]);
  });

  it('do not bring back papers that ran out while an escort was suspended', async () => {
    const { certifications, certificationId, quality, suspended, standing, clock, officer } =
      await measureScene();
    must(await suspended());
    clock.set(new Date('2030-07-02T00:00:00Z'));
    const later = officer({ accountId: quality.accountId });
    const lifted = must(await certifications.lift(later, origin, { certificationId, training: '完成复训' }));
    expect(lifted.status).toBe('EXPIRED');
    expect(await standing()).toBe('EXPIRED');
  });

  it('revoke by two administrators who name one cause, within a week (K9)', async () => {
    const { revoke, admin, quality, standing, clock, statusOf, inDays, officer } = await measureScene();
    const [first, second] = [admin(), admin()];
    expect(await revoke(quality)).toMatchObject({ error: { type: 'NotFound' } });
    expect(must(await revoke(first))).toMatchObject({ status: 'APPROVED', needsSecond: true });
    expect(await standing()).toBe('APPROVED');
    expect(await revoke(first)).toMatchObject({ error: { type: 'SecondAdminNeeded' } });
    clock.set(inDays(7));
    const again = (by: Person) => officer({ ...by, steppedUpAt: clock.now() });
    expect(must(await revoke(again(second)))).toMatchObject({ needsSecond: true });
    expect(must(await revoke(again(first)))).toMatchObject({ status: 'REVOKED', needsSecond: false });
    expect([await statusOf(), await standing()]).toEqual(['REVOKED', 'REVOKED']);
    expect(await revoke(again(second))).toMatchObject({
      error: { type: 'MeasureUnfit', status: 'REVOKED' },
    });
  });

  it('let the newest proposal count, whoever names another cause than the one before (K9)', async () => {
    const { revoke, admin } = await measureScene();
    const [first, second] = [admin(), admin()];
    must(await revoke(first));
    expect(must(await revoke(first, 'harm'))).toMatchObject({ needsSecond: true });
    expect(must(await revoke(second, 'false-papers'))).toMatchObject({ needsSecond: true });
    expect(await revoke(second, 'false-papers')).toMatchObject({ error: { type: 'SecondAdminNeeded' } });
    expect(must(await revoke(first, 'false-papers'))).toMatchObject({ status: 'REVOKED' });
  });

  it('take a proposal for the submission that it was made about', async () => {
    const { certifications, certificationId, revoke, admin, clock, officer, applicant, submission } =
      await measureScene();
    const [first, second] = [admin(), admin()];
    clock.set(new Date('2030-06-15T00:00:00Z'));
    must(await certifications.age(certificationId));
    const papers = submission().papers.map((paper) =>
      paper.kind === 'health' ? { ...paper, validUntil: '2031-06-30' } : paper,
    );
    const renewal = must(await certifications.submit(applicant, origin, submission({ papers })));
    const now = (by: Person) => officer({ ...by, steppedUpAt: clock.now() });
    must(await revoke(now(first)));
    const command = { ...renewal, cause: 'false-papers', reason: '证件系伪造' } as const;
    expect(must(await certifications.revoke(now(second), origin, command))).toMatchObject({
      needsSecond: true,
    });
    expect(must(await certifications.read(now(first), { certificationId })).proposal).toBeUndefined();
    expect(must(await certifications.revoke(now(first), origin, command))).toMatchObject({
      status: 'REVOKED',
    });
  });

  it('keep a proposal while an escort is suspended, and drop it when that is lifted', async () => {
    const { certifications, certificationId, revoke, admin, quality, suspended, applicant } =
      await measureScene();
    const [first, second, third] = [admin(), admin(), admin()];
    must(await revoke(first));
    must(await suspended());
    const seen = must(await certifications.read(quality, { certificationId }));
    expect(seen.proposal).toMatchObject({ by: first.accountId, act: { cause: 'false-papers' } });
    // The copy of one's own data has what was told, and a proposal is not.
    const [copied] = must(await certifications.listOwn(applicant));
    expect(copied?.measures.map(({ act }) => act.kind)).toEqual(['suspended']);
    must(await certifications.lift(quality, origin, { certificationId, training: '完成复训' }));
    expect(must(await revoke(second))).toMatchObject({ needsSecond: true });
    expect(must(await revoke(third))).toMatchObject({ status: 'REVOKED' });
  });

  it('let neither a suspended nor a revoked escort back by new papers', async () => {
    const { certifications, clock, quality, officer, certificationId, applicant, submission, lookedAt } =
      await measureScene();
    clock.set(new Date('2030-06-15T00:00:00Z'));
    must(await certifications.age(certificationId));
    const papers = submission().papers.map((paper) =>
      paper.kind === 'health' ? { ...paper, validUntil: '2031-06-30' } : paper,
    );
    const renewal = must(await certifications.submit(applicant, origin, submission({ papers })));
    const later = officer({ accountId: quality.accountId });
    must(
      await certifications.suspend(later, origin, { certificationId, reason, condition: '完成复训并考核' }),
    );
    await lookedAt(later, renewal.certificationId);
    const approve = () =>
      certifications.approve(later, origin, { certificationId: renewal.certificationId, ...checks });
    expect(await approve()).toMatchObject({ error: { type: 'ApplicantBarred' } });
    must(await certifications.lift(later, origin, { certificationId, training: '完成复训' }));
    expect(must(await approve())).toMatchObject({ status: 'APPROVED' });
  });

  it('end everything that the account has, and bar its identity for every account of the tenant', async () => {
    const { certifications, clock, admin, revoke, another, submission, numbered, applicant, stores } =
      await measureScene();
    must(await revoke(admin()));
    must(await revoke(admin()));
    const barred = { error: { type: 'CertificationBarred' } };
    expect(await certifications.submit(applicant, origin, submission())).toMatchObject(barred);
    expect(await certifications.submit(another(), origin, submission())).toMatchObject(barred);
    await stores.erase(applicant.accountId, clock.now());
    expect(await certifications.submit(another(), origin, submission())).toMatchObject(barred);
    for (const number of [
      '11010519900307048x',
      '１１０１０５１９９００３０７０４８Ｘ',
      ' 110105 19900307 048X',
    ])
      expect(await certifications.submit(another(), origin, numbered(number))).toMatchObject(barred);
    const elsewhere = await stores.applicant();
    const foreign = aFamily({ tenantId: elsewhere.tenantId, accountId: elsewhere.accountId });
    expect(await certifications.submit(foreign, origin, submission())).toMatchObject({ ok: true });
  });

  it('refuse a second escort of one identity, and show the reviewer where the first is', async () => {
    const { certifications, certificationId, another, numbered, lookedAt, quality, suspended } =
      await measureScene();
    must(await suspended());
    const second = must(await certifications.submit(another(), origin, numbered('11010519900307048x')));
    expect(must(await certifications.read(quality, second)).elsewhere).toEqual([certificationId]);
    await lookedAt(quality, second.certificationId);
    expect(await certifications.approve(quality, origin, { ...second, ...checks })).toMatchObject({
      error: { type: 'IdentityElsewhere', certificationIds: [certificationId] },
    });
  });

  it('are taken by nobody about themselves, and by nobody without a fresh proof', async () => {
    const { certifications, certificationId, applicant, officer } = await measureScene();
    const self = officer({ accountId: applicant.accountId });
    const command = { certificationId, reason, condition: '完成复训并考核' };
    expect(await certifications.suspend(self, origin, command)).toMatchObject({
      error: { type: 'OwnCertification' },
    });
    const stale = officer({ steppedUpAt: new Date(0) });
    expect(await certifications.suspend(stale, origin, command)).toMatchObject({
      error: { type: 'StepUpNeeded' },
    });
  });

  it('are listed by how somebody stands', async () => {
    const { certifications, certificationId, quality, suspended } = await measureScene();
    const listed = async (standing: 'in-force' | 'suspended' | 'revoked') =>
      must(await certifications.listStanding(quality, { standing })).certifications.map(({ id }) => id);
    expect([await listed('in-force'), await listed('suspended')]).toEqual([[certificationId], []]);
    must(await suspended());
    expect([await listed('in-force'), await listed('suspended')]).toEqual([[], [certificationId]]);
    const elsewhere = { ...quality, roleScopes: [{ role: 'quality', cityCode: 'shanghai' }] } as const;
    expect(
      must(await certifications.listStanding(elsewhere, { standing: 'suspended' })).certifications,
    ).toEqual([]);
  });

  it('suspend by rule who missed two visits within thirty days, and count anew after each (K7)', async () => {
    const scene = await measureScene();
    const { certifications, certificationId, clock, database, applicant, quality, standing, stores, inDays } =
      scene;
    const [own] = database.committed().escorts.where((one) => one.accountId === applicant.accountId);
    if (!own) throw new Error('nobody was approved');
    let no = 0;
    const miss = (cancelledAt: Date, cause: 'escort-no-show' | 'by-family' = 'escort-no-show') =>
      database.write(({ orders }) => {
        const [shift] = anyOrder('ACCEPTED', { escortId: own.id }).shifts;
        if (!shift) throw new Error('no shift');
        no += 1;
        const id = idFrom<OrderId>(`01900000-00d1-7000-8000-00000000000${no}`);
        const gone = { status: 'CANCELLED', cancelledAt, cause } as const;
        orders.put(id, { ...anyOrder('CANCELLED'), ...gone, id, shifts: [shift] } as Order);
      });
    const due = () => stores.due.missing(clock.now(), 9);
    await miss(inDays(-31));
    await miss(inDays(-30));
    await miss(inDays(-2), 'by-family');
    await miss(inDays(-1));
    expect([await due(), must(await certifications.suspendByRule(certificationId))]).toEqual([
      [],
      'nothing due',
    ]);
    await miss(inDays(-29));
    expect(await due()).toEqual([certificationId]);
    expect(must(await certifications.suspendByRule(certificationId))).toBe('SUSPENDED');
    expect([await standing(), await due()]).toEqual(['SUSPENDED', []]);
    expect(must(await certifications.suspendByRule(certificationId))).toBe('nothing due');
    const { measures } = must(await certifications.read(quality, { certificationId }));
    expect(measures[0]).toMatchObject({ act: { kind: 'suspended' } });
    expect(measures[0]?.by).toBeUndefined();
    must(await certifications.lift(quality, origin, { certificationId, training: '完成复训' }));
    expect(await due()).toEqual([]);
    clock.advance(60);
    await miss(clock.now());
    expect(await due()).toEqual([]);
    await miss(clock.now());
    expect(await due()).toEqual([certificationId]);
  });

  it('leave an entry each, without their words', async () => {
    const { quality, suspended, admin, revoke, stores } = await measureScene();
    must(await suspended());
    must(await revoke(admin()));
    must(await revoke(admin()));
    const entries = (await stores.audit.page({ tenantId: quality.tenantId }, 50)).filter(({ operation }) =>
      ['certification.suspend', 'certification.revoke'].includes(operation),
    );
    expect(entries.map(({ outcome, facts }) => [outcome, facts])).toEqual([
      ['done', { measure: 'revoked', status: 'REVOKED' }],
      ['done', { measure: 'revocation-proposed', status: 'SUSPENDED' }],
      ['done', { measure: 'suspended', status: 'SUSPENDED' }],
    ]);
    expect(JSON.stringify(entries)).not.toContain(reason);
  });
});

describe('machine 6.7, K7 to K9', () => {
  const now = new Date('2030-01-07T02:00:00Z');
  it.each(certificationStatuses)('suspends and lifts what it may when %s', async (status) => {
    const { certifications, certificationId, quality } = await measureScene();
    const { certification } = must(await certifications.read(quality, { certificationId }));
    const one = { ...certification, status };
    const by = quality.accountId;
    expect(suspend(one, { reason, condition: '完成复训' }, { by, now }).ok).toBe(
      ['APPROVED', 'EXPIRING'].includes(status),
    );
    expect(liftSuspension(one, '完成复训', { by, now }).ok).toBe(status === 'SUSPENDED');
  });
});
