import type { Sentence } from './sentence.js';
import type { WebhookRefusal } from './webhook-refusals.js';

/** What administrators and partners are told about webhooks. */
export const webhookSentences: Record<WebhookRefusal['type'], Sentence> = {
  DeliveryPending: {
    zh: '该投递仍在等待发送，无需重放，请稍后查看结果。',
    en: 'The delivery still waits for its attempts and needs no replay; look at it again later.',
  },
  EndpointNotSo: {
    zh: '接收端当前状态（state）不能这样操作，请刷新后按其状态处理；已停用的请先启用。',
    en: 'The endpoint is in a state (state) in which this is not done; look again, and enable it first where it is disabled.',
  },
  TooManyEndpoints: {
    zh: '每个合作方最多 limit 个接收端，请先移除不用的再新建。',
    en: 'A partner has at most limit endpoints; remove one that is not used, then create the new one.',
  },
  WebhookScopeUnfit: {
    zh: '接收范围（part）有误：医院须在合作方有效且可读取动态的密钥范围内，事件类型须为已有类型，请按 given 改正。',
    en: 'The scope (part) is wrong: hospitals must be those of a live key that may read events, types must exist; mend given.',
  },
  WebhookUrlUnfit: {
    zh: '地址不可用（见 why）：请填写公网 https 地址，不带用户名、密码和 # 片段。',
    en: 'The address cannot be used (see why): give a public https address without user, password or # fragment.',
  },
};
