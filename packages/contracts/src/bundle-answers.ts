import { z } from 'zod';
import { type Answer, fen, id, instant, list, version } from './answer.js';
import { appointmentSeen } from './appointment-answers.js';
import { orderStatus } from './booking-answers.js';

/** What a command about a visit bundle answers. */
export const bundleAnswer = z.object({
  bundleId: id,
  orderId: id,
  appointmentId: id,
  status: z.enum(['HELD', 'ASKED', 'BOUND', 'CHOOSING', 'RELEASED', 'DONE']),
  version,
  /** Until when the family chooses between a free move and its money. */
  chooseBy: instant.exactOptional(),
});
export type BundleAnswerDto = Answer<typeof bundleAnswer>;

/** A visit bundle as its family and the staff see it. */
export const bundleSeen = bundleAnswer.extend({
  /** Where both halves are. */
  hospitalId: id,
  createdAt: instant,
  endedAt: instant.exactOptional(),
  order: z.object({
    orderNo: z.string(),
    status: orderStatus,
    startsAt: instant,
    endsAt: instant,
    totalFen: fen,
    /** Until when it is to be paid. */
    payBy: instant.exactOptional(),
  }),
  /** The seat that it goes on with; while the family chooses, the one that the clinic has changed. */
  appointment: appointmentSeen,
  /** While the family chooses: whether the clinic offers another time by itself, or a session is to be named. */
  isSeatOffered: z.boolean(),
});
export type BundleSeenDto = Answer<typeof bundleSeen>;

export const bundleDetail = bundleSeen.extend({ serverNow: instant });
export type BundleDetailDto = Answer<typeof bundleDetail>;

export const bundlePage = z.object({ bundles: list(bundleSeen), nextCursor: id.exactOptional() });
export type BundlePageDto = Answer<typeof bundlePage>;
