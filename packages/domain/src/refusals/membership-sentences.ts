import type { MembershipRefusal } from './membership-refusals.js';
import type { Sentence } from './sentence.js';

/** What is said when something about a member, a policy or points cannot be done. */
export const membershipSentences: Record<MembershipRefusal['type'], Sentence> = {
  CauseRequired: {
    zh: '请选择原因后再提交。',
    en: 'Choose why, then send it again.',
  },
  ExpiryPast: {
    zh: '积分的到期时间必须晚于现在，请改为更长的天数。',
    en: 'The points would have expired already; give them more days.',
  },
  IllegalMemberMove: {
    zh: '会员当前状态（见 status）不能这样操作，请刷新后按 allowed 所列继续。',
    en: 'The membership cannot do that in its present state (see status); reload and use what allowed lists.',
  },
  MemberChanged: {
    zh: '会员资料刚刚有变动，请刷新后重试。',
    en: 'This membership has just changed; reload and try again.',
  },
  MemberMoveNotForThisRole: {
    zh: '您的身份不能执行这一步，请由相应的人操作。',
    en: 'Your role cannot take this step; the proper person must do it.',
  },
  NotEnoughPoints: {
    zh: '积分不足（可扣 available），请减少数量。',
    en: 'There are not so many points (available says how many); take fewer.',
  },
  NothingPaid: {
    zh: '没有生效中的付费套餐，无需取消；会员到期后会自动结束。',
    en: 'No paid plan is running, so there is nothing to cancel; the membership ends by itself.',
  },
  PlanClosed: {
    zh: '这个套餐已停售或不存在，请选择其他套餐。',
    en: 'This plan is not sold, or there is none of that code; choose another.',
  },
  PlanPurchaseUnavailable: {
    zh: '会员套餐暂不支持在线购买和续费（目前只能支付订单），请联系客服为您开通。',
    en: 'Plans cannot be bought or renewed online yet, because only orders can be paid; call us, and we set it up.',
  },
  PlanRefundUnavailable: {
    zh: '付费套餐暂不支持在线退款（目前只能退订单的款），会员保持不变；请联系客服由财务人工退款。',
    en: 'The money of a plan cannot go back online yet, because only orders can be refunded; nothing has changed. Call us, and finance pays it back.',
  },
  PointsNotForThisRole: {
    zh: '您的身份不能变动积分，请由管理员或财务操作。',
    en: 'Your role cannot move points; an administrator or finance must do it.',
  },
  PolicyInPast: {
    zh: '生效时间不能早于现在（见 earliest），请改到之后。',
    en: 'A version is in force from now on at the earliest (see earliest); choose a later time.',
  },
  PolicyOutdated: {
    zh: '规则或价目已有新版本（见 latest），请刷新并在新版本上修改。',
    en: 'A newer version has been published (see latest); reload, and change that one.',
  },
  QuotaUsedUp: {
    zh: '这项会员权益本期次数已用完（共 most 次），请按普通规则办理，或联系客服。',
    en: 'This privilege has been used up for now (most says how often it can be); go by the rules for everybody, or call us.',
  },
  UnknownLevel: {
    zh: '现行规则没有这个等级，请刷新后重新选择。',
    en: 'The rules in force have no such level; reload and choose again.',
  },
  WrongDays: {
    zh: '天数必须是整数，至少 1 天，且不超过一个会员周期。',
    en: 'Give whole days, at least one, and no more than a period has.',
  },
  WrongMembershipPolicy: {
    zh: '会员规则有误（位置见 at，原因见 why），请改正后再发布。',
    en: 'These rules contradict themselves (at says where, why says how); mend that, then publish.',
  },
  WrongPoints: {
    zh: '积分必须是大于 0 的整数，且不超过 10 亿。',
    en: 'Points are whole, more than zero, and at most a thousand million.',
  },
};
