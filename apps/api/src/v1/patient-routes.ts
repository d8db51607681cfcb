import { idFrom, type PatientId } from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import * as schemas from './schemas.js';
import type { Read } from './serve.js';

export const readBenefits: Read<
  typeof schemas.patientParams,
  typeof schemas.noQuery,
  typeof schemas.benefits
> = {
  operation: 'benefit.read',
  path: '/members/{patientId}/benefits',
  summary:
    'What a membership brings to a patient who has been at a hospital of this key: what the newest appointment there keeps (C24); that it was looked at is noted',
  params: schemas.patientParams,
  answer: schemas.benefits,
  async read({ partnerReads }, actor, { params }) {
    const found = await partnerReads.benefits(actor, idFrom<PatientId>(params.patientId));
    return found.ok ? ok({ ...found.value, privileges: [...found.value.privileges] }) : found;
  },
};
