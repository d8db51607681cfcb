import { z } from 'zod';
import { id } from './primitives.js';

/** For how many whole days. */
export const ownCalendarInput = z.strictObject({ days: z.int() });

export const doctorCalendarInput = z.strictObject({ doctorId: id, days: z.int() });

export const doctorOfCalendarInput = z.strictObject({ doctorId: id });
