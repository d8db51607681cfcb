import type { EscortProfile } from '@banzhen/domain/dispatch';
import type { Patient } from '@banzhen/domain/patients';
import type { City, EscortService } from '@banzhen/domain/pricing';
import type { StaffRole } from '@banzhen/domain/shared/actor';
import {
  type AccountId,
  type EscortId,
  type HospitalId,
  idFrom,
  type PatientId,
  type TenantId,
} from '@banzhen/domain/shared/ids';
import { fen } from '@banzhen/domain/shared/money';
import { type PhoneNumber, parsePhoneNumber } from '@banzhen/domain/shared/phone-number';
import type { Place } from '@banzhen/domain/shared/place';

/** An id of the demo city that every start finds again. */
export const demoId = (kind: number, number: number): string =>
  `0190${kind.toString(16).padStart(4, '0')}-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
const place = (longitude: number, latitude: number): Place => ({ longitude, latitude, datum: 'GCJ-02' });

export const demoTenant = idFrom<TenantId>(demoId(1, 1));
/** Of the partners' sandbox: what integrators do there is seen by nobody of the demo. */
export const sandboxTenant = idFrom<TenantId>(demoId(1, 2));
export const demoCity: City & { readonly nameZh: string; readonly nameEn: string } = {
  code: '110000',
  zone: 'Asia/Shanghai',
  isOpen: true,
  nameZh: '北京',
  nameEn: 'Beijing',
};

/** The standard services of the demo city (A17, B14). */
export const demoServices: readonly EscortService[] = [
  {
    code: 'escort-half-day',
    kind: 'visit',
    titleZh: '半日陪诊',
    titleEn: 'Half-day escort',
    unitMinutes: 240,
    unitPriceFen: fen(298_00),
    shiftMinutes: 720,
    skills: [],
  },
  {
    code: 'escort-full-day',
    kind: 'visit',
    titleZh: '全日陪诊',
    titleEn: 'Full-day escort',
    unitMinutes: 480,
    unitPriceFen: fen(528_00),
    shiftMinutes: 720,
    skills: [],
  },
  {
    code: 'care-day',
    kind: 'care',
    titleZh: '日间特护',
    titleEn: 'Day care',
    unitMinutes: 720,
    unitPriceFen: fen(460_00),
    shiftMinutes: 720,
    skills: ['nursing'],
  },
  {
    code: 'care-night',
    kind: 'care',
    titleZh: '夜间护理',
    titleEn: 'Night care',
    unitMinutes: 720,
    unitPriceFen: fen(420_00),
    shiftMinutes: 720,
    skills: ['nursing'],
  },
  {
    code: 'care-24h',
    kind: 'care',
    titleZh: '24小时全陪',
    titleEn: 'Round-the-clock care',
    unitMinutes: 1440,
    unitPriceFen: fen(880_00),
    shiftMinutes: 720,
    skills: ['nursing'],
  },
];

export type DemoHospital = {
  readonly id: HospitalId;
  readonly code: string;
  readonly name: string;
  readonly district: string;
  readonly kind: string;
  readonly grade: string;
  readonly place: Place;
};

const hospital = (
  number: number,
  code: string,
  name: string,
  district: string,
  longitude: number,
  latitude: number,
): DemoHospital => ({
  id: idFrom<HospitalId>(demoId(2, number)),
  code,
  name,
  district,
  kind: '综合医院',
  grade: '三级甲等',
  place: place(longitude, latitude),
});

/** Public hospitals with their codes in the list of designated institutions, so that importing it renews them; positions to about a hundred metres. */
export const demoHospitals: readonly DemoHospital[] = [
  hospital(1, '01110003', '北京协和医院', '东城区', 116.417, 39.913),
  hospital(2, '08110010', '北京大学第三医院', '海淀区', 116.354, 39.982),
  hospital(3, '02110002', '北京大学人民医院', '西城区', 116.354, 39.936),
  hospital(4, '05110002', '首都医科大学附属北京安贞医院', '朝阳区', 116.405, 39.973),
  hospital(5, '03110001', '首都医科大学附属北京天坛医院', '丰台区', 116.29, 39.843),
  hospital(6, '04110001', '首都医科大学宣武医院', '西城区', 116.361, 39.891),
];

export type DemoAccount = {
  readonly id: AccountId;
  readonly name: string;
  readonly phone: PhoneNumber;
  readonly staffRoles: readonly StaffRole[];
};

/** Numbers that begin with 140 are given to machines, thirteen digits long: nobody has one of eleven. */
const phoneOf = (number: number): PhoneNumber => {
  const phone = parsePhoneNumber(`1400000${String(number).padStart(4, '0')}`);
  if (!phone.ok) throw new Error('the numbers of the demo are mobile numbers');
  return phone.value;
};
export const demoAccount = (
  number: number,
  name: string,
  ...staffRoles: readonly StaffRole[]
): DemoAccount => ({
  id: idFrom<AccountId>(demoId(3, number)),
  name,
  phone: phoneOf(number),
  staffRoles,
});

export const demoStaff: readonly DemoAccount[] = [
  demoAccount(1, '林调度', 'dispatcher'),
  demoAccount(2, '周调度', 'dispatcher'),
  demoAccount(3, '钱财务', 'finance'),
  demoAccount(4, '吴管理', 'admin'),
  demoAccount(5, '郑质管', 'quality'),
  demoAccount(6, '冯客服', 'support'),
  demoAccount(7, '褚审计', 'auditor'),
];
export const demoFamilies: readonly DemoAccount[] = [
  demoAccount(11, '陈家属'),
  demoAccount(12, '赵家属'),
  demoAccount(13, '孙家属'),
  demoAccount(14, '秦家属'),
  demoAccount(15, '尤家属'),
];

export type DemoPatient = Patient & { readonly name: string; readonly identity: Identity };
/** Real name and identity number, by which two doctors at once are told from two patients. 110199 is no district: nobody has these numbers. */
type Identity = { readonly realName: string; readonly idNumber: string };

export const demoPatient = (
  number: number,
  name: string,
  identity: Identity,
  family: DemoAccount | undefined,
  home: Place,
  tenantId: TenantId = demoTenant,
): DemoPatient => ({
  id: idFrom<PatientId>(demoId(4, number)),
  tenantId,
  name,
  identity,
  isRealNamed: true,
  home,
  grants: family
    ? [{ accountId: family.id, scopes: ['view', 'book'], from: new Date('2026-01-01T00:00:00Z') }]
    : [],
});

/** Two patients of the first family and of the fourth, one of each other. */
export const demoPatients: readonly DemoPatient[] = [
  demoPatient(
    1,
    '陈奶奶',
    { realName: '周素琴', idNumber: '110199194803120024' },
    demoFamilies[0],
    place(116.46, 39.92),
  ),
  demoPatient(
    2,
    '陈爷爷',
    { realName: '陈守仁', idNumber: '110199194608210016' },
    demoFamilies[0],
    place(116.46, 39.92),
  ),
  demoPatient(
    3,
    '赵叔叔',
    { realName: '赵国平', idNumber: '110199196309150032' },
    demoFamilies[1],
    place(116.33, 39.97),
  ),
  demoPatient(
    4,
    '孙阿姨',
    { realName: '孙月英', idNumber: '110199195506040049' },
    demoFamilies[2],
    place(116.37, 39.86),
  ),
  demoPatient(
    5,
    '秦爷爷',
    { realName: '秦怀远', idNumber: '110199195002170018' },
    demoFamilies[3],
    place(116.42, 39.95),
  ),
  demoPatient(
    6,
    '秦奶奶',
    { realName: '方玉兰', idNumber: '110199195209230022' },
    demoFamilies[3],
    place(116.42, 39.95),
  ),
  demoPatient(
    7,
    '尤阿姨',
    { realName: '尤静', idNumber: '110199195804060048' },
    demoFamilies[4],
    place(116.31, 39.9),
  ),
];

export type DemoEscort = { readonly account: DemoAccount; readonly profile: EscortProfile };

type EscortSketch = readonly [
  name: string,
  gender: 'female' | 'male',
  stars: number,
  reviews: number,
  nursing: boolean,
  east: number,
  north: number,
];

const sketches: readonly EscortSketch[] = [
  ['王陪诊', 'female', 492, 126, true, 116.43, 39.91],
  ['李陪诊', 'male', 478, 88, false, 116.36, 39.97],
  ['张陪诊', 'female', 485, 64, true, 116.34, 39.94],
  ['刘陪诊', 'female', 460, 41, false, 116.41, 39.96],
  ['杨陪诊', 'male', 470, 37, true, 116.3, 39.85],
  ['黄陪诊', 'female', 498, 152, true, 116.37, 39.9],
  ['吴陪诊', 'female', 455, 22, false, 116.45, 39.94],
  ['徐陪诊', 'male', 440, 15, true, 116.33, 39.98],
  ['何陪诊', 'female', 489, 71, true, 116.4, 39.87],
  ['马陪诊', 'male', 466, 33, false, 116.38, 39.93],
  ['罗陪诊', 'female', 0, 0, true, 116.42, 39.98],
  ['郑陪诊', 'female', 474, 58, false, 116.35, 39.89],
];

const escort = (
  [name, gender, hundredths, count, isNurse, longitude, latitude]: EscortSketch,
  index: number,
): DemoEscort => {
  const owner = demoAccount(101 + index, name);
  return {
    account: owner,
    profile: {
      id: idFrom<EscortId>(demoId(5, index + 1)),
      accountId: owner.id,
      tenantId: demoTenant,
      cityCode: demoCity.code,
      gender,
      account: 'ACTIVE',
      certification: 'APPROVED',
      credentials: [{ kind: 'health-certificate', validUntil: new Date('2032-12-31T00:00:00Z') }],
      isAccepting: true,
      skills: isNurse ? ['nursing'] : [],
      services: demoServices.filter(({ skills }) => isNurse || skills.length === 0).map(({ code }) => code),
      hospitals: [],
      roster: [],
      leaves: [],
      doNotMatch: [],
      base: place(longitude, latitude),
      rating: { hundredths, count },
    },
  };
};

export const demoEscorts: readonly DemoEscort[] = sketches.map(escort);
