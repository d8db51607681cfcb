import {
  age,
  approve,
  type Certification,
  certificationStatuses,
  checkSubmission,
  close,
  endOfDay,
  maySubmit,
  openedBy,
  reject,
  requestInfo,
  type SubmissionSaid,
} from '@banzhen/domain/certification';
import {
  type AccountId,
  type CertificationId,
  idFrom,
  type StoredFileId,
  type TenantId,
} from '@banzhen/domain/shared/ids';
import { scriptedIds } from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';

const ids = scriptedIds(0xc1);
const now = new Date('2030-01-07T02:00:00Z');
const days = (count: number): Date => new Date(now.getTime() + count * 86_400_000);
const officer = { by: idFrom<AccountId>(ids.next()), now };
const another = { by: idFrom<AccountId>(ids.next()), now };
const checks = { registryCheck: '登记号 20300107-1', backgroundCheck: '证明编号 88' };
const fileId = idFrom<StoredFileId>(ids.next());

const aCertification = (patch: Partial<Certification> = {}): Certification => ({
  ...{ id: idFrom<CertificationId>(ids.next()), tenantId: idFrom<TenantId>(ids.next()) },
  ...{ accountId: idFrom<AccountId>(ids.next()), cityCode: 'beijing', class: 'escort', realName: '李娟' },
  documents: [
    { kind: 'identity-front', fileId, number: '11010519900307048X' },
    { kind: 'identity-back', fileId, validUntil: '2031-01-01' },
    { kind: 'professional', fileId, number: 'PZ-2029-001' },
    { kind: 'health', fileId, validUntil: '2030-06-30' },
  ],
  ...{ codeOfConduct: 1, status: 'SUBMITTED', submittedAt: now, version: 1 },
  ...patch,
});
const said: SubmissionSaid = {
  ...{ cityCode: 'beijing', class: 'escort', realName: '李娟', codeOfConduct: 1 },
  papers: aCertification().documents,
};
const typeOf = (result: { readonly ok: boolean; readonly error?: { readonly type: string } }): string =>
  result.ok ? 'ok' : (result.error?.type ?? '');

describe('machine 6.7', () => {
  it.each(certificationStatuses)(
    'reviews what is under review and nothing that is %s otherwise',
    (status) => {
      const one = aCertification({ status });
      const expected = status === 'SUBMITTED' ? 'ok' : 'NotUnderReview';
      expect(typeOf(requestInfo(one, { health: '照片模糊' }, officer))).toBe(expected);
      expect(typeOf(reject(one, '证件不真实', officer))).toBe(expected);
      expect(typeOf(approve(one, checks, officer))).toBe(expected);
    },
  );

  it('asks for papers with a reason for each, and rejects with one (K3, K5)', () => {
    const one = aCertification();
    expect(typeOf(requestInfo(one, {}, officer))).toBe('ReviewWordsNeeded');
    expect(typeOf(requestInfo(one, { health: '糊', professional: '看不清编号' }, officer))).toBe(
      'ReviewWordsNeeded',
    );
    expect(requestInfo(one, { health: '照片模糊' }, officer)).toMatchObject({
      value: {
        status: 'NEEDS_INFO',
        version: 2,
        decision: { by: officer.by, remarks: { health: '照片模糊' } },
      },
    });
    expect(typeOf(reject(one, '  假  ', officer))).toBe('ReviewWordsNeeded');
    expect(reject(one, '证件不真实', officer)).toMatchObject({ value: { status: 'REJECTED' } });
  });

  it('approves with both checks until the first paper ends, by the end of its day in China (K4)', () => {
    const one = aCertification();
    expect(typeOf(approve(one, { ...checks, backgroundCheck: '' }, officer))).toBe('ReviewWordsNeeded');
    expect(approve(one, checks, officer)).toMatchObject({
      value: { status: 'APPROVED', validUntil: new Date('2030-06-30T16:00:00Z'), decision: { checks } },
    });
    const late = { ...officer, now: new Date('2030-06-30T16:00:00Z') };
    expect(approve(one, checks, late)).toEqual({
      ok: false,
      error: { type: 'DocumentsExpired', documents: ['health'] },
    });
    expect(typeOf(approve(one, checks, { ...late, now: new Date('2030-06-30T15:59:59Z') }))).toBe('ok');
  });

  it('approves a nurse by two officers, who are two', () => {
    const nurse = aCertification({ class: 'nurse' });
    const first = approve(nurse, checks, officer);
    if (!first.ok) throw new Error(first.error.type);
    expect(first.value).toMatchObject({ status: 'SUBMITTED', firstApproval: { by: officer.by } });
    expect(typeOf(approve(first.value, checks, officer))).toBe('SecondOfficerNeeded');
    expect(approve(first.value, checks, another)).toMatchObject({ value: { status: 'APPROVED' } });
  });

  it('lets nobody review what they have submitted themselves', () => {
    const own = aCertification({ accountId: officer.by });
    for (const result of [approve(own, checks, officer), reject(own, '证件不真实', officer)])
      expect(typeOf(result)).toBe('OwnCertification');
  });

  it('runs out thirty days before the end, and ends then (K6)', () => {
    const validUntil = days(40);
    const approved = aCertification({ status: 'APPROVED', validUntil });
    expect(age(approved, days(9))).toBe(approved);
    expect(age(approved, days(10)).status).toBe('EXPIRING');
    const expiring = age(approved, days(10));
    expect(age(expiring, days(39))).toBe(expiring);
    expect(age(expiring, validUntil).status).toBe('EXPIRED');
    // However late somebody looks.
    expect(age(approved, days(400)).status).toBe('EXPIRED');
    for (const status of ['SUBMITTED', 'REJECTED', 'EXPIRED', 'CLOSED'] as const) {
      const still = aCertification({ status, validUntil });
      expect(age(still, days(400))).toBe(still);
    }
    expect(close(close(approved)).version).toBe(2);
  });
});

