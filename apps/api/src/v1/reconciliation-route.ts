import type { Difference, ListedAppointment } from '@banzhen/domain/appointments';
import {
  type AppointmentId,
  type DoctorId,
  type HospitalId,
  idFrom,
  type PatientId,
} from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import type { z } from '@hono/zod-openapi';
import * as schemas from './schemas.js';
import type { Question } from './serve.js';

type Sent = z.output<typeof schemas.clinicList>['appointments'][number];

const rowIn = ({
  appointmentId,
  clinicRecord,
  patientId,
  doctorId,
  status,
  startsAt,
}: Sent): ListedAppointment => ({
  ...(appointmentId === undefined ? {} : { appointmentId: idFrom<AppointmentId>(appointmentId) }),
  ...(clinicRecord === undefined ? {} : { clinicRecord }),
  ...(patientId === undefined ? {} : { patientId: idFrom<PatientId>(patientId) }),
  ...(doctorId === undefined ? {} : { doctorId: idFrom<DoctorId>(doctorId) }),
  status,
  startsAt: new Date(startsAt),
});

const told = ({ startsAt, ...rest }: ListedAppointment) => ({ ...rest, startsAt: startsAt.toISOString() });

const differenceAnswer = ({ kind, here, there }: Difference) => ({
  kind,
  ...(here ? { here: told(here) } : {}),
  ...(there ? { there: told(there) } : {}),
});

export const reconcile: Question<typeof schemas.clinicList, typeof schemas.reconciliation> = {
  operation: 'appointment.reconcile',
  path: '/reconciliations',
  callName: 'reconciliations.compare',
  summary:
    'Every difference between the appointments that you have on some days, at most 31 days and 2,000 rows, and those that are here; nothing is stored',
  body: schemas.clinicList,
  answer: schemas.reconciliation,
  async ask({ partnerReads }, actor, { clinicId, appointments, ...days }) {
    const found = await partnerReads.reconcile(actor, {
      ...days,
      hospitalId: idFrom<HospitalId>(clinicId),
      appointments: appointments.map(rowIn),
    });
    if (!found.ok) return found;
    const { compared, differences } = found.value;
    return ok({ compared, differences: differences.map(differenceAnswer) });
  },
};
