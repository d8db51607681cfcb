import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { told } from '../told.js';
import { type PartnerScene, partnerScene } from './partner-scene.js';

/** What the clinic's own system says on the day of a visit; the clock of the sandbox is moved there. */
export const visitDayCases = (): void => {
  describe('the day of a visit', () => {
    let scene: PartnerScene;
    beforeAll(async () => {
      scene = await partnerScene();
    }, 120_000);
    afterAll(() => scene.api.close());

    const aConfirmedSeat = async () => {
      const { api, family, offersAt, clinicId, patientId, post } = scene;
      for (const { clinicSessionId, startsAt } of await offersAt(clinicId)) {
        const held = await told(api.mutate('appointment.hold', { clinicSessionId, patientId }, 'family'));
        if (held.refusal) continue;
        const at = `/v1/appointments/${held.value.appointmentId}`;
        await family('appointment.submit', { appointmentId: held.value.appointmentId });
        const confirmed = await post(`${at}/confirm`, { clinicRecord: 'HIS-1' }, 2);
        expect(confirmed.body).toMatchObject({ status: 'BOOKED', version: 3 });
        return { at, startsAt: new Date(String(startsAt)) };
      }
      throw new Error('no session is left');
    };
    const moveTo = (instant: Date) =>
      scene.api.request('/sandbox/clock', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ to: instant.toISOString() }),
      });

    it('is told from the patient’s coming to the end, or that nobody came', async () => {
      const { post } = scene;
      const seats = [await aConfirmedSeat(), await aConfirmedSeat()];
      const [first, second] = seats.toSorted(
        (one, other) => one.startsAt.getTime() - other.startsAt.getTime(),
      );
      if (!first || !second) throw new Error('there are two seats');
      expect((await moveTo(first.startsAt)).status).toBe(200);
      const come = await post(`${first.at}/check-in`, {}, 3);
      expect(come.body).toMatchObject({ status: 'CHECKED_IN', version: 4 });
      const seen = await post(`${first.at}/complete`, {}, 4);
      expect(seen.body).toMatchObject({ status: 'FULFILLED', version: 5 });
      const early = await post(`${second.at}/no-show`, {}, 3);
      expect([early.status, early.body.title]).toEqual([409, 'GraceNotOver']);
      await moveTo(new Date(second.startsAt.getTime() + 10 * 3_600_000));
      const missed = await post(`${second.at}/no-show`, {}, 3);
      expect(missed.body).toMatchObject({ status: 'NO_SHOW', version: 4 });
    });
  });
};
