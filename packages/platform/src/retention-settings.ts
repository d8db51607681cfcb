import {
  defaultRetention,
  type Expendable,
  type Retention,
  shortestRetention,
} from '@banzhen/domain/retention';
import { z } from 'zod';

const LONGEST_DAYS = 3_650;

const days = (kind: Expendable, meaning: string) =>
  z.coerce
    .number()
    .int()
    .min(shortestRetention[kind])
    .max(LONGEST_DAYS)
    .default(defaultRetention[kind])
    .describe(`${meaning} (≥ ${shortestRetention[kind]})`);

/** For how many days rows are kept after their use has ended. */
export const retentionSettings = {
  KEEP_OUTBOX_DAYS: days(
    'outbox',
    '已确认的发件箱消息保留天数 · days to keep acknowledged messages of the outbox',
  ),
  KEEP_INBOX_DAYS: days(
    'inbox',
    '收件箱记录保留天数，消息可能重投时始终保留 · days to keep marks of the inbox; always while the message may come again',
  ),
  KEEP_IDEMPOTENCY_DAYS: days(
    'idempotency',
    '幂等键保留天数 · days to keep idempotency keys, within which a repeated request has one effect',
  ),
  KEEP_TIMERS_DAYS: days('timer', '已完成的定时保留天数 · days to keep finished timers'),
  KEEP_BLOCKS_DAYS: days(
    'escort-block',
    '已释放的占用记录在其时间过后保留天数 · days to keep freed blocks after their time is over',
  ),
  KEEP_QUOTES_DAYS: days(
    'quote',
    '未下单的报价和取消报价过期后保留天数 · days to keep expired quotes that nobody booked, and cancellation quotes',
  ),
  KEEP_SIGN_INS_DAYS: days(
    'sign-in-quota',
    '验证码、半途的登录和尝试计数失效后保留天数 · days to keep codes, half-done sign-ins and counts of tries that are over',
  ),
  KEEP_INVITATIONS_DAYS: days(
    'invitation',
    '代办邀请过期后保留天数 · days to keep invitations of proxies that have expired',
  ),
  KEEP_PARTNER_USE_DAYS: days(
    'partner-key-use',
    '合作方密钥每日用量保留天数 · days to keep how often keys of partners were used',
  ),
  KEEP_WEBHOOKS_DAYS: days(
    'webhook-delivery',
    '已送达或已放弃的 webhook 投递保留天数，期间可重放 · days to keep deliveries of webhooks that were made or given up, and may be replayed',
  ),
  KEEP_MESSAGES_DAYS: days(
    'conversation-message',
    '订单结束且无争议、无待处理举报后，沟通消息保留天数 · days to keep what was said about an order, once it is over, not disputed, and no report waits',
  ),
  KEEP_SESSIONS_DAYS: days('session', '会话到期后保留天数 · days to keep sessions after their latest end'),
};

/** The retention that the settings mean. */
export const retentionOf = (set: Readonly<Record<keyof typeof retentionSettings, number>>): Retention => ({
  outbox: set.KEEP_OUTBOX_DAYS,
  inbox: set.KEEP_INBOX_DAYS,
  idempotency: set.KEEP_IDEMPOTENCY_DAYS,
  timer: set.KEEP_TIMERS_DAYS,
  'escort-block': set.KEEP_BLOCKS_DAYS,
  'patient-block': set.KEEP_BLOCKS_DAYS,
  quote: set.KEEP_QUOTES_DAYS,
  'cancellation-quote': set.KEEP_QUOTES_DAYS,
  challenge: set.KEEP_SIGN_INS_DAYS,
  ticket: set.KEEP_SIGN_INS_DAYS,
  'sign-in-quota': set.KEEP_SIGN_INS_DAYS,
  session: set.KEEP_SESSIONS_DAYS,
  invitation: set.KEEP_INVITATIONS_DAYS,
  'partner-key-use': set.KEEP_PARTNER_USE_DAYS,
  'webhook-delivery': set.KEEP_WEBHOOKS_DAYS,
  'conversation-message': set.KEEP_MESSAGES_DAYS,
});
