import { idFrom, type PatientId } from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import { cursorsOf } from './cursor.js';
import * as schemas from './schemas.js';
import type { Read } from './serve.js';

const membersAnswer = schemas.page(schemas.benefits);
export const listMembers: Read<typeof schemas.noParams, typeof schemas.feedQuery, typeof membersAnswer> = {
  operation: 'benefit.read',
  path: '/members',
  summary:
    'Patients whose newest appointment at the hospitals of this key keeps a membership, with what it brings, by id (C24); that they were looked at is noted',
  query: schemas.feedQuery,
  answer: membersAnswer,
  async read({ partnerReads }, actor, { query: { cursor, limit } }) {
    const cursors = cursorsOf('members', [...actor.hospitalIds].toSorted());
    const after = cursors.read(cursor, 1);
    if (!after.ok) return after;
    const [id] = after.value ?? [];
    const found = await partnerReads.members(actor, {
      after: id === undefined ? undefined : idFrom<PatientId>(id),
      limit: limit + 1,
    });
    if (!found.ok) return found;
    const members = found.value.map((one) => ({ ...one, privileges: [...one.privileges] }));
    return ok(cursors.page(members, limit, ({ patientId }) => [patientId]));
  },
};

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
