import type { ClinicSessionId } from '@banzhen/domain/shared/ids';
import { inParallel } from '../../in-parallel.js';
import type { ApiAnswer, ApiCaller } from '../../product/call-api.js';
import type { Family } from './clinic.js';

/** What became of one wish. */
export interface Told extends Omit<ApiAnswer, 'value'> {
  readonly family: Family;
  readonly patientId: string;
  readonly key?: string;
  readonly appointmentId?: string;
}

/** Who calls which process. */
export type Callers = readonly ReadonlyMap<string, ApiCaller>[];

interface Wish {
  readonly family: Family;
  readonly patientId: string;
  readonly key?: string;
  /** Through which process. */
  readonly turn: number;
}

const IN_FLIGHT = 1_000;

const wish = async (callers: Callers, sessionId: ClinicSessionId, one: Wish): Promise<Told> => {
  const { family, patientId, key, turn } = one;
  const call = callers[turn % callers.length]?.get(family.accountId);
  if (call === undefined) throw new Error('everybody has signed in before');
  const about = { family, patientId, ...(key === undefined ? {} : { key }) };
  const input = {
    clinicSessionId: sessionId,
    patientId,
    ...(key === undefined ? {} : { idempotencyKey: key }),
  };
  try {
    const { status, value, refusal } = await call('appointment.hold', input);
    const { appointmentId } = (value ?? {}) as { readonly appointmentId?: string };
    return {
      ...about,
      status,
      ...(refusal === undefined ? {} : { refusal }),
      ...(appointmentId === undefined ? {} : { appointmentId }),
    };
  } catch {
    return { ...about, status: 0 };
  }
};

/**
 * Five wishes of every family at once: one sent three times, under its key if there are keys, one without a key, and one for a
 * person of two families.
 */
export const rush = (
  callers: Callers,
  sessionId: ClinicSessionId,
  families: readonly Family[],
  hasKeys: boolean,
): Promise<readonly Told[]> => {
  const wishes = families.flatMap((family, no): readonly Wish[] => {
    const { patientId, sharedPatientId } = family;
    const key = hasKeys ? { key: `${sessionId}-${no}` } : {};
    return [
      { family, patientId, ...key, turn: no },
      { family, patientId: sharedPatientId, turn: no },
      { family, patientId, ...key, turn: no + 1 },
      { family, patientId, turn: no + 1 },
      { family, patientId, ...key, turn: no },
    ];
  });
  return inParallel(wishes, IN_FLIGHT, (one) => wish(callers, sessionId, one));
};

/** Those who have a seat give it back, each once. */
export const giveBack = (callers: Callers, told: readonly Told[]): Promise<readonly ApiAnswer[]> =>
  inParallel([...told.entries()], IN_FLIGHT, async ([turn, { family, appointmentId }]) => {
    const call = callers[turn % callers.length]?.get(family.accountId);
    if (call === undefined) throw new Error('everybody has signed in before');
    return call('appointment.cancel', { appointmentId });
  });

/** Everybody again, one wish each, until `isOver`; the seats that came back find new people. */
export async function tryAgain(
  callers: Callers,
  sessionId: ClinicSessionId,
  families: readonly Family[],
  isOver: () => Promise<boolean>,
): Promise<readonly Told[]> {
  const told: Told[] = [];
  while (!(await isOver())) {
    const wishes = families.map((family, turn) => ({ family, patientId: family.patientId, turn }));
    told.push(...(await inParallel(wishes, IN_FLIGHT, (one) => wish(callers, sessionId, one))));
  }
  return told;
}
