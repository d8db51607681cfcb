import type { Sitting } from '../appointments/index.js';
import type { ClinicSession } from '../schedules/index.js';

/** A session as its appointments copy it. */
export const sittingOf = (session: ClinicSession): Sitting => {
  const { id: sessionId, tenantId, hospitalId, departmentId, doctorId, zone, visitOn, during } = session;
  return { sessionId, tenantId, hospitalId, departmentId, doctorId, zone, visitOn, during };
};
