import { newAccount } from '@banzhen/domain/accounts';
import { documentKinds } from '@banzhen/domain/certification';
import type { Person } from '@banzhen/domain/shared/actor';
import { type CertificationId, idFrom, type TenantId } from '@banzhen/domain/shared/ids';
import { parsePhoneNumber } from '@banzhen/domain/shared/phone-number';
import { must } from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import { certificationScene, checks, origin } from './scene.js';

/** An identity number of somebody who was born on the day `YYYYMMDD`. */
const numberBorn = (day: string): string => {
  const digits = `110105${day}002`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((all, weight, place) => all + weight * Number(digits[place]), 0);
  return `${digits}${'10X98765432'[sum % 11]}`;
};

describe('credentials', () => {
  it('are under review when they are taken, and make an escort when they are approved', async () => {
    const { certifications, stores, applicant, officer, lookedAt, submit, statusOf } =
      await certificationScene();
    expect(must(await certifications.readOwn(applicant))).toEqual({ isBarred: false });
    const { certificationId } = must(await submit());
    expect(await statusOf()).toBe('SUBMITTED');
    expect(await stores.escort(applicant.accountId)).toBeUndefined();
    const reviewer = officer();
    expect(must(await certifications.list(reviewer)).certifications.map(({ id }) => id)).toEqual([
      certificationId,
    ]);
    const approve = () => certifications.approve(reviewer, origin, { certificationId, ...checks });
    expect(await approve()).toMatchObject({ error: { type: 'PapersNotSeen', documents: documentKinds } });
    await lookedAt(reviewer, certificationId);
    const approved = must(await approve());
    expect(approved).toEqual({ certificationId, status: 'APPROVED', needsSecond: false });
    expect(await stores.escort(applicant.accountId)).toMatchObject({
      ...{ certification: 'APPROVED', gender: 'female', services: ['half-day'], isAccepting: true },
      credentials: [{ kind: 'health-certificate', validUntil: new Date('2030-06-30T16:00:00Z') }],
    });
    expect(must(await certifications.list(reviewer)).certifications).toEqual([]);
  });

  it('are one submission under one key, and one live submission under several', async () => {
    const { submit } = await certificationScene();
    const [first, second] = await Promise.all([
      submit({ idempotencyKey: 'key-00000001' }),
      submit({ idempotencyKey: 'key-00000001' }),
    ]);
    expect(must(first)).toEqual(must(second));
    expect(await submit({ idempotencyKey: 'key-00000001', class: 'nurse' })).toMatchObject({
      error: { type: 'KeyReused' },
    });
    expect(await submit({ idempotencyKey: 'key-00000002' })).toMatchObject({
      error: { type: 'CertificationUnderReview', certificationId: must(first).certificationId },
    });
  });

  it('are taken whole or not at all', async () => {
    const { database, submission, submit } = await certificationScene();
    const { papers } = submission();
    const spoilt = papers.map((paper) =>
      paper.kind === 'health' ? { ...paper, content: Uint8Array.of(0) } : paper,
    );
    expect(await submit({ papers: spoilt })).toMatchObject({
      error: { type: 'FileTypeUnfit', document: 'health' },
    });
    expect(await submit({ cityCode: 'nowhere' })).toMatchObject({ error: { type: 'CityUnknown' } });
    const huge = papers.map((paper) => ({ ...paper, content: new Uint8Array(16 * 1024 * 1024).fill(1) }));
    expect(await submit({ papers: huge })).toMatchObject({ error: { type: 'FileQuotaReached' } });
    const { certifications, storedFiles } = database.committed();
    expect([certifications.size, storedFiles.size]).toEqual([0, 0]);
  });

  it('come anew after a remark, and the first ones are closed', async () => {
    const { certifications, database, applicant, officer, submit, statusOf } = await certificationScene();
    const { certificationId } = must(await submit());
    const remarks = { health: '照片模糊，请重拍' };
    must(await certifications.requestInfo(officer(), origin, { certificationId, remarks }));
    expect(must(await certifications.readOwn(applicant)).newest?.decision?.remarks).toEqual(remarks);
    must(await submit());
    expect(await statusOf()).toBe('SUBMITTED');
    expect(database.committed().certifications.get(certificationId)?.status).toBe('CLOSED');
  });

  it('of a nurse are approved by two officers', async () => {
    const { certifications, stores, applicant, officer, lookedAt, submit } = await certificationScene();
    const { certificationId } = must(await submit({ class: 'nurse' }));
    const approve = (by: Person) => certifications.approve(by, origin, { certificationId, ...checks });
    const first = await lookedAt(officer(), certificationId);
    expect(must(await approve(first))).toMatchObject({ status: 'SUBMITTED', needsSecond: true });
    expect(await approve(first)).toMatchObject({ error: { type: 'SecondOfficerNeeded' } });
    expect(await stores.escort(applicant.accountId)).toBeUndefined();
    expect(await approve(officer())).toMatchObject({ error: { type: 'PapersNotSeen' } });
    expect(must(await approve(await lookedAt(officer(), certificationId)))).toMatchObject({
      status: 'APPROVED',
    });
    expect(await stores.escort(applicant.accountId)).toMatchObject({ skills: ['nursing'] });
  });

  it('run out: thirty days before they are to be renewed, and then there is no new work', async () => {
    const { certifications, clock, stores, applicant, officer, lookedAt, submit, statusOf } =
      await certificationScene();
    const { certificationId } = must(await submit());
    const reviewer = await lookedAt(officer(), certificationId);
    must(await certifications.approve(reviewer, origin, { certificationId, ...checks }));
    const age = async () => {
      for (const id of await stores.due.due(clock.now(), 9)) must(await certifications.age(id));
    };
    await age();
    expect(await statusOf()).toBe('APPROVED');
    expect(await submit()).toMatchObject({ error: { type: 'CertificationInForce' } });
    clock.set(new Date('2030-05-31T16:00:00Z'));
    await age();
    expect(await statusOf()).toBe('EXPIRING');
    expect(await stores.escort(applicant.accountId)).toMatchObject({ certification: 'APPROVED' });
    clock.set(new Date('2030-06-30T16:00:00Z'));
    await age();
    await age();
    expect(await statusOf()).toBe('EXPIRED');
    expect(await stores.escort(applicant.accountId)).toMatchObject({ certification: 'EXPIRED' });
  });

  it('are renewed while the old ones count, which end when the new ones are approved', async () => {
    const { certifications, clock, stores, applicant, officer, lookedAt, submission, submit } =
      await certificationScene();
    const first = must(await submit());
    const firstReviewer = await lookedAt(officer(), first.certificationId);
    must(await certifications.approve(firstReviewer, origin, { ...first, ...checks }));
    clock.set(new Date('2030-06-10T00:00:00Z'));
    must(await certifications.age(first.certificationId));
    const papers = submission().papers.map((one) =>
      one.kind === 'health' ? { ...one, validUntil: '2031-06-30' } : one,
    );
    const second = must(await submit({ papers }));
    const secondReviewer = await lookedAt(officer(), second.certificationId);
    must(await certifications.approve(secondReviewer, origin, { ...second, ...checks }));
    clock.set(new Date('2030-07-01T00:00:00Z'));
    expect(must(await certifications.age(first.certificationId))).toBe('nothing due');
    expect(await stores.escort(applicant.accountId)).toMatchObject({
      certification: 'APPROVED',
      credentials: [{ validUntil: new Date('2031-06-30T16:00:00Z') }],
    });
  });
});

