import type { Clinics } from '@banzhen/domain/clinics';
import type { Log } from '../log.js';
import { type Loop, type News, startLoop } from './loop.js';

const REST_MS = 500;
/** Nobody waits for what is only put in order. */
const SLOW_REST_MS = 30_000;

type Deps = { readonly clinics: Pick<Clinics, 'keep'>; readonly log: Log; readonly news: News | undefined };

/** What time does to appointments: holds end, clinics answer, freed seats go to who waits or back on sale, days end (C35). */
export const startAppointments = ({ clinics, log, news }: Deps): Loop => {
  const { keep } = clinics;
  const loop = (name: string, step: () => Promise<boolean>, restMs: number): Loop =>
    startLoop(`appointments.${name}`, log, async () => ((await step()) ? 'busy' : 'idle'), restMs, news);
  const loops = [
    loop('holds', keep.expireHolds, REST_MS),
    loop('clinics', keep.askClinics, REST_MS),
    loop('waitlist', keep.offerSeats, REST_MS),
    loop('seats', keep.giveBackSeats, REST_MS),
    loop('days', keep.finishDays, SLOW_REST_MS),
    loop('lapses', keep.lapseEntries, SLOW_REST_MS),
  ];
  return {
    async stop() {
      await Promise.all(loops.map((one) => one.stop()));
    },
  };
};
