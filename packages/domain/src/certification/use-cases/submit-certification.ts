import { authorizeStanding, byOwner, type Origin, recordDone, recordRefusal } from '../../accounts/index.js';
import {
  type CleanFile,
  type FileQuotaReached,
  type FileUnfit,
  filePolicy,
  type StoredFile,
} from '../../files/index.js';
import type { Denied, NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import { type CertificationId, idFrom, type StoredFileId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { type NotOnce, onceAnswered } from '../../visits/index.js';
import {
  type Certification,
  type CertifiedDocument,
  type DocumentKind,
  knownIdentityOf,
} from '../certification.js';
import { certificationPolicy } from '../certification-policy.js';
import { close } from '../certification-table.js';
import type { CertificationStores } from '../ports.js';
import {
  type CityUnknown,
  checkSubmission,
  maySubmit,
  type PaperSaid,
  type SubmissionBarred,
  type SubmissionSaid,
  type SubmissionUnfit,
} from '../submission.js';
import type { CertificationDeps } from './deps.js';

/** A paper with what was photographed or scanned of it. */
export type SubmittedPaper = PaperSaid & { readonly content: Uint8Array };

export type SubmitCertification = Omit<SubmissionSaid, 'papers'> & {
  readonly papers: readonly SubmittedPaper[];
  readonly idempotencyKey?: string;
};

export type SubmittedCertification = {
  readonly certificationId: CertificationId;
  /** ISO instant: answers of repeated requests are kept as text. */
  readonly submittedAt: string;
};

/** Which paper was not taken, and why. */
export type DocumentRefused = FileUnfit & { readonly document: DocumentKind };

type Refused =
  | Denied
  | NotFound
  | SubmissionUnfit
  | SubmissionBarred
  | CityUnknown
  | DocumentRefused
  | FileQuotaReached
  | NotOnce;

type Clean = { readonly paper: PaperSaid; readonly file: CleanFile };

const cleaned = async (
  { inspector }: CertificationDeps,
  papers: readonly SubmittedPaper[],
): Promise<Result<readonly Clean[], DocumentRefused>> => {
  const clean: Clean[] = [];
  for (const { content, ...paper } of papers) {
    const file = await inspector.inspect(content);
    if (!file.ok) return err({ ...file.error, document: paper.kind });
    clean.push({ paper, file: file.value });
  }
  return ok(clean);
};

/** Keeps the files and the submission that names them; a submission that was to be put right ends with it. */
const keep = async (
  { certifications, certifiedEscorts, identities, files }: CertificationStores,
  { accountId, tenantId }: Person,
  certification: Certification,
  stored: readonly StoredFile[],
): Promise<Result<SubmittedCertification, Refused>> => {
  const { submittedAt, cityCode } = certification;
  const earlier = await certifications.lock(accountId, certificationPolicy.mostOfAccount);
  if (!earlier) return err({ type: 'NotFound' });
  const escort = await certifiedEscorts.find(accountId);
  const identity = knownIdentityOf(certification);
  const isBarred = escort?.isBarred || (await identities.isBarred(tenantId, identity));
  const may = maySubmit(earlier, isBarred, submittedAt);
  if (!may.ok) return may;
  if (!(await certifiedEscorts.servicesIn(cityCode))) return err({ type: 'CityUnknown', cityCode });
  const added = stored.reduce((sum, { content }) => sum + content.length, 0);
  if ((await files.bytesOf(accountId)) + added > filePolicy.mostBytesOfAccount)
    return err({ type: 'FileQuotaReached', limitBytes: filePolicy.mostBytesOfAccount });
  for (const one of earlier) if (one.status === 'NEEDS_INFO') await certifications.save(close(one));
  for (const file of stored) await files.insert(file);
  await certifications.insert(certification);
  return ok({ certificationId: certification.id, submittedAt: submittedAt.toISOString() });
};

/**
 * K1, K2: takes an escort's papers and puts them under review; whoever is none yet becomes one when they are approved. Every paper is
 * looked into first: one that is refused refuses all, and nothing is kept. The same key is one submission.
 */
export const makeSubmitCertification =
  (deps: CertificationDeps) =>
  (
    actor: Person,
    origin: Origin,
    { papers, idempotencyKey, ...said }: SubmitCertification,
  ): Promise<Result<SubmittedCertification, Refused>> => {
    const operation = 'certification.submit';
    const audited = byOwner(operation, actor, origin);
    return recordRefusal<Result<SubmittedCertification, Refused>>(deps, audited, async () => {
      const by = authorizeStanding(operation, actor, deps.sessionClock.now());
      if (!by.ok) return by;
      const now = deps.clock.now();
      const fit = checkSubmission({ ...said, papers }, now);
      if (!fit.ok) return fit;
      const clean = await cleaned(deps, papers);
      if (!clean.ok) return clean;
      const { accountId, tenantId } = actor;
      const stored = clean.value.map(({ paper, file }) => ({
        paper,
        file: { ...file, id: idFrom<StoredFileId>(deps.ids.next()), tenantId, accountId, storedAt: now },
      }));
      const documents = stored.map(({ paper, file }): CertifiedDocument => ({ ...paper, fileId: file.id }));
      const id = idFrom<CertificationId>(deps.ids.next());
      const certification: Certification = {
        ...{ id, tenantId, accountId, ...said, realName: said.realName.trim(), documents },
        ...{ status: 'SUBMITTED', submittedAt: now, version: 1 },
      };
      const contents = papers.map(({ content, ...paper }) => ({
        ...paper,
        content: deps.inspector.fingerprint(content),
      }));
      const request = { ...said, papers: contents, ...(idempotencyKey ? { idempotencyKey } : {}) };
      return deps.unitOfWork.run<SubmittedCertification, Refused>((stores) =>
        onceAnswered<SubmittedCertification, Refused>(
          stores,
          { actor, operation, request, now },
          async () => {
            const kept = await keep(
              stores,
              actor,
              certification,
              stored.map(({ file }) => file),
            );
            if (kept.ok) await recordDone(stores, audited, now, { certificationId: id, class: said.class });
            return kept;
          },
        ),
      );
    });
  };