describe('papers', () => {
  it('are shown with a reason and a fresh proof, and never without a trace', async () => {
    const { certifications, clock, database, stores, applicant, officer, submit } =
      await certificationScene();
    const { certificationId } = must(await submit());
    const reviewer = officer();
    const look = (by: Person, reason = '核对姓名和编号') =>
      certifications.reveal(by, origin, { certificationId, document: 'identity-front', reason });
    expect(await look(reviewer, ' 看 ')).toMatchObject({ error: { type: 'WordsRequired' } });
    expect(
      await look({ ...reviewer, steppedUpAt: new Date(clock.now().getTime() - 6 * 60_000) }),
    ).toMatchObject({
      error: { type: 'StepUpNeeded' },
    });
    expect(must(await look(reviewer))).toMatchObject({ number: '11010519900307048X', realName: '李娟' });
    const reveals = database.committed().documentReveals.where(() => true);
    expect(reveals).toMatchObject([
      { by: reviewer.accountId, document: 'identity-front', reason: '核对姓名和编号' },
    ]);
    const entries = await stores.audit.page({ tenantId: applicant.tenantId, objectId: certificationId }, 9);
    expect(entries.map(({ outcome, reason }) => reason ?? outcome)).toEqual([
      'done',
      'StepUpNeeded',
      'WordsRequired',
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/核对|李娟|11010519900307048X/);
  });

  it('are for the quality staff of the tenant and city alone; administrators read what is masked', async () => {
    const { certifications, applicant, officer, submit } = await certificationScene();
    const { certificationId } = must(await submit());
    const others: readonly Person[] = [
      applicant,
      officer({ roleScopes: [{ role: 'quality', cityCode: 'elsewhere' }] }),
      officer({ tenantId: idFrom<TenantId>('01900000-0000-7000-8000-0000000000ff') }),
    ];
    for (const other of others) {
      const gone = { ok: false, error: { type: 'NotFound' } };
      expect(await certifications.read(other, { certificationId })).toEqual(gone);
      const asked = { certificationId, document: 'health', reason: '核对有效期' } as const;
      expect(await certifications.reveal(other, origin, asked)).toEqual(gone);
      expect(await certifications.approve(other, origin, { certificationId, ...checks })).toEqual(gone);
      const listed = await certifications.list(other);
      expect(listed.ok ? listed.value.certifications : []).toEqual([]);
    }
    const admin = officer({ staffRoles: ['admin'], roleScopes: [{ role: 'admin' }] });
    expect((await certifications.read(admin, { certificationId })).ok).toBe(true);
    const asked = { certificationId, document: 'health', reason: '核对有效期' } as const;
    expect((await certifications.reveal(admin, origin, asked)).ok).toBe(false);
    expect((await certifications.approve(admin, origin, { certificationId, ...checks })).ok).toBe(false);
    const unknown = idFrom<CertificationId>('01900000-0000-7000-8000-0000000000fe');
    expect(await certifications.read(officer(), { certificationId: unknown })).toMatchObject({ ok: false });
  });
});

describe('what papers say', () => {
  const problemOf = async (patch: (kind: string) => object) => {
    const { submission, submit } = await certificationScene();
    const papers = submission().papers.map((paper) => ({ ...paper, ...patch(paper.kind) }));
    const refused = await submit({ papers });
    return refused.ok ? 'taken' : 'problem' in refused.error && refused.error.problem;
  };
  const born = (number: string) => problemOf((kind) => (kind === 'identity-front' ? { number } : {}));
  const until = (of: string, validUntil: string) => problemOf((kind) => (kind === of ? { validUntil } : {}));

  it('is of somebody of working age, on the day that it is in China', async () => {
    expect(await born('11010519900307048X')).toBe('taken');
    expect(await born('110105201206150021')).toBe('number');
    expect(await born(numberBorn('20120107'))).toBe('taken');
    expect(await born(numberBorn('20120108'))).toBe('age');
    expect(await born(numberBorn('20310615'))).toBe('age');
    expect(await born(numberBorn('19640108'))).toBe('taken');
    expect(await born(numberBorn('19640107'))).toBe('age');
  });

  it('counts for as long as such papers are given', async () => {
    expect(await until('health', '2031-12-31')).toBe('taken');
    expect(await until('health', '2032-02-01')).toBe('too-far');
    expect(await until('professional', '2049-12-31')).toBe('taken');
    expect(await until('identity-back', '2999-01-01')).toBe('too-far');
  });

  it.each(['<img src=x>', '李', '12', '李\u202e娟', ''])('is in no name like %j', async (realName) => {
    const { submit } = await certificationScene();
    expect(await submit({ realName })).toMatchObject({ error: { type: 'RealNameUnfit' } });
  });

  it.each([
    [2007, false],
    [2008, true],
    [2030, true],
    [2031, false],
    [2015.5, false],
    [undefined, true],
  ])('is of somebody born in 1990 who practises since %s: %s', async (practisingSince, isTaken) => {
    const { submit } = await certificationScene();
    const answer = await submit(practisingSince === undefined ? {} : { practisingSince });
    if (isTaken) expect(answer.ok).toBe(true);
    else
      expect(answer).toEqual({
        ok: false,
        error: { type: 'PractisingSinceUnfit', earliest: 2008, latest: 2030 },
      });
  });

  it.each(['欧阳娜娜', '阿卜杜拉·买买提', "Anne-Marie O'Neil"])('is in a name like %s', async (realName) => {
    const { submit } = await certificationScene();
    expect((await submit({ realName })).ok).toBe(true);
  });

  it('is what the escort is called once it is approved, with a fresh proof alone', async () => {
    const { certifications, applicant, clock, database, officer, lookedAt, submit } =
      await certificationScene();
    const { accountId: id, tenantId } = applicant;
    const account = newAccount(
      { id, tenantId, phone: must(parsePhoneNumber('13800000001')), displayName: '王陪诊' },
      clock.now(),
    );
    await database.write(({ signIns }) => signIns.accounts.put(id, account));
    const { certificationId } = must(await submit());
    const { steppedUpAt: _, ...stale } = officer();
    const approve = (by: Person) => certifications.approve(by, origin, { certificationId, ...checks });
    const rejected = await certifications.reject(stale, origin, { certificationId, reason: '证件不真实' });
    expect(rejected).toMatchObject({ error: { type: 'StepUpNeeded' } });
    expect(await approve(stale)).toMatchObject({ error: { type: 'StepUpNeeded' } });
    must(await approve(await lookedAt(officer(), certificationId)));
    expect(database.committed().signIns.accounts.get(applicant.accountId)?.displayName).toBe('李娟');
  });
});
