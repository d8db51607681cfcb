import type { City, EscortService } from '../../pricing/index.js';
import { type HospitalId, idFrom, type TenantId } from '../../shared/ids.js';
import { fen } from '../../shared/money.js';
import type { Place } from '../../shared/place.js';
import type { HospitalSeed } from '../contracts/fixture.js';

/** The tenant that everything made by a builder belongs to, unless a test says otherwise. */
export const tenantId = idFrom<TenantId>('01900000-0001-7000-8000-000000000001');

const place = (longitude: number, latitude: number): Place => ({ longitude, latitude, datum: 'WGS-84' });

export const aCity = (overrides: Partial<City> = {}): City => ({
  code: 'beijing',
  zone: 'Asia/Shanghai',
  isOpen: true,
  ...overrides,
});

/** Peking Union Medical College Hospital 北京协和医院. */
export const aHospital = (overrides: Partial<HospitalSeed> = {}): HospitalSeed => ({
  id: idFrom<HospitalId>('01900000-0002-7000-8000-000000000001'),
  cityCode: 'beijing',
  name: '北京协和医院',
  place: place(116.416, 39.912),
  ...overrides,
});

/** Beijing Tongren Hospital 北京同仁医院, 1 km to the south of the first. */
export const anotherHospital = (overrides: Partial<HospitalSeed> = {}): HospitalSeed => ({
  id: idFrom<HospitalId>('01900000-0002-7000-8000-000000000002'),
  cityCode: 'beijing',
  name: '北京同仁医院',
  place: place(116.418, 39.903),
  ...overrides,
});

/** Near Chaoyangmen, 2 km from the hospitals. */
export const aHome: Place = place(116.434, 39.924);

/** Half-day escort visit 半日陪诊: 4 hours for 199 yuan. */
export const aService = (overrides: Partial<EscortService> = {}): EscortService => ({
  code: 'half-day-visit',
  kind: 'visit',
  titleZh: '半日陪诊',
  titleEn: 'Half-day escort visit',
  unitMinutes: 240,
  unitPriceFen: fen(199_00),
  shiftMinutes: 720,
  skills: [],
  ...overrides,
});

/** Day and night care 全天陪护: by the 12 hours, in shifts of 12 hours. */
export const aCareService = (overrides: Partial<EscortService> = {}): EscortService =>
  aService({
    code: 'care-12h',
    kind: 'care',
    titleZh: '十二小时陪护',
    titleEn: 'Twelve hours of care',
    unitMinutes: 720,
    unitPriceFen: fen(320_00),
    skills: ['care'],
    ...overrides,
  });
