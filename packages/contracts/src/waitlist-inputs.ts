import { z } from 'zod';
import { id, reason } from './primitives.js';
import { clinicDate } from './schedule-inputs.js';

/** The wanted dates are `[from, until)`; without a doctor, any doctor of the department will do. */
export const joinWaitlistInput = z.strictObject({
  hospitalId: id,
  departmentId: id,
  doctorId: id.optional(),
  patientId: id,
  from: clinicDate,
  until: clinicDate,
});

/** An entry of the waitlist and, if the caller wants to be sure, the version that they saw. */
export const entryRef = z.strictObject({
  entryId: id,
  expectedVersion: z.int().positive().optional(),
});

export const ownWaitlistQuery = z.strictObject({
  limit: z.int().min(1).max(100).default(50),
  /** Of the page before. */
  cursor: id.optional(),
});
export const waitlistQuery = z.strictObject({ departmentId: id });

export const sessionLineQuery = z.strictObject({ clinicSessionId: id });
/** A freed seat of a session for one entry, and why it goes to them. */
export const offerSeatInput = entryRef.extend({ clinicSessionId: id, reason });
