import type { Result } from '../../shared/result.js';
import type { TooBusy } from '../ports.js';
import { makeAnswerAppeal } from './answer-appeal.js';
import { makeAppealBan } from './appeal-ban.js';
import { makeAppealSanction } from './appeal-sanction.js';
import { makeAttachWechat } from './attach-wechat.js';
import { makeBeginExport } from './begin-export.js';
import { makeChangePhone } from './change-phone.js';
import { makeConfirmTotp } from './confirm-totp.js';
import { makeCreateFirstAdmin } from './create-first-admin.js';
import type { AccountDeps, HashingDeps } from './deps.js';
import { makeEnrolTotp } from './enrol-totp.js';
import { makeEnter } from './enter.js';
import { makeEraseAccount } from './erase-account.js';
import { makeFindPerson } from './find-person.js';
import { makeGrantRole } from './grant-role.js';
import { makeImposeSanction } from './impose-sanction.js';
import { makeLiftSanction } from './lift-sanction.js';
import { makeListAppeals } from './list-appeals.js';
import { makeListOwnSanctions } from './list-own-sanctions.js';
import { makeListSessions } from './list-sessions.js';
import { makeListStaff } from './list-staff.js';
import { makeRegister } from './register.js';
import { makeRequestCode } from './request-code.js';
import { makeResetPassword } from './reset-password.js';
import { makeResetTotp } from './reset-totp.js';
import { makeRevokeOtherSessions } from './revoke-other-sessions.js';
import { makeRevokeRole } from './revoke-role.js';
import { makeRevokeSession } from './revoke-session.js';
import { makeSetPassword } from './set-password.js';
import { makeSetUpStaff } from './set-up-staff.js';
import { makeSignInStaff } from './sign-in-staff.js';
import { makeSignInWithCode } from './sign-in-with-code.js';
import { makeSignInWithPassword } from './sign-in-with-password.js';
import { makeSignInWithWechat } from './sign-in-with-wechat.js';
import { makeSignOut } from './sign-out.js';
import { makeStepUp } from './step-up.js';

/** Whatever hashes takes a place first, and is refused before it has cost anything while there is none (AU6). */
const takingTurns =
  (deps: AccountDeps) =>
  <Given extends readonly unknown[], T, E>(
    make: (deps: HashingDeps) => (...given: Given) => Promise<Result<T, E>>,
  ) =>
  (...given: Given): Promise<Result<T, E | TooBusy>> =>
    deps.hasher.inTurn((hashing) => make({ ...deps, hashing })(...given));

/** Everything that can be done about accounts, on the given adapters. */
export const makeAccounts = (deps: AccountDeps) => {
  const inTurn = takingTurns(deps);
  return {
    enter: makeEnter(deps),
    requestCode: makeRequestCode(deps),
    register: inTurn(makeRegister),
    signInWithCode: inTurn(makeSignInWithCode),
    signInWithPassword: inTurn(makeSignInWithPassword),
    signInWithWechat: makeSignInWithWechat(deps),
    attachWechat: inTurn(makeAttachWechat),
    signInStaff: inTurn(makeSignInStaff),
    enrolTotp: inTurn(makeEnrolTotp),
    confirmTotp: makeConfirmTotp(deps),
    setUpStaff: inTurn(makeSetUpStaff),
    createFirstAdmin: makeCreateFirstAdmin(deps),
    stepUp: inTurn(makeStepUp),
    signOut: makeSignOut(deps),
    listSessions: makeListSessions(deps),
    revokeSession: makeRevokeSession(deps),
    revokeOtherSessions: makeRevokeOtherSessions(deps),
    setPassword: inTurn(makeSetPassword),
    resetPassword: inTurn(makeResetPassword),
    changePhone: inTurn(makeChangePhone),
    listStaff: makeListStaff(deps),
    grantRole: makeGrantRole(deps),
    revokeRole: makeRevokeRole(deps),
    resetTotp: makeResetTotp(deps),
    findPerson: makeFindPerson(deps),
    imposeSanction: makeImposeSanction(deps),
    liftSanction: makeLiftSanction(deps),
    listAppeals: makeListAppeals(deps),
    answerAppeal: makeAnswerAppeal(deps),
    listOwnSanctions: makeListOwnSanctions(deps),
    appealSanction: makeAppealSanction(deps),
    appealBan: inTurn(makeAppealBan),
    beginExport: makeBeginExport(deps),
    eraseAccount: makeEraseAccount(deps),
  };
};

export type Accounts = ReturnType<typeof makeAccounts>;
