import { byPerson, type Origin, recordDone, recordRefusal } from '../../accounts/index.js';
import { admit, type Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import { birthYearOf, sexOf } from '../../shared/id-number.js';
import { type CertificationId, type EscortId, idFrom } from '../../shared/ids.js';
import { done, err, ok, type Result } from '../../shared/result.js';
import {
  type Certification,
  type CertificationStatus,
  type Checks,
  type Decision,
  type DocumentKind,
  documentKinds,
  knownIdentityOf,
} from '../certification.js';
import { certificationPolicy } from '../certification-policy.js';
import { approve, close, type ReviewRefused, reject, requestInfo } from '../certification-table.js';
import { openedBy } from '../opened-work.js';
import type { CertificationStores } from '../ports.js';
import type { CertificationDeps } from './deps.js';
import { permitOn } from './permit.js';

type Of = { readonly certificationId: CertificationId };

export type ReviewedCertification = Of & {
  readonly status: CertificationStatus;
  /** A second officer has to agree before it is approved. */
  readonly needsSecond: boolean;
};

type Refused = Denied | ReviewRefused | PapersNotSeen | ApplicantBarred | IdentityElsewhere;
type Officer = Parameters<typeof approve>[2];
type Decide = (certification: Certification, officer: Officer) => Result<Certification, ReviewRefused>;

/** Whoever approves has not looked at all papers: `documents` are left. */
export type PapersNotSeen = { readonly type: 'PapersNotSeen'; readonly documents: readonly DocumentKind[] };

/** The applicant is suspended or revoked, here or with this identity: an approval is no way around that. */
export type ApplicantBarred = { readonly type: 'ApplicantBarred' };
/** Another account of the tenant has an escort with this identity who is approved or suspended; one person is one escort. */
export type IdentityElsewhere = {
  readonly type: 'IdentityElsewhere';
  readonly certificationIds: readonly CertificationId[];
};

const APPROVES = 'certification.approve';

const checkSeen = async (
  { documentReveals }: CertificationStores,
  certificationId: CertificationId,
  { accountId }: Person,
): Promise<Result<void, PapersNotSeen>> => {
  const seen = await documentReveals.seenBy(certificationId, accountId);
  const documents = documentKinds.filter((kind) => !seen.includes(kind));
  return documents.length === 0 ? done : err({ type: 'PapersNotSeen', documents });
};

/** Whether somebody may be an escort at all, whatever their papers say. */
const checkPerson = async (
  { certifiedEscorts, identities }: CertificationStores,
  certification: Certification,
): Promise<Result<void, ApplicantBarred | IdentityElsewhere>> => {
  const { tenantId, accountId } = certification;
  const escort = await certifiedEscorts.find(accountId);
  if (escort?.isBarred || (await identities.isBarred(tenantId, knownIdentityOf(certification))))
    return err({ type: 'ApplicantBarred' });
  const certificationIds = await identities.elsewhere(certification);
  return certificationIds.length === 0 ? done : err({ type: 'IdentityElsewhere', certificationIds });
};

/** Writes what eligibility reads; what was approved before ends with it. */
const open = async (
  { certifications, certifiedEscorts }: CertificationStores,
  certification: Certification,
  newId: EscortId,
): Promise<void> => {
  const { id, accountId, tenantId, cityCode, realName, practisingSince } = certification;
  const services = await certifiedEscorts.servicesIn(cityCode);
  const known = await certifiedEscorts.find(accountId);
  const opened = openedBy(certification, known?.skills ?? [], services ?? []);
  const identity = knownIdentityOf(certification);
  const gender = sexOf(identity);
  await certifiedEscorts.approve({ newId, accountId, tenantId, cityCode, gender, realName, opened });
  await certifiedEscorts.describe(accountId, {
    birthYear: birthYearOf(identity),
    ...(practisingSince === undefined ? {} : { practisingSince }),
  });
  for (const earlier of await certifications.ofAccount(accountId, certificationPolicy.mostOfAccount))
    if (earlier.id !== id && ['APPROVED', 'EXPIRING', 'EXPIRED'].includes(earlier.status))
      await certifications.save(close(earlier));
};

const review = (
  deps: CertificationDeps,
  operation: 'certification.request-info' | 'certification.reject' | 'certification.approve',
  asked: { readonly actor: Person; readonly origin: Origin; readonly certificationId: CertificationId },
  decide: Decide,
): Promise<Result<ReviewedCertification, Refused>> => {
  const { actor, origin, certificationId } = asked;
  const audited = byPerson(operation, actor, origin, { kind: 'certification', id: certificationId });
  return recordRefusal<Result<ReviewedCertification, Refused>>(deps, audited, () =>
    deps.unitOfWork.run<ReviewedCertification, Refused>(async (stores) => {
      const now = deps.clock.now();
      const permitted = await permitOn(stores, operation, actor, certificationId);
      if (!permitted.ok) return permitted;
      const admitted = admit(operation, actor, deps.sessionClock.now());
      if (!admitted.ok) return admitted;
      const { by } = permitted.value;
      const seen = operation === APPROVES ? await checkSeen(stores, certificationId, actor) : done;
      if (!seen.ok) return seen;
      const decided = decide(permitted.value.certification, { by: actor.accountId, now });
      if (!decided.ok) return decided;
      const person = operation === APPROVES ? await checkPerson(stores, decided.value) : done;
      if (!person.ok) return person;
      const { status } = decided.value;
      await stores.certifications.save(decided.value);
      if (status === 'APPROVED') await open(stores, decided.value, idFrom<EscortId>(deps.ids.next()));
      await recordDone(stores, { ...audited, actor: by }, now, { status });
      return ok({ certificationId, status, needsSecond: status === 'SUBMITTED' });
    }),
  );
};

/** K3: asks for papers anew, with a reason for each. */
export const makeRequestInfo =
  (deps: CertificationDeps) =>
  (
    actor: Person,
    origin: Origin,
    command: Of & { readonly remarks: NonNullable<Decision['remarks']> },
  ): Promise<Result<ReviewedCertification, Refused>> =>
    review(deps, 'certification.request-info', { actor, origin, ...command }, (certification, officer) =>
      requestInfo(certification, command.remarks, officer),
    );

/** K5: does not approve, with a reason. */
export const makeRejectCertification =
  (deps: CertificationDeps) =>
  (
    actor: Person,
    origin: Origin,
    command: Of & { readonly reason: string },
  ): Promise<Result<ReviewedCertification, Refused>> =>
    review(deps, 'certification.reject', { actor, origin, ...command }, (certification, officer) =>
      reject(certification, command.reason, officer),
    );

/**
 * K4: approves, by whoever has looked at every paper, with where the registry was read and what was found about the person. In the same transaction the escort becomes
 * eligible for the services that the class opens. Nobody compares a living face here but the officer, by the pictures.
 */
export const makeApproveCertification =
  (deps: CertificationDeps) =>
  (actor: Person, origin: Origin, command: Of & Checks): Promise<Result<ReviewedCertification, Refused>> => {
    const { registryCheck, backgroundCheck } = command;
    const checks = { registryCheck: registryCheck.trim(), backgroundCheck: backgroundCheck.trim() };
    return review(deps, 'certification.approve', { actor, origin, ...command }, (certification, officer) =>
      approve(certification, checks, officer),
    );
  };
