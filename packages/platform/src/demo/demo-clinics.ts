import type { ClinicResources, SessionPlan, StoredTemplate, Weekday } from '@banzhen/domain/schedules';
import {
  type DepartmentId,
  type DoctorId,
  type HospitalId,
  idFrom,
  type RoomId,
  type TemplateId,
  type TenantId,
} from '@banzhen/domain/shared/ids';
import {
  type DemoHospital,
  demoCity,
  demoHospitals,
  demoId,
  demoTenant,
  sandboxTenant,
} from './demo-city.js';

type DoctorSketch = readonly [name: string, title: string, introduction: string];
type ClinicSketch = {
  readonly department: string;
  readonly doctor: DoctorSketch;
};

const heart: readonly DoctorSketch[] = [
  ['沈一鸣', '主任医师', '擅长冠心病与高血压的长期管理。'],
  ['韩若溪', '副主任医师', '擅长心律失常与心力衰竭。'],
  ['唐知秋', '主任医师', '擅长胸痛的诊断与介入治疗。'],
  ['许安宁', '副主任医师', '擅长老年高血压。'],
  ['傅清和', '主任医师', '擅长瓣膜病与心肌病。'],
  ['曹明远', '主治医师', '擅长心血管病的预防与康复。'],
];
const bones: readonly DoctorSketch[] = [
  ['彭立行', '副主任医师', '擅长膝关节与髋关节疾病。'],
  ['董维桢', '主任医师', '擅长脊柱退行性疾病。'],
  ['袁知行', '主治医师', '擅长骨质疏松与老年骨折。'],
  ['于慕白', '副主任医师', '擅长肩肘关节疾病。'],
  ['蒋书衡', '主任医师', '擅长关节置换。'],
  ['蔡亦舒', '副主任医师', '擅长手外科与足踝外科。'],
];

/** Two departments of every hospital, each with one doctor and one room. */
const sketchesOf = (index: number): readonly ClinicSketch[] => {
  const [first, second] = [heart[index % heart.length], bones[index % bones.length]];
  if (!first || !second) throw new Error('the demo has doctors');
  return [
    { department: '心血管内科', doctor: first },
    { department: '骨科', doctor: second },
  ];
};

/** 08:00 to 12:00 with 40 seats, on sale for weeks. */
const morning = (roomId: RoomId): SessionPlan => ({
  fromMinute: 480,
  toMinute: 720,
  roomId,
  seats: { by: 'session', capacity: 40 },
  release: { kind: 'at-publication' },
});

/** 13:30 to 17:00, two patients every quarter of an hour, on sale a week before at 07:00. */
const afternoon = (roomId: RoomId): SessionPlan => ({
  fromMinute: 810,
  toMinute: 1020,
  roomId,
  seats: { by: 'time', everyMinutes: 15, seatsEach: 2 },
  release: { kind: 'days-before', days: 7, minuteOfDay: 420, early: [] },
});

const weeks: readonly {
  readonly plan: (roomId: RoomId) => SessionPlan;
  readonly days: readonly Weekday[];
}[] = [
  { plan: morning, days: [1, 2, 3, 4, 5] },
  { plan: afternoon, days: [2, 4, 6] },
];

export type DemoClinic = ClinicResources & {
  readonly hospitalId: HospitalId;
  readonly templates: readonly StoredTemplate[];
};

/** What a tenant has in a hospital; `first` is where the numbers of its ids begin. */
const clinicOf = (
  { id: hospitalId }: DemoHospital,
  index: number,
  tenantId: TenantId,
  first: number,
): DemoClinic => {
  const rows = sketchesOf(index).map(({ department, doctor: [name, title, introduction] }, place) => {
    const number = first + index * 10 + place + 1;
    const departmentId = idFrom<DepartmentId>(demoId(6, number));
    const doctorId = idFrom<DoctorId>(demoId(7, number));
    const roomId = idFrom<RoomId>(demoId(8, number));
    const { plan, days } = weeks[place % weeks.length] ?? { plan: morning, days: [] };
    const who = { tenantId, hospitalId };
    return {
      department: { id: departmentId, ...who, name: department },
      doctor: { id: doctorId, tenantId, departmentId, name, title, introduction },
      room: { id: roomId, ...who, name: `${department}${place + 1}诊室` },
      template: {
        id: idFrom<TemplateId>(demoId(9, number)),
        ...{ ...who, departmentId, doctorId },
        zone: demoCity.zone,
        effectiveFrom: '2026-01-01',
        week: days.map((weekday) => ({ ...plan(roomId), weekday })),
        version: 1,
      },
    };
  });
  return {
    hospitalId,
    departments: rows.map(({ department }) => department),
    doctors: rows.map(({ doctor }) => doctor),
    rooms: rows.map(({ room }) => room),
    templates: rows.map(({ template }) => template),
  };
};

/** What each of the demo hospitals has, with the same ids at every start. */
export const demoClinics: readonly DemoClinic[] = demoHospitals.map((hospital, index) =>
  clinicOf(hospital, index, demoTenant, 0),
);

const SANDBOX_CLINICS = 2;

/** What the tenant of the partners' sandbox has, in the first two of the same hospitals. */
export const sandboxClinics: readonly DemoClinic[] = demoHospitals
  .slice(0, SANDBOX_CLINICS)
  .map((hospital, index) => clinicOf(hospital, index, sandboxTenant, 100));
