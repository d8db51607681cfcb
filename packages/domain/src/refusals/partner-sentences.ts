import type { PartnerRefusal } from './partner-refusals.js';
import type { Sentence } from './sentence.js';

/** What administrators are told about partners, and partners about their keys. */
export const partnerSentences: Record<PartnerRefusal['type'], Sentence> = {
  BankReferenceUnfit: {
    zh: '银行流水号须为 1 到 limit 位的字母、数字或银行常用符号，请按回单核对后重填。',
    en: 'A bank reference is 1 to limit Latin letters, digits and marks such as / - . _; copy it from the advice of the bank.',
  },
  CalendarLifeUnfit: {
    zh: '日历订阅有效期须为 1 到 mostDays 天的整数，请修改后重试。',
    en: 'A calendar link lives 1 to mostDays whole days; change it and try again.',
  },
  CreditExceeded: {
    zh: '应付 dueFen 分，超出可记账额度，未记账，订单未变。请平台管理员提高额度后重试。',
    en: 'What is due (dueFen, in fen) is more than may still be put on account, so nothing was done; have the administrator raise the credit limit and try again.',
  },
  CreditLimitUnfit: {
    zh: '记账额度须为 0 到 mostFen 分的整数，请修改后重试。',
    en: 'A credit limit is a whole number of fen from 0 to mostFen; change it and try again.',
  },
  KeyInvalid: {
    zh: '密钥无效，请核对 Authorization: Bearer 后的密钥是否完整、是否用于本环境。',
    en: 'The key is not valid; check that the key after Authorization: Bearer is whole and is one of this environment.',
  },
  KeyLifeUnfit: {
    zh: '密钥有效期须为 1 到 mostDays 天的整数，请修改后重试。',
    en: 'A key lives 1 to mostDays whole days; change it and try again.',
  },
  KeyNotFromHere: {
    zh: '该密钥不能从此网络使用，请从登记的网络发送，或请平台管理员登记此网络。',
    en: 'The key may not be used from this network; send from a listed one, or have the administrator list it.',
  },
  KeyOutOfScope: {
    zh: '该密钥不含此操作（operation），请换用密钥，或请平台管理员新建含此操作的密钥。',
    en: 'The key is not for this operation; use another one, or have the administrator create a key for it.',
  },
  KeyOver: {
    zh: '密钥已失效（见 why），请换用新的密钥。',
    en: 'The key is over (see why); use the new one.',
  },
  KeyQuotaSpent: {
    zh: '今日调用次数已达 limit 次，请在 retryAfterSeconds 秒后再试，或请平台管理员提高额度。',
    en: 'All limit requests of today are used; try again after retryAfterSeconds seconds, or have the quota raised.',
  },
  KeyScopeUnfit: {
    zh: '密钥范围（part）有误：请选择至少一家医院和一项合作方可用的操作。',
    en: 'The scope of the key (part) is wrong: choose at least one hospital and one operation that partners may use.',
  },
  NetworkUnfit: {
    zh: '网络须写成 CIDR（如 203.0.113.0/24），最多 limit 条，请按 given 改正。',
    en: 'Networks are CIDR ranges such as 203.0.113.0/24, at most limit of them; mend given.',
  },
  PartnerKnown: {
    zh: '已有同名的合作方，请使用已有的合作方，或换一个名称。',
    en: 'There is a partner of this name; use that one, or choose another name.',
  },
  PartnerNameUnfit: {
    zh: '请填写名称，最多 limit 个字。',
    en: 'Give a name of at most limit characters.',
  },
  QuotaUnfit: {
    zh: '每日调用额度须为 least 到 most 的整数，请修改后重试。',
    en: 'The daily quota is a whole number between least and most; change it and try again.',
  },
  ReceivedDayUnfit: {
    zh: '到账日期须在 from 至 until（今天）之间，请按回单核对后重填。',
    en: 'The day on which the money came lies between from and until, which is today; check it against the advice of the bank.',
  },
  SettlementAmountUnfit: {
    zh: '到账金额须为 1 到 mostFen 分的整数，请修改后重试。',
    en: 'What was paid is a whole number of fen from 1 to mostFen; change it and try again.',
  },
  SettlementKnown: {
    zh: '这笔转账已登记在 partnerName 名下（receivedOn 到账，amountFen 分）。如登记有误，请先冲销那一笔，再重新登记。',
    en: 'This transfer is booked already, for partnerName (amountFen fen, received on receivedOn); if that is wrong, reverse it first and book it anew.',
  },
  SettlementReversed: {
    zh: '这笔回款已冲销，不能再次冲销；如需更正，请重新登记。',
    en: 'This payment has been reversed before; book it anew if it counts after all.',
  },
  SignatureInvalid: {
    zh: '请求签名无效（见 part）：请核对时钟（相差不超过 5 分钟）、私钥，以及签名内容与所发请求是否一致，重新签名后发送。',
    en: 'The signature of the request is not valid (see part): check the clock (within 5 minutes), the private key and that exactly what is sent is signed; sign again and send.',
  },
  SignatureNeeded: {
    zh: '此密钥要求写请求签名，请加上 Request-Timestamp 与 Request-Signature 后重新发送。',
    en: 'This key is for signed requests: add Request-Timestamp and Request-Signature and send again.',
  },
  SigningKeyUnfit: {
    zh: '签名公钥须为 Ed25519 公钥（PEM），请核对后重新填写。',
    en: 'The signing key must be an Ed25519 public key (PEM); check it and fill it in again.',
  },
  TooManyKeys: {
    zh: '同时有效的密钥最多 limit 个，请先吊销旧密钥再新建。',
    en: 'At most limit keys may be live; revoke the old one first, then create the new one.',
  },
  TooManyToCompare: {
    zh: '这些天的预约超过 limit 条，请缩短日期后分几次核对。',
    en: 'There are more than limit appointments on these days; ask about fewer days at a time.',
  },
  SystemKnown: {
    zh: '这家医院已经接入了预约系统，请修改现有接入，不要重复接入。',
    en: 'This hospital has a system connected already; change that one instead of connecting another.',
  },
};
