import { z } from 'zod';
import { type Answer, count, id, instant, list, version } from './answer.js';

const status = z.enum(['WAITING', 'OFFERED', 'PAUSED', 'ACCEPTED', 'DECLINED', 'CANCELLED', 'LAPSED']);

/** What a command about an entry of the waitlist answers. */
export const waitlistAnswer = z.object({
  entryId: id,
  status,
  version,
  /** The held seat that is or was offered. */
  appointmentId: id.exactOptional(),
  offeredUntil: instant.exactOptional(),
});
export type WaitlistAnswerDto = Answer<typeof waitlistAnswer>;

/** How far in front an entry waits. */
const band = z.enum(['1-5', '6-20', 'more']);

/** An entry as its family sees it. */
export const waitlistEntry = waitlistAnswer.extend({
  patientId: id,
  patientName: z.string(),
  hospitalId: id,
  hospitalName: z.string(),
  departmentId: id,
  departmentName: z.string(),
  /** Where one doctor is waited for. */
  doctorId: id.exactOptional(),
  doctorName: z.string().exactOptional(),
  /** The wanted dates `[from, until)` on the clinic's calendar. */
  from: z.string(),
  until: z.string(),
  zone: z.string(),
  waitingSince: instant,
  /** Offers that ended without an answer. */
  expiries: count,
  /** While it waits. */
  band: band.exactOptional(),
});
export type WaitlistEntryDto = Answer<typeof waitlistEntry>;

export const waitlistPage = z.object({
  entries: list(waitlistEntry),
  nextCursor: id.exactOptional(),
  serverNow: instant,
});
export type WaitlistPageDto = Answer<typeof waitlistPage>;

/** Who waits for a department, as its desk sees it: live entries, the longest waiting first. */
export const waitlistOfDepartment = z.object({
  departmentId: id,
  /** How many wait, were offered a seat, and are paused. */
  waiting: count,
  offered: count,
  paused: count,
  /** All offers that were ever made, and how many of them went to members out of turn. */
  offers: count,
  outOfTurn: count,
  /** At most 200. */
  entries: list(waitlistEntry),
  serverNow: instant,
});
export type WaitlistOfDepartmentDto = Answer<typeof waitlistOfDepartment>;

/** Sessions of a hospital with who wants seats of them, and how many seats are on their way back. */
export const waitlistSessions = z.object({
  sessions: list(
    z.object({ clinicSessionId: id, waiting: count, offered: count, paused: count, freed: count }),
  ),
});
export type WaitlistSessionsDto = Answer<typeof waitlistSessions>;

/** An entry in the line of a session. */
export const entryInLine = waitlistEntry.extend({
  /** From 1 on, of those that wait. */
  place: z.int().positive().exactOptional(),
  /** The membership of who joined weighs in the line. */
  isMember: z.boolean(),
  joinedAs: z.enum(['U', 'D']),
});
export type EntryInLineDto = Answer<typeof entryInLine>;

/** What became of an offer: it stands, was accepted, declined or not answered, or the clinic took it back. */
const offerEnd = z.enum(['open', 'accepted', 'declined', 'missed', 'withdrawn']);
export type OfferEndDto = z.infer<typeof offerEnd>;

/** The line of a session as its desk sees it, the longest waiting first, and what was offered of its seats. */
export const sessionLine = z.object({
  clinicSessionId: id,
  version,
  /** Seats that were given up and are on their way back. */
  freed: count,
  /** Of all offers of the department: how many, and how many of them out of turn. */
  offers: count,
  outOfTurn: count,
  /** Of ten thousand offers, how many may go out of turn. */
  outOfTurnBp: count,
  /** At most 200. */
  entries: list(entryInLine),
  /** The newest first, at most 100. */
  made: list(
    z.object({
      number: z.int().positive(),
      entryId: id,
      patientName: z.string(),
      isOutOfTurn: z.boolean(),
      offeredAt: instant,
      /** By a dispatcher. */
      isByHand: z.boolean(),
      end: offerEnd,
    }),
  ),
  serverNow: instant,
});
export type SessionLineDto = Answer<typeof sessionLine>;

const offerSums = z.object({
  offers: count,
  outOfTurn: count,
  byHand: count,
  ended: z.object({ open: count, accepted: count, declined: count, missed: count, withdrawn: count }),
});
/** Minutes from freed to taken, of the seats of which both are known. */
const pathSums = z.object({
  seats: count,
  taken: count,
  medianMinutes: count.exactOptional(),
  longestMinutes: count.exactOptional(),
});
export type PathSumsDto = Answer<typeof pathSums>;

/** How fair seats were given in a time, by department: sums, and no names. */
export const fairnessReport = z.object({
  zone: z.string(),
  departments: list(
    z.object({
      departmentId: id,
      toMembers: offerSums,
      toOthers: offerSums,
      /** Of all time, which is what the bound is about. */
      allTime: z.object({ offers: count, outOfTurn: count }),
      outOfTurnBp: count,
      isWithinBound: z.boolean(),
      /** Who got the freed seats: who waited, who came after a random wait, who came at once, nobody yet. */
      seats: z.object({ waitlist: pathSums, random: pathSums, sale: pathSums, open: pathSums }),
    }),
  ),
  serverNow: instant,
});
export type FairnessReportDto = Answer<typeof fairnessReport>;
