import type { Candidate, EscortProfile, Need, Workload } from '@banzhen/domain/dispatch';
import { idFrom, type OrderId } from '@banzhen/domain/shared/ids';
import { type TimeRange, widen } from '@banzhen/domain/shared/time-range';
import {
  aFamily,
  aHospital,
  anEscort,
  aPatient,
  aService,
  fixedOffsetCalendar,
} from '@banzhen/domain/testing';

export const beijing = fixedOffsetCalendar({ offsetMinutes: 480 });

/** A range of Beijing wall times, e.g. `local('01-09 22:00', '01-10 06:00')` in 2030; 9 January is a Wednesday. */
export const local = (from: string, to: string): TimeRange => {
  const at = (text: string) => new Date(`2030-${text.replace(' ', 'T')}:00+08:00`);
  return { startsAt: at(from), endsAt: at(to) };
};

export const aNeed = (during: TimeRange, overrides: Partial<Need> = {}): Need => ({
  orderId: idFrom<OrderId>('01900000-00ee-7000-8000-000000000001'),
  shiftNo: 1,
  cityCode: 'beijing',
  zone: 'Asia/Shanghai',
  hospitalId: aHospital().id,
  ...(aHospital().place ? { hospitalPlace: aHospital().place } : {}),
  serviceCode: aService().code,
  skills: [],
  during,
  occupied: widen(during, 45, 30),
  wishes: {},
  patientId: aPatient().id,
  proxies: [aFamily().accountId],
  excludedEscorts: [],
  ...overrides,
});

export const aCandidate = (
  profile: Partial<EscortProfile> = {},
  workload: Partial<Workload> = {},
): Candidate => ({
  profile: anEscort(profile),
  workload: { blocks: [], duties: [], recentShifts: 0, visitsWithPatient: 0, ...workload },
});
