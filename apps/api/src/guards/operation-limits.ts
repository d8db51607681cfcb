import type { LimitName } from '@banzhen/domain/limits';

/** Procedures with a limit other than that of their kind: what can be guessed or reaches strangers, what tells of health, and what moves money. */
export const operationLimits: ReadonlyMap<string, LimitName> = new Map<string, LimitName>([
  ['demo.signInAs', 'sign-in'],
  ['auth.requestCode', 'sign-in'],
  ['auth.signInWithCode', 'sign-in'],
  ['auth.register', 'sign-in'],
  ['auth.signInWithPassword', 'sign-in'],
  ['auth.signInWithWechat', 'sign-in'],
  ['auth.attachWechat', 'sign-in'],
  ['auth.resetPassword', 'sign-in'],
  ['auth.appealBan', 'sign-in'],
  ['staffAuth.signIn', 'sign-in'],
  ['staffAuth.enrolTotp', 'sign-in'],
  ['staffAuth.confirmTotp', 'sign-in'],
  ['staffAuth.setUp', 'sign-in'],
  ['account.stepUp', 'guess'],
  ['account.setPassword', 'guess'],
  ['account.changePhone', 'guess'],
  ['account.export', 'copy'],
  ['account.erase', 'copy'],
  ['patient.inviteProxy', 'invite'],
  ['patient.acceptInvitation', 'guess'],
  ['patient.reveal', 'reveal'],
  ['conversation.reveal', 'reveal'],
  ['certification.submit', 'upload'],
  ['certification.reveal', 'reveal'],
  ['points.adjust', 'money'],
  ['escort.checkIn', 'guess'],
  ['escort.start', 'guess'],
  ['family.pay', 'money'],
  ['family.cancel', 'money'],
  ['family.confirm', 'money'],
  ['dispatch.cancel', 'money'],
  ['dispatch.confirm', 'money'],
  ['dispatch.waiveBalance', 'money'],
]);

const limitOfKind: Readonly<Record<'query' | 'mutation' | 'subscription', LimitName>> = {
  query: 'read',
  mutation: 'write',
  subscription: 'follow',
};

/** The limit of a procedure. */
export const limitOf = (procedure: string, kind: keyof typeof limitOfKind): LimitName =>
  operationLimits.get(procedure) ?? limitOfKind[kind];
