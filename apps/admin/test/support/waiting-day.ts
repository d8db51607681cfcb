import { patientsOf } from './clinic-day.js';
import { dayFrom } from './days.js';
import { inboxOf, peopleOf } from './people.js';

/**
 * A session of the demo of which one seat is on its way back, and two people who wait for a seat of its doctor, the later one a
 * member; a third was offered a seat by hand, and declined.
 */
export async function prepareWaitingDay(origin: string) {
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
  const { sessions } = await dispatcher.schedule.sessions.query({
    ...{ hospitalId, from: dayFrom(3), until: dayFrom(13) },
  });
  const session = sessions.find(({ status, remaining }) => status === 'RELEASED' && remaining > 4);
  if (!session) throw new Error('the demo sells nothing');
  const { clinicSessionId, departmentId, doctorId, visitOn } = session;
  const [holder, declining, first, second] = await patientsOf(families);
  if (!holder || !declining || !first || !second) throw new Error('the demo has four patients');
  const giveUpSeat = async () => {
    const { patientId } = holder;
    const { appointmentId } = await holder.family.appointment.hold.mutate({ clinicSessionId, patientId });
    await holder.family.appointment.cancel.mutate({ appointmentId });
  };
  const join = async ({ family, patientId }: typeof holder) =>
    family.waitlist.join.mutate({
      ...{ hospitalId, departmentId, doctorId, patientId },
      ...{ from: visitOn, until: dayFrom(14) },
    });
  await giveUpSeat();
  const { entryId } = await join(declining);
  await dispatcher.waitlist.offer.mutate({ entryId, clinicSessionId, reason: '术后复查' });
  await declining.family.waitlist.decline.mutate({ entryId });
  const { accountId } = await second.family.auth.me.query();
  await dispatcher.membership.give.mutate({
    ...{ accountId, level: 3, days: 90, cause: 'goodwill', idempotencyKey: 'member-who-waits' },
  });
  const { name } = await holder.family.auth.me.query();
  const holderPhone = (await inboxOf(origin)).people.find((one) => one.name === name)?.phone;
  if (!holderPhone) throw new Error('the inbox knows everybody of the demo');
  const line = [await join(first), await join(second)] as const;
  const address = new URLSearchParams({ hospital: hospitalId });
  return {
    ...{ people, hospitalId, session, first, second, memberId: accountId },
    /** Gave a seat up, and waits for none; with the number of their family's phone. */
    ...{ holder, holderPhone },
    /** Far from everything that the demo plans. */
    holiday: dayFrom(60),
    line: line.map((one) => one.entryId),
    waitlistAddress: `/waitlists?${address}&session=${clinicSessionId}`,
  };
}

export type WaitingDay = Awaited<ReturnType<typeof prepareWaitingDay>>;
