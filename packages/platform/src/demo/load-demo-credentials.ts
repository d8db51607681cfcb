import {
  type Certification,
  type CertificationStores,
  documentKinds,
  knownIdentityOf,
} from '@banzhen/domain/certification';
import type { Clock } from '@banzhen/domain/shared/clock';
import { birthYearOf } from '@banzhen/domain/shared/id-number';
import { done } from '@banzhen/domain/shared/result';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import { drawnPicture } from '@banzhen/files';
import { demoCredentials } from './demo-credentials.js';
import { demoPaper } from './demo-papers.js';

type Pictures = ReadonlyMap<string, Uint8Array>;

const drawn = async (): Promise<Pictures> => {
  const pictures = new Map<string, Uint8Array>();
  for (const kind of documentKinds) pictures.set(kind, await drawnPicture(demoPaper(kind)));
  return pictures;
};

const keep = async (
  { certifications, certifiedEscorts, files }: CertificationStores,
  certification: Certification,
  pictures: Pictures,
): Promise<void> => {
  const { tenantId, accountId, documents, submittedAt: storedAt } = certification;
  for (const { fileId: id, kind } of documents)
    await files.insert({
      ...{ id, tenantId, accountId, storedAt },
      ...{ mediaType: 'image/jpeg', content: pictures.get(kind) ?? new Uint8Array() },
    });
  await certifications.insert(certification);
  const { practisingSince } = certification;
  await certifiedEscorts.describe(accountId, {
    birthYear: birthYearOf(knownIdentityOf(certification)),
    ...(practisingSince === undefined ? {} : { practisingSince }),
  });
};

/**
 * Gives the people of the demo the credentials that they work by, as far as nobody has submitted any for them: what is reviewed, suspended and
 * revoked is there to be tried. The last one is looked at first, so a second start reads one account.
 */
export const loadDemoCredentials = ({
  unitOfWork,
  clock,
}: {
  readonly unitOfWork: UnitOfWork<CertificationStores>;
  readonly clock: Clock;
}): Promise<unknown> =>
  unitOfWork.run(async (stores) => {
    const missing: Certification[] = [];
    for (const certification of demoCredentials(clock.now()).toReversed()) {
      const earlier = await stores.certifications.lock(certification.accountId, 1);
      if (earlier && earlier.length > 0) break;
      if (earlier) missing.push(certification);
    }
    const pictures = missing.length > 0 ? await drawn() : new Map<string, Uint8Array>();
    for (const certification of missing) await keep(stores, certification, pictures);
    return done;
  });
