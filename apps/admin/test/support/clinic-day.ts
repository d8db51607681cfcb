import { dayFrom } from './days.js';
import { type Person, peopleOf, until } from './people.js';

/** So far ahead that no demo session has begun, and within the days that the demo has. */
const FIRST_DAY = 2;
const DAYS = 11;

/** Whole ID numbers of nobody. */
const idNumbers = ['110101194903070022', '110101195003070021', '110101195103070029', '110101195203070026'];

/** Patients of the demo with numbers by which clinics know them, each with somebody who books for them. */
export async function patientsOf(families: readonly Person[]) {
  const found: { readonly family: Person; readonly patientId: string; readonly name: string }[] = [];
  for (const family of families)
    for (const { patientId, name } of await family.patient.list.query()) {
      const idNumber = idNumbers[found.length];
      if (idNumber === undefined) throw new Error('there are more patients than numbers');
      await family.patient.change.mutate({ patientId, details: { realName: name, idNumber } });
      found.push({ family, patientId, name });
    }
  return found;
}

/** A session of the demo on which everybody of the demo has a seat: three booked, and one that is held. */
export async function prepareClinicDay(origin: string) {
  const people = await peopleOf(origin);
  const { dispatcher } = people;
  const families = [
    await people.byName('陈家属'),
    await people.byName('赵家属'),
    await people.byName('孙家属'),
  ];
  const [hospital] = await dispatcher.schedule.hospitals.query();
  if (!hospital) throw new Error('the demo has no hospital');
  const { hospitalId } = hospital;
  const dates = { hospitalId, from: dayFrom(FIRST_DAY), until: dayFrom(FIRST_DAY + DAYS) };
  const { sessions } = await dispatcher.schedule.sessions.query(dates);
  const session = sessions.find(({ status, remaining }) => status === 'RELEASED' && remaining > 4);
  if (!session) throw new Error('the demo sells nothing');
  const { clinicSessionId } = session;
  const appointments: { readonly appointmentId: string; readonly name: string; readonly family: Person }[] =
    [];
  for (const { family, patientId, name } of await patientsOf(families)) {
    const { appointmentId } = await family.appointment.hold.mutate({ clinicSessionId, patientId });
    if (appointments.length < 3) {
      await family.appointment.submit.mutate({ appointmentId });
      await until(`${name} has a seat`, async () => {
        const { status } = await family.appointment.read.query({ appointmentId });
        return status === 'BOOKED';
      });
    }
    appointments.push({ appointmentId, name, family });
  }
  const address = new URLSearchParams({ hospital: hospitalId, day: session.visitOn });
  return {
    people,
    session,
    hospitalName: hospital.name,
    appointments,
    deskAddress: `/appointments?${address}&session=${clinicSessionId}`,
    scheduleAddress: `/schedule?${address}`,
  };
}

export type ClinicDay = Awaited<ReturnType<typeof prepareClinicDay>>;

/** Somebody with a membership, and points that were given and partly taken. */
export async function prepareMember({ people }: ClinicDay) {
  const admin = await people.byName('吴管理');
  const chen = await people.byName('陈家属');
  const { accountId } = await chen.auth.me.query();
  const about = { accountId, cause: 'goodwill' } as const;
  await people.dispatcher.membership.give.mutate({
    ...about,
    level: 2,
    days: 90,
    idempotencyKey: 'membership-of-the-walk',
  });
  const adjust = { ...about, idempotencyKey: 'points-of-the-walk' };
  await admin.points.adjust.mutate({ ...adjust, direction: 'up', points: 120, days: 30 });
  await admin.points.adjust.mutate({
    ...adjust,
    direction: 'up',
    points: 80,
    days: 365,
    idempotencyKey: 'more-points-of-the-walk',
  });
  await admin.points.adjust.mutate({
    ...adjust,
    cause: 'correction',
    direction: 'down',
    points: 150,
    idempotencyKey: 'fewer-points-of-the-walk',
  });
  return { accountId };
}
