import type { ClinicGateway } from '../appointments/index.js';

/** A clinic that has no system of its own: what is booked here is booked, under the day and the ticket. */
export const inHouseClinic: ClinicGateway = {
  book: async ({ sitting, seat }) => ({
    kind: 'booked',
    clinicRecord: `${sitting.visitOn}-${String(seat.ticket).padStart(4, '0')}`,
  }),
};
