import type { TooManyRequests } from '../limits/index.js';
import type { RequestRefusal } from './request-refusals.js';
import type { Sentence } from './sentence.js';

/** What the door says, and what to do next. */
export const requestSentences: Record<(RequestRefusal | TooManyRequests)['type'], Sentence> = {
  BatchTooLarge: {
    zh: '一次请求里的调用过多，请按 limit 分几次发送。',
    en: 'There are too many calls in one request; send at most limit of them at a time.',
  },
  BodyNotTaken: {
    zh: '这种请求不带正文，请去掉正文后重试。',
    en: 'This method takes no body; send it again without one.',
  },
  BodyTooLarge: {
    zh: '提交的内容过大，请缩减到 limitBytes 字节以内。',
    en: 'What was sent is too large; keep it within limitBytes bytes.',
  },
  CrossSiteWrite: {
    zh: '请求来自其他网站，已拒绝；请直接在本平台操作。',
    en: 'This came from another site and was refused; do it on this platform itself.',
  },
  CursorExpired: {
    zh: '游标已超过事件保留的 keptDays 天，期间的事件可能已删除：请先核对全部预约，再从头读取事件。',
    en: 'Events are kept for keptDays days and some after this cursor may be gone: compare all appointments, then begin anew.',
  },
  CursorInvalid: {
    zh: '翻页游标无效，请从第一页重新查询。',
    en: 'The cursor is not one of this list; begin again with the first page.',
  },
  HeadersTooLarge: {
    zh: '请求头过大，请清除本站的 Cookie 后重试。',
    en: 'The request headers are too large; clear the cookies of this site and try again.',
  },
  IdempotencyKeyNeeded: {
    zh: '请在 Idempotency-Key 请求头中给出自生成并保存的键（8 到 100 位字母、数字、-、_）。',
    en: 'Send an Idempotency-Key that you have made and kept: 8 to 100 letters, digits, - or _.',
  },
  IfMatchMalformed: {
    zh: 'If-Match 的写法不对，请原样给出读取时得到的 ETag（含双引号），多个用逗号分隔。',
    en: 'If-Match cannot be read; send the ETag as you have read it, in its double quotes, several with commas.',
  },
  InternalFault: {
    zh: '系统出错了，请稍后重试；若仍不行，请把 requestId 告诉客服。',
    en: 'Something went wrong on our side; try again later, and if it stays so tell us the requestId.',
  },
  KeyInAddress: {
    zh: '密钥不能放在地址里，请改用 Authorization: Bearer；该密钥可能已泄露，请吊销并更换。',
    en: 'A key never goes into the address; use Authorization: Bearer. It may be known to others now: revoke and replace it.',
  },
  MalformedRequest: {
    zh: '请求的写法不对，请核对地址和参数后重试。',
    en: 'The request is malformed; check its address and parameters and send it again.',
  },
  MediaTypeUnfit: {
    zh: '内容类型不对，请把 Content-Type 设为 takes 所示的类型并按其格式填写。',
    en: 'This is not the kind of JSON that is taken here; send what takes says, with that Content-Type.',
  },
  MethodNotSupported: {
    zh: '该地址不支持这种请求方法，请改用文档中的方法。',
    en: 'This address does not take that method; use the one in the documentation.',
  },
  NotAcceptable: {
    zh: '这里只提供 JSON，请在 Accept 中接受 application/fhir+json。',
    en: 'Only JSON is served here; accept application/fhir+json.',
  },
  NotInBatch: {
    zh: '登录和验证类操作不能与其他调用合并，请单独发送。',
    en: 'Sign-in and verification are not taken together with other calls; send it alone.',
  },
  NotJson: {
    zh: '只接受 UTF-8 的 JSON，请设置 Content-Type: application/json。',
    en: 'Only JSON in UTF-8 is taken; set Content-Type: application/json.',
  },
  RequestTimeout: {
    zh: '请求超时，请检查网络后用同样的内容重试。',
    en: 'The request took too long; check the network and send the same again.',
  },
  SandboxOnly: {
    zh: '时钟和故障演练只在沙箱里有，未做任何事；请去掉 Sandbox-Failure 请求头，或改用沙箱的地址和 mk_test_ 密钥。',
    en: 'Clocks to move and failures to order are in sandboxes only, and nothing was done; leave out Sandbox-Failure, or use a sandbox and its mk_test_ key.',
  },
  TooManyRequests: {
    zh: '操作过于频繁，请在 retryAfterSeconds 秒后再试。',
    en: 'That was too often in a short time; try again after retryAfterSeconds seconds.',
  },
  UnsafeJson: {
    zh: 'JSON 有误或超出限制，请按 fault 和 at 指出的位置改正。',
    en: 'The JSON is malformed or beyond the limits; mend it where fault and at say.',
  },
  VersionNeeded: {
    zh: '请在 If-Match 请求头中给出读取时得到的 ETag。',
    en: 'Send the ETag that you have read in If-Match.',
  },
};
