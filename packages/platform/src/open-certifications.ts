import { type Certifications, makeCertifications } from '@banzhen/domain/certification';
import type { openAdapters } from './open-adapters.js';

type Adapters = Awaited<ReturnType<typeof openAdapters>>;

/** What escorts and quality staff do about credentials: papers run out by the clock that a demo moves. */
export const openCertifications = (adapters: Adapters): Certifications =>
  makeCertifications({
    ...adapters,
    unitOfWork: adapters.certificationUnitOfWork,
    platformUnitOfWork: adapters.platformCertificationUnitOfWork,
  });
