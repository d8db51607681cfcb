import { setTimeout as pause } from 'node:timers/promises';
import type { ClinicSessionId } from '@banzhen/domain/shared/ids';
import type { ApiAnswer } from '../../product/call-api.js';
import type { Family } from '../slots/clinic.js';
import type { Callers, Told } from '../slots/rush.js';

/** What a family was told of one wish. */
export interface Booking extends Told {
  readonly sessionId: ClinicSessionId;
  /** Asked and answered while Redis was away. */
  readonly isWithoutRedis: boolean;
  readonly isSubmitted: boolean;
}

export interface Crowd {
  readonly callers: Callers;
  readonly families: readonly Family[];
  readonly sessions: readonly ClinicSessionId[];
  readonly isRedisAway: () => boolean;
}

const REST_MS = 60;

/**
 * Every family asks for a seat of one session after the other, and again where it was refused, until `finish`, which lets all
 * of them ask once more.
 */
export function bookAll({ callers, families, sessions, isRedisAway }: Crowd): {
  finish(): Promise<readonly Booking[]>;
} {
  const told: Booking[] = [];
  let isFinishing = false;
  const one = async (family: Family, no: number): Promise<void> => {
    let wanted = [...sessions.slice(no % sessions.length), ...sessions.slice(0, no % sessions.length)];
    for (let isLast = false; !isLast && wanted.length > 0; ) {
      isLast = isFinishing;
      const refused: ClinicSessionId[] = [];
      for (const [turn, sessionId] of wanted.entries()) {
        const booking = await book(callers, family, sessionId, no + turn, isRedisAway);
        told.push(booking);
        if (booking.status !== 200) refused.push(sessionId);
        await pause(REST_MS);
      }
      wanted = refused;
    }
  };
  const all = Promise.all(families.map(one));
  return {
    async finish() {
      isFinishing = true;
      await all;
      return told;
    },
  };
}

const silent: ApiAnswer = { status: 0 };

async function book(
  callers: Callers,
  family: Family,
  sessionId: ClinicSessionId,
  turn: number,
  isRedisAway: () => boolean,
): Promise<Booking> {
  const { accountId, patientId } = family;
  const call = callers[turn % callers.length]?.get(accountId);
  if (call === undefined) throw new Error('everybody has signed in before');
  const isAskedWithoutRedis = isRedisAway();
  const key = `${sessionId}-${accountId}`;
  const { status, value, refusal } = await call('appointment.hold', {
    clinicSessionId: sessionId,
    patientId,
    idempotencyKey: key,
  }).catch(() => silent);
  const isWithoutRedis = isAskedWithoutRedis && isRedisAway();
  const { appointmentId } = (value ?? {}) as { readonly appointmentId?: string };
  const submitted =
    appointmentId === undefined
      ? silent
      : await call('appointment.submit', { appointmentId }).catch(() => silent);
  return {
    family,
    patientId,
    sessionId,
    key,
    status,
    isWithoutRedis,
    isSubmitted: submitted.status === 200,
    ...(refusal === undefined ? {} : { refusal }),
    ...(appointmentId === undefined ? {} : { appointmentId }),
  };
}
