import type { ChoiceOver, SeatNeeded, VisitMissesSeat } from '../bundles/index.js';
import type { InBundle } from '../shared/bundle-links.js';
import type { Sentence } from './sentence.js';

type Own = (ChoiceOver | InBundle | SeatNeeded | VisitMissesSeat)['type'];

/** What is said when a seat and an order are held together, and one of them cannot go alone. */
export const bundleSentences: Record<Own, Sentence> = {
  ChoiceOver: {
    zh: '选择的时限已过（见 chooseBy），已按全额退款处理；如仍需就诊，请重新预约。',
    en: 'The time to choose is over (see chooseBy) and everything goes back; book anew if the visit is still wanted.',
  },
  InBundle: {
    zh: '号源与陪诊订单是一起预约的，不能单独变更；请在就诊组合（bundleId）中取消，或在停诊、改期后选择改期或退款。',
    en: 'Seat and escort were booked together; cancel the bundle (bundleId), or choose there when the clinic has changed the seat.',
  },
  SeatNeeded: {
    zh: '医院没有给出新的时间，请选择同一医院的其他场次，或选择全额退款。',
    en: 'The clinic offers no other time; choose another session of the same hospital, or take the money back.',
  },
  VisitMissesSeat: {
    zh: '陪诊时间没有覆盖就诊时间（seatAt）或不在同一医院，请按就诊时间重新报价后再预约。',
    en: 'The escort would not be there when the patient is called (seatAt), or in another hospital; ask for a quote that covers it.',
  },
};
