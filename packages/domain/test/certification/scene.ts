import type { Origin } from '@banzhen/domain/accounts';
import { documentKinds, makeCertifications, type SubmitCertification } from '@banzhen/domain/certification';
import type { FileInspector } from '@banzhen/domain/files';
import type { Person } from '@banzhen/domain/shared/actor';
import { type AccountId, type CertificationId, idFrom } from '@banzhen/domain/shared/ids';
import { err, ok } from '@banzhen/domain/shared/result';
import {
  aFamily,
  fixedClock,
  inMemoryCertifications,
  inMemoryDatabase,
  must,
  scriptedIds,
} from '@banzhen/domain/testing';

export const origin: Origin = { network: '203.0.113.0/24', device: 'Chrome · Windows' };

/** Takes whatever does not begin with a zero. */
const inspector: FileInspector = {
  inspect: async (content) =>
    content[0] === 0 ? err({ type: 'FileTypeUnfit' }) : ok({ mediaType: 'image/jpeg', content }),
  fingerprint: (content) => `${content.length}/${content.slice(0, 9).join('.')}`,
};
export const checks = { registryCheck: '登记号 20300107-1', backgroundCheck: '证明编号 88' };

/** Somebody who applies, officers who decide, and the use cases in memory. */
export const certificationScene = async () => {
  const clock = fixedClock();
  const database = inMemoryDatabase();
  const stores = inMemoryCertifications(database);
  const { cityCode, ...who } = await stores.applicant();
  const certifications = makeCertifications({
    ...{ unitOfWork: stores.unitOfWork, platformUnitOfWork: stores.unitOfWork, inspector },
    ...{ clock, sessionClock: clock, ids: scriptedIds() },
  });
  const applicant: Person = aFamily(who);
  const staffIds = scriptedIds(0x57);
  const officer = (given: Partial<Person> = {}): Person =>
    aFamily({
      ...{ tenantId: who.tenantId, accountId: idFrom<AccountId>(staffIds.next()) },
      ...{ staffRoles: ['quality'], roleScopes: [{ role: 'quality' }], steppedUpAt: clock.now() },
      ...given,
    });
  const submission = (patch: Partial<SubmitCertification> = {}): SubmitCertification => ({
    ...{ cityCode, class: 'escort', realName: '李娟', codeOfConduct: 1 },
    papers: documentKinds.map((kind, index) => ({
      ...{ kind, content: Uint8Array.of(index + 1, 2, 3) },
      ...(kind === 'identity-front' ? { number: '11010519900307048X' } : {}),
      ...(kind === 'professional' ? { number: 'PZ-2029-001' } : {}),
      ...(kind === 'health' ? { validUntil: '2030-06-30' } : {}),
    })),
    ...patch,
  });
  const submit = (patch: Partial<SubmitCertification> = {}) =>
    certifications.submit(applicant, origin, submission(patch));
  const lookedAt = async (by: Person, certificationId: CertificationId): Promise<Person> => {
    for (const document of documentKinds)
      must(await certifications.reveal(by, origin, { certificationId, document, reason: '核对材料' }));
    return by;
  };
  const statusOf = async () => must(await certifications.readOwn(applicant)).newest?.status;
  return {
    certifications,
    clock,
    stores,
    database,
    applicant,
    officer,
    lookedAt,
    submission,
    submit,
    statusOf,
  };
};
