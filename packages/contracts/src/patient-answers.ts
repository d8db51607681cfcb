import { z } from 'zod';
import { sanction, session } from './account-answers.js';
import { type Answer, fen, id, instant, list, title, version } from './answer.js';
import { priceLine } from './booking-answers.js';
import { certificationCopy } from './certification-answers.js';
import { membership, pointsBook } from './membership-answers.js';
import { familyOrder } from './order-answers.js';
import { waitlistEntry } from './waitlist-answers.js';

const details = z.object({
  realName: z.string().exactOptional(),
  idNumber: z.string().exactOptional(),
  birthDate: z.string().exactOptional(),
  sex: z.string().exactOptional(),
  phone: z.string().exactOptional(),
  conditions: z.string().exactOptional(),
  department: z.string().exactOptional(),
  ward: z.string().exactOptional(),
  bed: z.string().exactOptional(),
});

export const savedPatient = z.object({ patientId: id, isRealNamed: z.boolean() });
export type SavedPatientDto = Answer<typeof savedPatient>;

export const patientSeen = savedPatient.extend({
  name: z.string(),
  /** Whether the caller says who else may see and book. */
  isKeeper: z.boolean(),
  details,
  /** Which details are shown masked: whoever may not book sees no ID number, staff see nothing of level 4. */
  masked: list(z.string()),
});
export type PatientSeenDto = Answer<typeof patientSeen>;

/** What was asked for and is known, as it is. */
export const revealed = z.object({ details });
export type RevealedDto = Answer<typeof revealed>;

const scope = z.enum(['view', 'book']);

export const invited = z.object({ invitationId: id, expiresAt: instant });

export const proxies = z.object({
  grants: list(
    z.object({
      accountId: id,
      name: z.string(),
      /** Masked. */
      phone: z.string(),
      scopes: list(scope),
      from: instant,
      until: instant.exactOptional(),
      isKeeper: z.boolean(),
      isSelf: z.boolean(),
    }),
  ),
  invitations: list(
    z.object({
      invitationId: id,
      /** Masked. */
      phone: z.string(),
      scope,
      until: instant,
      createdAt: instant,
      expiresAt: instant,
    }),
  ),
});
export type ProxiesDto = Answer<typeof proxies>;

export const invitationToMe = z.object({
  invitationId: id,
  /** Masked. */
  patientName: z.string(),
  invitedBy: z.string(),
  scope,
  until: instant,
  expiresAt: instant,
});
export type InvitationToMeDto = Answer<typeof invitationToMe>;

export const acceptedInvitation = z.object({ patientId: id });

export const consent = z.object({
  kind: z.enum(['terms', 'privacy', 'health-data', 'service-scope']),
  /** The version in force. */
  version,
  title,
  text: title,
  inForceFrom: instant,
  /** Whether the caller has agreed to this very version. */
  isGiven: z.boolean(),
  last: z.object({ act: z.enum(['given', 'withdrawn']), version, at: instant }).exactOptional(),
});
export type ConsentDto = Answer<typeof consent>;

const quoteCopy = z.object({
  quoteId: id,
  createdAt: instant,
  totalFen: fen,
  lines: list(priceLine),
  /** The order that it became. */
  orderId: id.exactOptional(),
});

/** Everything about the person but their orders. */
const personCopy = z.object({
  account: z.object({
    accountId: id,
    name: z.string(),
    phone: z.string().exactOptional(),
    createdAt: instant.exactOptional(),
    lastSignInAt: instant.exactOptional(),
  }),
  sessions: list(session),
  sanctions: list(sanction),
  patients: list(patientSeen.extend({ proxies: proxies.exactOptional() })),
  consents: list(
    z.object({
      kind: z.string(),
      version,
      act: z.enum(['given', 'withdrawn']),
      at: instant,
      network: z.string(),
    }),
  ),
  /** The newest first, at most 200. */
  credentials: list(certificationCopy),
  membership: membership.exactOptional(),
  /** With the newest 1,000 entries. */
  points: pointsBook.exactOptional(),
  /** The newest first, at most 200. */
  quotes: list(quoteCopy),
  /** The newest first, at most 200. */
  waitlist: list(waitlistEntry),
  /** What they have said about orders, the newest first, at most 1,000. */
  messages: list(
    z.object({
      messageId: id,
      orderId: id,
      seq: z.int().positive(),
      side: z.enum(['family', 'escort', 'desk']),
      at: instant,
      text: z.string(),
    }),
  ),
});

/** A copy of everything about the caller, a page of orders at a time; the first page tells of the rest. */
export const personalCopy = z.object({
  madeAt: instant,
  person: personCopy.exactOptional(),
  orders: list(
    familyOrder.extend({
      /** What the family wrote about it. */
      reasons: list(z.object({ at: instant, reason: z.string() })),
    }),
  ),
  nextCursor: id.exactOptional(),
});
export type PersonalCopyDto = Answer<typeof personalCopy>;
