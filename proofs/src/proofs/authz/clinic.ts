import type { Occupied, StaleTemplate } from '@banzhen/domain/schedules';
import {
  type ClinicSessionId,
  type DepartmentId,
  type DoctorId,
  type HospitalId,
  idFrom,
  type RoomId,
  type TemplateId,
  type TenantId,
} from '@banzhen/domain/shared/ids';
import { aClinicSession, aTemplate } from '@banzhen/domain/testing';
import { type OpenDatabase, postgresClinicUnitOfWork, uuidv7 } from '@banzhen/postgres';
import { sealer } from '../../keys.js';

/** What belongs to one clinic, for operations to be aimed at. */
export interface ClinicIds {
  readonly departmentId: DepartmentId;
  readonly doctorId: DoctorId;
  readonly roomId: RoomId;
  readonly templateId: TemplateId;
  readonly clinicSessionId: ClinicSessionId;
}

/** Ids of nothing. */
export const noClinic = (): ClinicIds => ({
  departmentId: idFrom<DepartmentId>(uuidv7()),
  doctorId: idFrom<DoctorId>(uuidv7()),
  roomId: idFrom<RoomId>(uuidv7()),
  templateId: idFrom<TemplateId>(uuidv7()),
  clinicSessionId: idFrom<ClinicSessionId>(uuidv7()),
});

/** What a tenant runs in a hospital: a department with a doctor, a room, a week and a session on sale. */
export const addClinic = async (
  { db, news }: OpenDatabase,
  tenantId: TenantId,
  hospitalId: HospitalId,
): Promise<ClinicIds> => {
  const ids = noClinic();
  const { departmentId, doctorId, roomId } = ids;
  const who = { tenantId, hospitalId, departmentId, doctorId };
  const about = { name: '李医生', title: '主任医师', introduction: '' };
  const template = aTemplate({ ...who, id: ids.templateId });
  const week = template.week.map((plan) => ({ ...plan, roomId }));
  const session = aClinicSession('RELEASED', { ...who, roomId, id: ids.clinicSessionId });
  const added = await postgresClinicUnitOfWork(db, { news, sealer }).run<void, StaleTemplate | Occupied>(
    async ({ directory, templates, sessions }) => {
      await directory.save({
        departments: [{ id: departmentId, tenantId, hospitalId, name: '内科' }],
        doctors: [{ id: doctorId, tenantId, departmentId, ...about }],
        rooms: [{ id: roomId, tenantId, hospitalId, name: '一诊室' }],
      });
      const saved = await templates.save({ ...template, week });
      return saved.ok ? sessions.insert([session]) : saved;
    },
  );
  if (!added.ok) throw new Error(`the clinic of the proof is refused: ${added.error.type}`);
  return ids;
};
