import { makeGiveConsent, makeListConsents, makeWithdrawConsent } from '../../consents/index.js';
import { makeAcceptInvitation, makeDeclineInvitation } from './answer-invitation.js';
import { makeChangePatient } from './change-patient.js';
import { makeCreatePatient } from './create-patient.js';
import type { PatientDeps } from './deps.js';
import { makeLeaveProxy, makeRevokeProxy } from './end-proxy.js';
import { makeFindPatients } from './find-patients.js';
import { makeInviteProxy } from './invite-proxy.js';
import { makeListInvitations } from './list-invitations.js';
import { makeListProxies } from './list-proxies.js';
import { makeReadPatient } from './read-patient.js';
import { makeRevealPatient } from './reveal-patient.js';
import { makeWithdrawInvitation } from './withdraw-invitation.js';

/** Everything that can be done about patients, proxies and consents, on the given adapters. */
export const makePatients = (deps: PatientDeps) => ({
  createPatient: makeCreatePatient(deps),
  findPatients: makeFindPatients(deps),
  readPatient: makeReadPatient(deps),
  changePatient: makeChangePatient(deps),
  revealPatient: makeRevealPatient(deps),
  listProxies: makeListProxies(deps),
  inviteProxy: makeInviteProxy(deps),
  withdrawInvitation: makeWithdrawInvitation(deps),
  revokeProxy: makeRevokeProxy(deps),
  leaveProxy: makeLeaveProxy(deps),
  listInvitations: makeListInvitations(deps),
  acceptInvitation: makeAcceptInvitation(deps),
  declineInvitation: makeDeclineInvitation(deps),
  listConsents: makeListConsents(deps),
  giveConsent: makeGiveConsent(deps),
  withdrawConsent: makeWithdrawConsent(deps),
});

export type Patients = ReturnType<typeof makePatients>;
