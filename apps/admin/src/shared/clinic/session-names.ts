import type { ClinicDirectoryDto, ClinicSessionDto } from '@banzhen/contracts';

/** Names of what a session is made of, by id. */
export const namesOf = ({ departments, doctors, rooms }: ClinicDirectoryDto) => {
  const names = new Map<string, string>([
    ...departments.map(({ departmentId, name }) => [departmentId, name] as const),
    ...doctors.map(({ doctorId, name }) => [doctorId, name] as const),
    ...rooms.map(({ roomId, name }) => [roomId, name] as const),
  ]);
  return (id: string): string => names.get(id) ?? id.slice(0, 8);
};
export type Names = ReturnType<typeof namesOf>;

/** Where seats are. */
export type SeatCounts = Pick<ClinicSessionDto, 'capacity' | 'remaining' | 'held' | 'booked'>;

/** Seats that are neither on sale, nor held, nor booked: on their way back on sale. */
export const returningOf = ({ capacity, remaining, held, booked }: SeatCounts): number =>
  capacity - remaining - held - booked;

/** When the patient of a numbered seat is called; undefined where seats have no times. */
export const seatTimeOf = (
  { seats, startsAt }: Pick<ClinicSessionDto, 'seats' | 'startsAt'>,
  seatNo: number | undefined,
): string | undefined => {
  if (seats.by === 'session' || seatNo === undefined) return undefined;
  const minutes = Math.floor((seatNo - 1) / seats.seatsEach) * seats.everyMinutes;
  return new Date(Date.parse(startsAt) + minutes * 60_000).toISOString();
};
