import type { AccountRefusal } from './account-refusals.js';
import { patientSentences } from './patient-sentences.js';
import type { Sentence } from './sentence.js';

/** What is said when somebody cannot sign in, or staff cannot do something about an account. */
export const accountSentences: Record<AccountRefusal['type'] | 'FunctionRestricted', Sentence> = {
  ...patientSentences,
  AccountBanned: {
    zh: '账号已被封禁（原因见 cause，期限见 until）；如有异议，请用手机验证码提交申诉。',
    en: 'This account is banned (see cause and until); to object, send an appeal with a code on your phone.',
  },
  AppealMade: {
    zh: '这项处理已经申诉过了，请等待或查看答复。',
    en: 'This sanction has been appealed against already; wait for the answer or read it.',
  },
  CodeGone: {
    zh: '验证码已失效（过期、已用或输错次数过多），请重新获取。',
    en: 'The code is no longer good (expired, used, or guessed at too often); ask for a new one.',
  },
  CodeNotSent: {
    zh: '短信暂时发不出去，请稍后再试，或改用密码登录。',
    en: 'The message could not be sent; try again later, or sign in with your password.',
  },
  CodeWrong: {
    zh: '验证码不正确，请核对后重新输入。',
    en: 'The code is wrong; check it and enter it again.',
  },
  FunctionRestricted: {
    zh: '您的这项功能已被限制，请在“我的处理记录”中查看原因和期限，可以申诉。',
    en: 'This function has been taken from you for a while; see why and until when among your sanctions, where you can appeal.',
  },
  IdentityTaken: {
    zh: '这个微信已绑定另一个账号，请先用那个账号登录。',
    en: 'This WeChat account belongs to another account; sign in with that one.',
  },
  LastAdmin: {
    zh: '这是最后一位管理员，请先授予另一个人管理员角色。',
    en: 'This is the last administrator; make somebody else one first.',
  },
  NoAccount: {
    zh: '这个手机号还没有注册，请用验证码登录，即自动注册。',
    en: 'Nobody has signed up with this number yet; sign in with a code, which signs you up.',
  },
  NoOpenAppeal: {
    zh: '没有待答复的申诉，请刷新列表。',
    en: 'No appeal waits for an answer here; reload the list.',
  },
  NotAPhoneNumber: {
    zh: '手机号不正确，请输入 11 位大陆手机号。',
    en: 'That is not a mainland mobile number; enter its 11 digits.',
  },
  PasswordUnfit: {
    zh: '密码不合适：至少 8 位、最多 128 位，不能是常见密码，也不能含手机号；请换一个。',
    en: 'The password does not do: 8 to 128 characters, no common one, and without your phone number; choose another.',
  },
  PhoneTaken: {
    zh: '这个手机号已经注册，请直接登录。',
    en: 'This number has an account already; sign in instead.',
  },
  ProofNotAccepted: {
    zh: '这个账号不能这样验证身份，请改用列出的方式。',
    en: 'This account does not prove itself that way; use one of the ways listed.',
  },
  RoleHeld: {
    zh: '此人已有这个角色，无需重复授予。',
    en: 'This person has the role already; there is nothing to grant.',
  },
  RolesExclude: {
    zh: '审计员不能兼任其他角色，请先撤销现有角色再授予。',
    en: 'An auditor holds no other role; revoke the one that is held first.',
  },
  RoleTenantWide: {
    zh: '这个角色不能限于一个城市，请去掉城市后授予。',
    en: 'This role is never for one city; grant it without a city.',
  },
  SanctionOver: {
    zh: '这项处理已解除或到期，请刷新。',
    en: 'This sanction has been lifted or has run out; reload.',
  },
  SessionOver: {
    zh: '登录已失效，请重新登录。',
    en: 'Your session has ended; sign in again.',
  },
  SignInFailed: {
    zh: '手机号或密码不正确，请核对，或改用验证码登录。',
    en: 'Phone number or password is wrong; check them, or sign in with a code.',
  },
  StepUpNeeded: {
    zh: '此操作需要再次验证身份，请先完成验证（5 分钟内有效）。',
    en: 'This needs a fresh proof that it is you; prove it first, it lasts five minutes.',
  },
  TicketGone: {
    zh: '这一步已失效，请从头登录。',
    en: 'This step is no longer good; sign in from the start.',
  },
  TooBusy: {
    zh: '同时登录的人太多，请几秒后再试。',
    en: 'Too many people are signing in at once; try again in a few seconds.',
  },
  TooManyTries: {
    zh: '尝试次数过多，请到列出的时间后再试。',
    en: 'That was tried too often; try again at the time listed.',
  },
  TotpWrong: {
    zh: '动态口令不正确或已用过，请等下一个口令再输入。',
    en: 'The code of the authenticator app is wrong or was used; wait for the next one.',
  },
  WechatRefused: {
    zh: '微信授权已失效，请重新用微信登录。',
    en: 'WeChat no longer accepts this; sign in with WeChat again.',
  },
  WechatUnavailable: {
    zh: '微信暂时没有响应，请稍后再试，或改用手机验证码登录。',
    en: 'WeChat does not answer; try again later, or sign in with a code.',
  },
  WordsRequired: {
    zh: '请写明理由。',
    en: 'Say why in words.',
  },
};
