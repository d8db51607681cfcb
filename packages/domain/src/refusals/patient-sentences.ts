import type { AccountRefusal } from './account-refusals.js';
import type { Sentence } from './sentence.js';

type PatientRefusal = Extract<
  AccountRefusal['type'],
  | 'ConsentNeeded'
  | 'ConsentOutdated'
  | 'EraseBlocked'
  | 'IdNumberKnown'
  | 'InvitationGone'
  | 'LastKeeper'
  | 'PatientDetailsWrong'
  | 'ProxyTooLong'
  | 'TooManyInvitations'
>;

/** What is said when something about a patient, a proxy, a consent or an erasure cannot be done. */
export const patientSentences: Record<PatientRefusal, Sentence> = {
  ConsentNeeded: {
    zh: '请先阅读并同意 kind 所列的文件（版本见 version），再保存这些内容。',
    en: 'First read the text that kind names (see version) and agree to it; then save this again.',
  },
  ConsentOutdated: {
    zh: '这份文件已有新版本（见 version），请阅读新版本后再决定。',
    en: 'There is a newer version of this text (see version); read that one, then decide.',
  },
  EraseBlocked: {
    zh: '暂时不能注销：还有 by 所列的事项没有结束，请先处理完。',
    en: 'The account cannot be erased yet: what by lists has to end first.',
  },
  IdNumberKnown: {
    zh: '您名下已有一位就诊人使用这个身份证号，请直接编辑那位就诊人。',
    en: 'You already have a patient with this ID number; edit that one instead.',
  },
  InvitationGone: {
    zh: '这份邀请已失效（已处理、已撤回或已过期），请对方重新邀请。',
    en: 'This invitation is no longer good (answered, withdrawn or expired); ask for a new one.',
  },
  LastKeeper: {
    zh: '这是最后一位能长期为就诊人下单的人，不能取消；如不再需要，可以注销账号。',
    en: 'This is the last person who keeps the patient, and has to stay; to leave for good, erase the account.',
  },
  PatientDetailsWrong: {
    zh: '就诊人资料有误（见 fields），请逐项改正后再保存。',
    en: 'Some details of the patient are wrong (see fields); correct each of them and save again.',
  },
  ProxyTooLong: {
    zh: '代办授权的期限太长（最多 mostDays 天），请选近一些的日期，到期可以再授权。',
    en: 'A proxy lasts at most mostDays days; choose an earlier day, it can be granted again.',
  },
  TooManyInvitations: {
    zh: '这位就诊人待接受的邀请太多（最多 most 份），请先撤回几份。',
    en: 'Too many invitations wait for this patient (at most most); withdraw some first.',
  },
};
