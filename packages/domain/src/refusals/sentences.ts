import { accountSentences } from './account-sentences.js';
import { appointmentSentences } from './appointment-sentences.js';
import { bundleSentences } from './bundle-sentences.js';
import { certificationSentences } from './certification-sentences.js';
import { conversationSentences } from './conversation-sentences.js';
import { membershipSentences } from './membership-sentences.js';
import { partnerSentences } from './partner-sentences.js';
import type { Refusal } from './refusal.js';
import { requestSentences } from './request-sentences.js';
import { scheduleSentences } from './schedule-sentences.js';
import type { Sentence } from './sentence.js';
import { waitlistSentences } from './waitlist-sentences.js';
import { webhookSentences } from './webhook-sentences.js';

/** What happened and what to do next, for people; the facts stand in the refusal itself. */
export const sentences: Record<Refusal['type'], Sentence> = {
  ...requestSentences,
  ...accountSentences,
  ...appointmentSentences,
  ...waitlistSentences,
  ...bundleSentences,
  ...conversationSentences,
  ...certificationSentences,
  ...membershipSentences,
  ...partnerSentences,
  ...webhookSentences,
  ...scheduleSentences,
  AlreadyReviewed: {
    zh: '这笔订单已经评价过了，无需再次提交。',
    en: 'This order has been reviewed already; there is nothing more to submit.',
  },
  AmountNotDue: {
    zh: '待付金额与您提交的不一致，请按 dueFen（分）核对后再支付。',
    en: 'Another amount is due than the one that was sent; check dueFen and pay that.',
  },
  BalanceOverdue: {
    zh: '您有一笔服务尾款逾期未付，请先补足再预约。',
    en: 'An earlier visit is still owed for; pay its balance before you book another one.',
  },
  BalanceUnpaid: {
    zh: '还有未付的尾款，请先支付尾款再确认。',
    en: 'A balance is still unpaid; pay it first, then confirm.',
  },
  CallbackForged: {
    zh: '支付通知未通过验证，已忽略；请核对商户配置。',
    en: 'The payment notice failed verification and was ignored; check the merchant settings.',
  },
  DisputeOpen: {
    zh: '订单有未结束的争议，请等争议处理完毕。',
    en: 'A dispute is open; wait until it is resolved.',
  },
  EmptyTimeRange: {
    zh: '结束时间必须晚于开始时间，请重新选择。',
    en: 'The end must be after the start; choose the times again.',
  },
  DifferenceUnpaid: {
    zh: '家属还没有补足改期的差价，暂时不能出发，请联系调度。',
    en: 'The family has not paid the difference for the new time yet, so nobody sets out; call the dispatcher.',
  },
  EndTooSoon: {
    zh: '服务刚刚开始，还不能正常结束；若确有情况，请用“提前结束”并说明原因，否则请到时再结束。',
    en: 'The service has only just begun; if something is wrong use the early end and say why, otherwise end it when its time has come.',
  },
  EscortExcluded: {
    zh: '该陪诊员已谢绝或离开过此单，请选择其他人。',
    en: 'This escort declined or left this order before; choose someone else.',
  },
  EscortTaken: {
    zh: '该陪诊员这段时间（含路程）已有安排，请换人或换时间。',
    en: 'This escort is taken at that time, travel included; choose another person or time.',
  },
  ExtensionTooLong: {
    zh: '加时过长或不是整分钟，请缩短加时。',
    en: 'The extension is too long or not in whole minutes; shorten it.',
  },
  HallNotOpen: {
    zh: '此单还未进入抢单大厅，请稍后再试。',
    en: 'This order is not in the grab hall yet; try again later.',
  },
  HandOverTooSoon: {
    zh: '本班还未接近结束，请到可交接的时间再交接；如需提前换人，请联系调度。',
    en: 'Your shift is not near its end; hand over from the instant given, or call the dispatcher if somebody else must come sooner.',
  },
  IllegalTransition: {
    zh: '当前状态不能这样操作，请刷新后按可用操作继续。',
    en: 'That cannot be done in the present state; reload and use one of the allowed actions.',
  },
  KeyReused: {
    zh: '同一个幂等键被用于另一个请求，请换一个新的键。',
    en: 'This idempotency key was used for another request; use a new key.',
  },
  NextShiftUncovered: {
    zh: '下一班还没有陪护员接手，请联系调度。',
    en: 'Nobody covers the next shift yet; call the dispatcher.',
  },
  NobodyEligible: {
    zh: '暂时没有合适的陪诊员，订单已转给调度继续寻找。',
    en: 'Nobody suitable is free right now; the dispatchers go on searching.',
  },
  NobodyFree: {
    zh: '该时段没有陪诊员能来，请换一个时间；也可以取消，费用以试算为准。',
    en: 'Nobody can come at that time; choose another one, or cancel at the price that is quoted.',
  },
  NoGrantForPatient: {
    zh: '您没有为这位就诊人预约的授权，请先取得授权。',
    en: 'You have no grant to book for this patient; obtain one first.',
  },
  NoNextShift: {
    zh: '已经是最后一班，请直接结束服务。',
    en: 'This is the last shift; end the service instead.',
  },
  NotAllowed: {
    zh: '您没有进行此操作的权限，如需权限请联系管理员。',
    en: 'You are not allowed to do this; ask an administrator if you need to.',
  },
  NotAReview: {
    zh: '评分须为 1 到 5 颗整星，文字不超过 1000 字。',
    en: 'Give 1 to 5 whole stars and at most 1,000 characters of text.',
  },
  NotDueYet: { zh: '时间未到，请稍后再试。', en: 'It is not due yet; try again later.' },
  NoteTooLong: { zh: '记录过长，请分几条填写。', en: 'The note is too long; write several shorter ones.' },
  NotEligible: {
    zh: '该陪诊员不符合此单要求，请查看原因后换人。',
    en: 'This escort cannot take the shift; see the reasons and choose someone else.',
  },
  NotForThisRole: {
    zh: '您的身份不能执行这一步，请由相应角色操作。',
    en: 'Your role cannot take this step; the proper role must do it.',
  },
  NotFound: { zh: '没有找到，请核对后重试。', en: 'Not found; check what you asked for and try again.' },
  BookedOnAccount: {
    zh: '此单由合作方记账预订，改期和付款由合作方办理。如不合适，可以取消，再请合作方重新预订。',
    en: 'A partner has booked this order on its account, so it is neither moved nor paid here; if it does not suit you, cancel it and have the partner book anew.',
  },
  NothingToPay: { zh: '这笔订单目前没有待付金额。', en: 'There is nothing to pay on this order now.' },
  NotYetAvailable: {
    zh: '该功能尚未开放，请联系平台人工处理。',
    en: 'This is not available yet; ask the platform to handle it by hand.',
  },
  NotYourAssignment: {
    zh: '这位陪诊员不在此单上，请刷新。',
    en: 'That escort is not on this order; reload.',
  },
  NotYourShift: {
    zh: '现在不是您的班次，请由当班人员操作。',
    en: 'It is not your shift now; the escort on duty must do this.',
  },
  OfferClosed: {
    zh: '这次派单已经结束，请查看其他派单。',
    en: 'This offer has ended already; look at your other offers.',
  },
  OfferNotLive: {
    zh: '派单已失效或不属于您，请刷新列表。',
    en: 'The offer has expired or is not yours; reload the list.',
  },
  OtherShiftCount: {
    zh: '改期后的班次数须与原来相同，否则请取消后重新预约。',
    en: 'The new time must have as many shifts as before; otherwise cancel and book again.',
  },
  OutsideWindow: {
    zh: '不在允许的时间范围内，请在范围内操作或联系调度。',
    en: 'This is outside the allowed time; do it within the window or call the dispatcher.',
  },
  PastCutOff: {
    zh: '已过自助修改的截止时间，请联系客服。',
    en: 'It is too late to change this yourself; call us.',
  },
  PatientNotRealNamed: {
    zh: '就诊人还未实名，请先完成实名认证。',
    en: 'The patient is not real-name verified; verify first.',
  },
  PatientTaken: {
    zh: '就诊人在这段时间已有预约，请换一个时间。',
    en: 'The patient has another visit at that time; choose another time.',
  },
  ProviderUnavailable: {
    zh: '支付渠道暂时没有响应，请稍后重试或换一种支付方式。',
    en: 'The payment provider does not answer; try again later or pay another way.',
  },
  QuoteExpired: { zh: '报价已过期，请重新获取报价。', en: 'The quote has expired; ask for a new one.' },
  QuoteForAnother: {
    zh: '报价与此单的就诊人、医院或服务不符，请重新报价。',
    en: 'The quote is for another patient, hospital or service; ask for a new one.',
  },
  QuoteOutdated: {
    zh: '取消报价已失效，请重新查看退款金额后再取消。',
    en: 'The cancellation quote is out of date; look at the refund again, then cancel.',
  },
  QuoteUsed: {
    zh: '这个报价已经下过单了，请在订单列表查看。',
    en: 'This quote was booked already; see your orders.',
  },
  ReasonRequired: { zh: '请填写原因。', en: 'Give a reason.' },
  RequestRunning: {
    zh: '同一个键的请求正在处理，请在 retryAfterSeconds 秒后用同样的内容重试。',
    en: 'A request with this key is under way; send the same again after retryAfterSeconds seconds.',
  },
  ReviewNotOpen: { zh: '这笔订单现在不能评价。', en: 'This order cannot be reviewed now.' },
  ScopeConsentOutdated: {
    zh: '服务范围说明已更新，请阅读并同意新版本。',
    en: 'The scope of service has changed; read and accept the new version.',
  },
  ServiceNotOffered: {
    zh: '该城市未开通此服务，请选择其他服务。',
    en: 'This service is not offered in that city; choose another.',
  },
  ShiftNotOpen: {
    zh: '这个班次已有人接手或不存在，请刷新。',
    en: 'That shift is taken or does not exist; reload.',
  },
  ShiftsRemain: { zh: '后面还有班次，请先交接。', en: 'Further shifts remain; hand over first.' },
  SomeShiftsCovered: {
    zh: '已有班次有人承接，不能按无人接单结束；请继续派单，或取消订单。',
    en: 'Some shifts have their escort, so this is no order without one; go on offering, or cancel it.',
  },
  StaleVersion: {
    zh: '刚刚被他人修改过，请刷新后重试。',
    en: 'Someone else has just changed this; reload and try again.',
  },
  StepsMissing: {
    zh: '还有必填的服务记录，请补全后再结束。',
    en: 'Required log steps are missing; add them, then end the service.',
  },
  InvalidInput: {
    zh: '提交的内容格式不对，请按 fields 指出的位置改正后重试。',
    en: 'What was sent does not have the right form; mend what fields names and send it again.',
  },
  NotSignedIn: { zh: '请先登录。', en: 'Sign in first.' },
  TemporarilyUnavailable: {
    zh: '系统暂时繁忙，请稍候用同样的内容重试。',
    en: 'The system is busy for a moment; send the same again shortly.',
  },
  TooFarAhead: {
    zh: '预约时间超出可预约范围，请选择更近的日期。',
    en: 'That is too far ahead; choose an earlier date.',
  },
  TooFewContactAttempts: {
    zh: '请先至少两次联系就诊人并记录。',
    en: 'Try to reach the patient at least twice and log it first.',
  },
  TooLong: {
    zh: '服务时间过长，请缩短或分开下单。',
    en: 'The service is too long; shorten it or place several orders.',
  },
  TooManyReschedules: {
    zh: '自助改期次数已用完，请联系客服。',
    en: 'You have used up your reschedules; call us.',
  },
  TooManyUnpaidOrders: {
    zh: '未支付订单过多，请先支付或取消。',
    en: 'You have too many unpaid orders; pay or cancel one first.',
  },
  TooShort: {
    zh: '服务（或最后一班）时间过短，请延长到至少所示的分钟数。',
    en: 'The service, or its last shift, is too short; make it at least as many minutes as stated.',
  },
  TooSoon: { zh: '预约时间太近，请选择更晚的时间。', en: 'That is too soon; choose a later time.' },
  VisitCodeLocked: {
    zh: '验证码错误次数过多，请由家属在线确认或联系调度。',
    en: 'Too many wrong codes; let the family start the service or call the dispatcher.',
  },
  VisitCodeNeeded: { zh: '请向就诊人索取就诊验证码。', en: 'Ask the patient for the visit code.' },
  VisitCodeWrong: { zh: '验证码不正确，请核对后重试。', en: 'The code is wrong; check it and try again.' },
  WaitNotOver: { zh: '等待时间未满，请到时再操作。', en: 'The waiting time is not over; do it then.' },
  WrongPrice: {
    zh: '价目有误：cityCode 的 serviceCode 中，part 一项应在 leastFen 到 mostFen（分）之间（原因见 why），请改正后再发布。',
    en: 'A price is wrong: part of serviceCode in cityCode must lie between leastFen and mostFen, in fen (why says what is wrong); mend that, then publish.',
  },
};

/** A refusal with its sentences, as every transport sends it. */
export const described = (refusal: Refusal): Refusal & Sentence => ({
  ...refusal,
  ...sentences[refusal.type],
});
