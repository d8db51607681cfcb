import { type ClinicSystems, makeClinicSystems } from '@banzhen/domain/clinic-systems';
import { type ClinicDeps, makeRunErrand } from '@banzhen/domain/clinics';
import type { ErrandWork } from './background/errands.js';
import { httpClinicSystems } from './clinic-systems/http-clinic-systems.js';
import type { openAdapters } from './open-adapters.js';
import { standardSigner } from './webhooks/standard-signer.js';

type Adapters = Awaited<ReturnType<typeof openAdapters>>;

/** What asks systems of clinics: due by the clock that a demo moves, signed by the machine's. */
export const errandWork = (adapters: Adapters, clinics: ClinicDeps): Pick<ErrandWork, 'errands' | 'run'> => {
  const systems = httpClinicSystems({
    unitOfWork: adapters.platformClinicSystemUnitOfWork,
    post: adapters.guarded.post,
    signer: standardSigner,
    machineClock: adapters.sessionClock,
  });
  const errands = adapters.clinicErrands;
  const watched = adapters.io.port('clinic-system', systems, ['book', 'query', 'release']);
  return { errands, run: makeRunErrand({ ...clinics, errands, systems: watched }) };
};

/** What administrators do about systems of clinics. */
export const openClinicSystems = (adapters: Adapters): ClinicSystems =>
  makeClinicSystems({
    unitOfWork: adapters.clinicSystemUnitOfWork,
    clock: adapters.sessionClock,
    ids: adapters.ids,
    sender: adapters.webhookSender,
    signer: standardSigner,
  });
