import type {
  ConsentDto,
  InvitationToMeDto,
  PatientSeenDto,
  PersonalCopyDto,
  ProxiesDto,
} from '@banzhen/contracts';
import type { ConsentSeen } from '@banzhen/domain/consents';
import type { InvitationToMe, PatientSeen, Proxies } from '@banzhen/domain/patients';
import type { CopyPage, PersonCopy } from '@banzhen/platform';
import { sanctionAnswer, sessionAnswer } from './account-answers.js';
import { certificationCopyAnswer } from './certification-answers.js';
import { membershipAnswer, pointsAnswer } from './membership-answers.js';

export const patientAnswer = ({
  patientId,
  name,
  isRealNamed,
  isKeeper,
  details,
  masked,
}: PatientSeen): PatientSeenDto => ({
  patientId,
  name,
  isRealNamed,
  isKeeper,
  details,
  masked,
});

export const proxiesAnswer = ({ grants, invitations }: Proxies): ProxiesDto => ({
  grants: grants.map(({ from, until, ...grant }) => ({
    ...grant,
    from: from.toISOString(),
    ...(until ? { until: until.toISOString() } : {}),
  })),
  invitations: invitations.map(({ id, until, createdAt, expiresAt, ...invitation }) => ({
    ...invitation,
    invitationId: id,
    until: until.toISOString(),
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  })),
});

export const invitationAnswer = ({
  id,
  until,
  expiresAt,
  ...invitation
}: InvitationToMe): InvitationToMeDto => ({
  ...invitation,
  invitationId: id,
  until: until.toISOString(),
  expiresAt: expiresAt.toISOString(),
});

export const consentAnswer = ({ document, isGiven, last }: ConsentSeen): ConsentDto => ({
  kind: document.kind,
  version: document.version,
  title: document.title,
  text: document.text,
  inForceFrom: document.inForceFrom.toISOString(),
  isGiven,
  ...(last ? { last: { ...last, at: last.at.toISOString() } } : {}),
});

const personAnswer = (
  accountId: string,
  {
    account,
    sessions,
    sanctions,
    patients,
    consents,
    credentials,
    membership,
    points,
    quotes,
    waitlist,
    messages,
  }: PersonCopy,
): NonNullable<PersonalCopyDto['person']> => ({
  account: {
    accountId,
    name: account?.displayName ?? '',
    ...(account ? { phone: account.phone, createdAt: account.createdAt.toISOString() } : {}),
    ...(account?.lastSignInAt ? { lastSignInAt: account.lastSignInAt.toISOString() } : {}),
  },
  sessions: sessions.map(sessionAnswer),
  sanctions: sanctions.map(sanctionAnswer),
  patients: patients.map(({ proxies, ...patient }) => ({
    ...patientAnswer(patient),
    ...(proxies ? { proxies: proxiesAnswer(proxies) } : {}),
  })),
  consents: consents.map(({ kind, version, act, at, network }) => ({
    kind,
    version,
    act,
    at: at.toISOString(),
    network,
  })),
  credentials: credentials.map(certificationCopyAnswer),
  ...(membership ? { membership: membershipAnswer(membership) } : {}),
  ...(points ? { points: pointsAnswer(points) } : {}),
  quotes: quotes.map(({ id, createdAt, ...quote }) => ({
    ...quote,
    quoteId: id,
    createdAt: createdAt.toISOString(),
  })),
  waitlist,
  messages: messages.map(({ id, at, ...message }) => ({ ...message, messageId: id, at: at.toISOString() })),
});

export const copyAnswer = (
  accountId: string,
  { madeAt, person, orders, nextCursor }: CopyPage,
): PersonalCopyDto => ({
  madeAt: madeAt.toISOString(),
  ...(person ? { person: personAnswer(accountId, person) } : {}),
  orders,
  ...(nextCursor ? { nextCursor } : {}),
});
