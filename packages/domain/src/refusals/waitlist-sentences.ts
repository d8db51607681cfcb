import type { Sentence } from './sentence.js';
import type { WaitlistRefusal } from './waitlist-refusals.js';

/** Those that orders say in the same words. */
type SaidByOrders = 'IllegalTransition' | 'NotForThisRole' | 'ReasonRequired';

/** What is said when somebody cannot wait for a seat. */
export const waitlistSentences: Record<Exclude<WaitlistRefusal['type'], SaidByOrders>, Sentence> = {
  AlreadyWaiting: {
    zh: '就诊人已在候补同一科室或医生，请勿重复候补；要改日期，请先退出原来的候补。',
    en: 'The patient waits for this department or doctor already; to change the dates, leave that entry first.',
  },
  DatesPast: {
    zh: '候补的日期都已过去，请选择以后的日期。',
    en: 'All of the wanted dates are over; choose dates to come.',
  },
  TooManyEntries: {
    zh: '就诊人同时进行的候补已达上限（limit），请先退出一个再候补。',
    en: 'The patient waits for as many seats as allowed at once (limit); leave one of them first.',
  },
};
