import { documentKinds, makeCertifications } from '@banzhen/domain/certification';
import type { FileInspector } from '@banzhen/domain/files';
import type { Person } from '@banzhen/domain/shared/actor';
import { type AccountId, idFrom, type TenantId } from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import { aFamily, fixedClock, must } from '@banzhen/domain/testing';
import {
  type Asker,
  type OpenDatabase,
  postgresCertificationUnitOfWork,
  uuidv7,
  uuidv7Ids,
} from '@banzhen/postgres';
import { certificationsFixture, run, sql, testSealer } from '@banzhen/postgres/testing';

export const origin = { network: '198.51.100.0/24', device: 'test' };
export const checks = { registryCheck: '登记号 20300107-1', backgroundCheck: '证明编号 88' };
const inspector: FileInspector = {
  inspect: async (content) => ok({ mediaType: 'image/jpeg', content }),
  fingerprint: (content) => content.join('.'),
};

/** People who submit credentials and who decide about them, each asking the database as themselves. */
export const certificationScene = (opened: () => OpenDatabase) => {
  const clock = fixedClock();
  const askerOf = ({ tenantId, accountId, staffRoles }: Person): Asker => ({
    ...{ power: staffRoles.length > 0 ? 'tenant' : 'person', tenantId, accountId },
  });
  const certificationsAs = (person: Person) =>
    makeCertifications({
      unitOfWork: postgresCertificationUnitOfWork({
        db: opened().for(() => askerOf(person)),
        sealer: testSealer,
      }),
      platformUnitOfWork: postgresCertificationUnitOfWork({ db: opened().db, sealer: testSealer }),
      ...{ inspector, clock, sessionClock: clock, ids: uuidv7Ids() },
    });
  const somebody = async () => {
    const { tenantId, accountId, cityCode } = await certificationsFixture(opened()).applicant();
    return { person: aFamily({ tenantId, accountId }), cityCode };
  };
  const anOfficer = async (tenantId: TenantId, role: 'quality' | 'admin' = 'quality'): Promise<Person> => {
    const accountId = idFrom<AccountId>(uuidv7());
    await run(
      opened().db,
      sql`INSERT INTO account (id, tenant_id, display_name) VALUES (${accountId}, ${tenantId}, 'Q')`,
    );
    return aFamily({ tenantId, accountId, staffRoles: [role], steppedUpAt: clock.now() });
  };
  const submission = (cityCode: string, held: 'escort' | 'nurse' = 'escort') => ({
    ...{ cityCode, class: held, realName: '李娟', codeOfConduct: 1 },
    papers: documentKinds.map((kind) => ({
      ...{ kind, content: Uint8Array.of(1, 2, 3) },
      ...(kind === 'identity-front' ? { number: '11010519900307048X' } : {}),
      ...(kind === 'professional' ? { number: 'PZ-2029-001' } : {}),
      ...(kind === 'health' ? { validUntil: '2030-06-30' } : {}),
    })),
  });
  const submitted = async (held: 'escort' | 'nurse' = 'escort') => {
    const { person, cityCode } = await somebody();
    const { certificationId } = must(
      await certificationsAs(person).submit(person, origin, submission(cityCode, held)),
    );
    return { person, certificationId };
  };
  const approvedBy = async () => {
    const { person, certificationId } = await submitted();
    const officer = await anOfficer(person.tenantId);
    const certifications = certificationsAs(officer);
    for (const document of documentKinds)
      must(await certifications.reveal(officer, origin, { certificationId, document, reason: '核对材料' }));
    must(await certifications.approve(officer, origin, { certificationId, ...checks }));
    return { person, certificationId, officer };
  };
  const strangersTo = (tenantId: TenantId, accountId: AccountId): readonly Asker[] => [
    { power: 'person', tenantId, accountId },
    { power: 'tenant', tenantId: idFrom<TenantId>(uuidv7()), accountId },
    { power: 'partner', tenantId, accountId, hospitalIds: [] },
    { power: 'nobody' },
  ];
  const types = (results: readonly { readonly ok: boolean; readonly error?: { readonly type: string } }[]) =>
    results.map((result) => (result.ok ? 'ok' : result.error?.type)).toSorted();
  return {
    clock,
    askerOf,
    certificationsAs,
    somebody,
    anOfficer,
    submission,
    submitted,
    approvedBy,
    strangersTo,
    types,
  };
};
