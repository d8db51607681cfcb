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
  NoFreedSeat: {
    zh: '该出诊目前没有退回的号源可供通知；请等有人退号后再试，或选择其他出诊。',
    en: 'No seat of this session is on its way back; try again when somebody gives one up, or choose another session.',
  },
  NotWhoJoined: {
    zh: '就诊人的身份信息或加入候补者的代办授权已变更，不能按原候补通知；请家属退出后重新加入候补。',
    en: 'The patient or the rights of who joined have changed since; ask the family to leave this entry and to join again.',
  },
  OutOfTurnSpent: {
    zh: '还有人等得更久，而本科室插队的通知（outOfTurn/offers）已达五分之一；请先通知排在前面的人。',
    en: 'Others wait longer, and a fifth of all offers (outOfTurn of offers) went out of turn already; offer the seat to whoever is in front.',
  },
  SeatNotWanted: {
    zh: '这次出诊的科室、医生或日期不在该候补的范围内，请选择候补想要的出诊。',
    en: 'The entry wants another department, doctor or date; choose a session that it waits for.',
  },
  TooManyEntries: {
    zh: '就诊人同时进行的候补已达上限（limit），请先退出一个再候补。',
    en: 'The patient waits for as many seats as allowed at once (limit); leave one of them first.',
  },
};