describe('a submission', () => {
  it.each([
    ['without a paper', { papers: said.papers.slice(1) }, 'DocumentsIncomplete'],
    ['with a paper twice', { papers: [...said.papers, ...said.papers.slice(3)] }, 'DocumentsIncomplete'],
    [
      'with a number that nobody has',
      { papers: said.papers.map((one) => ({ ...one, number: '110105194912310021' })) },
      'DocumentUnfit',
    ],
    [
      'without the number of the certificate',
      {
        papers: said.papers.map(({ kind, validUntil }) => ({ kind, ...(validUntil ? { validUntil } : {}) })),
      },
      'DocumentUnfit',
    ],
    [
      'without the last day of the health certificate',
      { papers: said.papers.map(({ kind, number }) => ({ kind, ...(number ? { number } : {}) })) },
      'DocumentUnfit',
    ],
    ['under another code of conduct', { codeOfConduct: 2 }, 'CodeOfConductOutdated'],
  ])('%s is refused (K2)', (_, patch, type) => {
    expect(typeOf(checkSubmission({ ...said, ...patch }, now))).toBe(type);
  });

  it('with a paper that has run out is refused, and is taken on its last day', () => {
    expect(checkSubmission(said, endOfDay('2030-06-30'))).toMatchObject({
      error: { type: 'DocumentUnfit', document: 'health', problem: 'expired' },
    });
    expect(typeOf(checkSubmission(said, new Date('2030-06-30T12:00:00Z')))).toBe('ok');
  });

  it('follows what was refused or runs out, and nothing that is under review or in force', () => {
    const after = (status: Certification['status']) =>
      typeOf(
        maySubmit([aCertification({ status, validUntil: days(90), submittedAt: days(-60) })], false, now),
      );
    expect(Object.fromEntries(certificationStatuses.map((status) => [status, after(status)]))).toEqual({
      ...{ SUSPENDED: 'CertificationBarred', REVOKED: 'CertificationBarred' },
      ...{ SUBMITTED: 'CertificationUnderReview', APPROVED: 'CertificationInForce' },
      ...{ NEEDS_INFO: 'ok', REJECTED: 'ok', EXPIRING: 'ok', EXPIRED: 'ok', CLOSED: 'ok' },
    });
    expect(typeOf(maySubmit([], true, now))).toBe('CertificationBarred');
  });

  it('is the fifth within thirty days at most, and says when the next may follow', () => {
    const five = [1, 2, 3, 4, 5].map((ago) =>
      aCertification({ status: 'REJECTED', submittedAt: days(-ago) }),
    );
    expect(typeOf(maySubmit(five.slice(1), false, now))).toBe('ok');
    expect(maySubmit(five, false, now)).toEqual({
      ok: false,
      error: { type: 'TooManySubmissions', again: days(25).toISOString() },
    });
    expect(typeOf(maySubmit(five, false, days(25)))).toBe('ok');
  });
});

describe('what an approval opens', () => {
  const services = [
    { code: 'half-day', skills: [] },
    { code: 'night', skills: ['nursing'] },
    { code: 'sign', skills: ['sign-language'] },
  ];

  it('is what the class may do, beside what somebody could do before', () => {
    const opened = (held: Certification['class'], before: readonly string[] = []) =>
      openedBy(aCertification({ class: held }), before, services);
    expect(opened('nurse')).toMatchObject({ skills: ['nursing'], services: ['half-day', 'night'] });
    expect(opened('escort', ['sign-language'])).toMatchObject({ services: ['half-day', 'sign'] });
    // A licence that is gone takes its skill along.
    expect(opened('escort', ['nursing'])).toMatchObject({ skills: [], services: ['half-day'] });
  });
});
