import type { ConversationRefusal } from './conversation-refusals.js';
import type { Sentence } from './sentence.js';

/** What families, escorts and the desk are told about conversations. */
export const conversationSentences: Record<ConversationRefusal['type'], Sentence> = {
  ContactNotAllowed: {
    zh: '消息未发送：内容里有电话号码或站外联系方式（found）。请删去后再发，需要联系对方时请使用平台的线路。',
    en: 'The message was not sent: it has a phone number or a handle that leads off the platform (found). Take it out and send it again; to reach the other side use the line of the platform.',
  },
  ConversationClosed: {
    zh: '订单已结束超过 24 小时，沟通已关闭，仅可查看；如需帮助请联系客服。',
    en: 'The order ended more than 24 hours ago, so nothing more can be said here, only read; call us if you need help.',
  },
  ConversationNotOpen: {
    zh: '陪诊员接单后才能在线沟通，请稍候；急事请联系客服。',
    en: 'The conversation opens when an escort has accepted; wait a little, or call us if it is urgent.',
  },
  MessageNotSeen: {
    zh: '您还没有查看这条消息：请先填写原因查看，再作处理。',
    en: 'You have not been shown this message; give a reason and read it first, then close the report.',
  },
  NoOpenReport: {
    zh: '这条消息没有待处理的举报，请刷新列表。',
    en: 'No report of this message waits; reload the list.',
  },
  PartyToReport: {
    zh: '这条消息由您本人发送或举报，请由另一位同事处理。',
    en: 'You said this message yourself, or reported it; a colleague has to close the report.',
  },
  NoSuchMessage: {
    zh: '没有这条消息（最新一条为第 lastSeq 条），请刷新后重试。',
    en: 'There is no such message (the newest is number lastSeq); reload and try again.',
  },
  MessageTextUnfit: {
    zh: '消息须为 1 到 longest 个字，写成一行，不含控制字符（原因见 why），请修改后再发。',
    en: 'A message has 1 to longest characters in one line and no control characters (see why); mend it and send it again.',
  },
};
