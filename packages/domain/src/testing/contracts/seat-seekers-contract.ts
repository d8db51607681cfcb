import { beforeEach, describe, expect, it } from 'vitest';
import type { PatientDetails } from '../../patients/index.js';
import type { IdNumber } from '../../shared/id-number.js';
import type { PatientId } from '../../shared/ids.js';
import { anAppointment } from '../builders/an-appointment.js';
import type { OpenClinicStores } from './clinic-fixture.js';
import { aClinic, type Clinic, inClinic, openedClinic } from './clinic-world.js';

const longAgo = new Date('2020-01-01T00:00:00Z');
const identified = (idNumber: string): PatientDetails => ({ idNumber: idNumber as IdNumber });

export const seatSeekersContract = (adapterName: string, open: OpenClinicStores): void => {
  describe(`SeatSeekers contract: ${adapterName}`, () => {
    const opened = openedClinic(open);
    let clinic: Clinic;
    beforeEach(async () => {
      clinic = await aClinic(opened());
    });
    const find = (ids: readonly PatientId[], since = longAgo) =>
      inClinic(opened(), ({ seekers }) => seekers.find(ids, since));
    const aPatientWith = async (idNumber?: string): Promise<PatientId> => {
      const id = await clinic.addPatient();
      if (idNumber) await opened().seeds.saveDetails(id, identified(idNumber));
      return id;
    };

    it('knows a person again in all patients with one ID number, and nobody without one', async () => {
      const [ours, theirs, other, unknown] = [
        await aPatientWith('110101194903070022'),
        await aPatientWith('110101194903070022'),
        await aPatientWith('11010119900307803X'),
        await aPatientWith(),
      ];
      const found = await find([ours, theirs, other, unknown]);
      const person = (id: PatientId) => found.get(id)?.personId;
      expect(person(ours)).toBeDefined();
      expect(person(theirs)).toBe(person(ours));
      expect(person(other)).not.toBe(person(ours));
      expect(found.get(unknown)?.patient.id).toBe(unknown);
      expect(person(unknown)).toBeUndefined();
    });

    it('says who may book for each, and leaves out who is not there', async () => {
      const id = await aPatientWith();
      const strange = clinic.aWish().appointmentId as unknown as PatientId;
      const found = await find([id, strange]);
      expect([...found.keys()]).toEqual([id]);
      expect(found.get(id)?.patient).toMatchObject({
        tenantId: clinic.tenantId,
        grants: [{ accountId: clinic.accountId, scopes: ['view', 'book'], from: longAgo }],
      });
    });

    it('tells the no-shows of the person, whichever family booked', async () => {
      const idNumber = '110101195512110025';
      const ours = await aPatientWith(idNumber);
      const theirs = await aPatientWith(idNumber);
      const personId = (await find([ours])).get(ours)?.personId;
      if (!personId) throw new Error('the patient of the case has an ID number');
      const session = await clinic.addSession('RELEASED', 5);
      const wish = clinic.aWish({ patientId: theirs, personId });
      await clinic.take(session, [wish]);
      const held = await clinic.find(wish);
      if (!held) throw new Error('the seat of the case is held');
      const { id, sitting, seat, patientId, bookedBy, createdAt, version } = held;
      const missed = anAppointment('NO_SHOW', {
        id,
        sitting,
        seat,
        patientId,
        personId,
        bookedBy,
        createdAt,
        version,
      });
      await clinic.put(missed);
      const endedAt = 'endedAt' in missed ? missed.endedAt : longAgo;
      const noShows = async (since: Date) => (await find([ours], since)).get(ours)?.noShowsAt;
      expect(await noShows(endedAt)).toEqual([endedAt]);
      expect(await noShows(new Date(endedAt.getTime() + 1))).toEqual([]);
    });
  });
};
