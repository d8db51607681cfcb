import type { HospitalDto } from '@banzhen/contracts';
import { type Cast, PersonMissing } from './cast.js';
import type { VisitClock } from './sandbox.js';
import type { Wish } from './visit.js';
import { visitStarts } from './visit-times.js';

/** Sought for the family where the caller leaves the choice to the demo. */
export type WishChoice = {
  readonly cityCode?: string;
  readonly patientId?: string;
  readonly hospitalId?: string;
  /** Starts to try in this order; the next sensible times unless told. */
  readonly starts?: readonly Date[];
};

const BEIJING = '110000';
const EXTRA_MINUTES = 60;

const withPlace = (hospital: HospitalDto): hospital is HospitalDto & { place: Wish['place'] } =>
  hospital.place !== undefined;

/** A real-named patient of the family, a hospital whose place is known, a visit service and starts to try. */
export const chooseWish = async (
  { family }: Cast,
  clock: VisitClock,
  choice: WishChoice,
  escortsNeeded: number,
): Promise<Wish> => {
  const { cityCode = BEIJING, patientId, hospitalId, starts } = choice;
  const [patients, hospitals, services] = await Promise.all([
    family.api.family.patients.query(),
    family.api.catalogue.hospitals.query({ cityCode, limit: 50 }),
    family.api.catalogue.services.query({ cityCode }),
  ]);
  const patient = patients.find((one) => one.isRealNamed && (!patientId || one.patientId === patientId));
  const hospital = hospitals.filter(withPlace).find((one) => !hospitalId || one.hospitalId === hospitalId);
  const service = services.find(({ kind }) => kind === 'visit');
  if (!patient) throw new PersonMissing('real-named patient 已实名就诊人');
  if (!hospital) throw new PersonMissing('hospital with a place on the map 有坐标的医院');
  if (!service) throw new PersonMissing('visit service 陪诊服务');
  return {
    patientId: patient.patientId,
    hospitalId: hospital.hospitalId,
    serviceCode: service.code,
    minutes: service.unitMinutes + EXTRA_MINUTES,
    place: hospital.place,
    starts: starts ?? visitStarts(await clock.now()),
    escortsNeeded,
  };
};
