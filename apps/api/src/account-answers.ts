import type {
  OpenAppealDto,
  PersonFoundDto,
  RequestedCodeDto,
  RoleGrantDto,
  SanctionDto,
  SessionDto,
  SignInDto,
  StaffMemberDto,
} from '@banzhen/contracts';
import type {
  OpenAppeal,
  PersonFound,
  RequestedCode,
  Sanction,
  SessionSeen,
  SignIn,
  StaffGrant,
  StaffMember,
} from '@banzhen/domain/accounts';

export const signInAnswer = ({ token, accountId, sessionId, endsAt }: SignIn): SignInDto => ({
  token,
  accountId,
  sessionId,
  endsAt: endsAt.toISOString(),
});

export const requestedCodeAnswer = ({ challengeId, expiresAt }: RequestedCode): RequestedCodeDto => ({
  challengeId,
  expiresAt: expiresAt.toISOString(),
});

export const sessionAnswer = ({ id, startedAt, lastSeenAt, ...session }: SessionSeen): SessionDto => ({
  ...session,
  sessionId: id,
  startedAt: startedAt.toISOString(),
  lastSeenAt: lastSeenAt.toISOString(),
});

export const grantAnswer = ({ id, role, cityCode, from, until, revoked }: StaffGrant): RoleGrantDto => ({
  grantId: id,
  role,
  ...(cityCode ? { cityCode } : {}),
  from: from.toISOString(),
  ...(until ? { until: until.toISOString() } : {}),
  ...(revoked ? { revokedAt: revoked.at.toISOString() } : {}),
});

const appealAnswer = ({
  text,
  at,
  answer,
}: NonNullable<Sanction['appeal']>): NonNullable<SanctionDto['appeal']> => ({
  text,
  at: at.toISOString(),
  ...(answer ? { answer: { granted: answer.granted, text: answer.text, at: answer.at.toISOString() } } : {}),
});

export const sanctionAnswer = (sanction: Sanction): SanctionDto => {
  const { id, accountId, measure, cause, reason, from, until, lifted, appeal } = sanction;
  return {
    sanctionId: id,
    accountId,
    kind: measure.kind,
    functions: measure.kind === 'restricted' ? measure.functions : [],
    cause,
    reason,
    from: from.toISOString(),
    ...(until ? { until: until.toISOString() } : {}),
    ...(lifted ? { lifted: { at: lifted.at.toISOString(), reason: lifted.reason } } : {}),
    ...(appeal ? { appeal: appealAnswer(appeal) } : {}),
  };
};

export const openAppealAnswer = (waiting: OpenAppeal): OpenAppealDto => ({
  ...sanctionAnswer(waiting),
  name: waiting.name,
  phone: waiting.phone,
});

export const staffAnswer = ({ accountId, name, phone, grants }: StaffMember): StaffMemberDto => ({
  accountId,
  name,
  phone,
  grants: grants.map(grantAnswer),
});

export const personAnswer = (person: PersonFound): PersonFoundDto => ({
  ...staffAnswer(person),
  createdAt: person.createdAt.toISOString(),
  ...(person.lastSignInAt ? { lastSignInAt: person.lastSignInAt.toISOString() } : {}),
  sanctions: person.sanctions.map(sanctionAnswer),
});
