import type { ScheduleDeps } from '../deps.js';
import { makeAddDepartment } from './add-department.js';
import { makeAddDoctor } from './add-doctor.js';
import { makeAddException } from './add-exception.js';
import { makeAddRoom } from './add-room.js';
import { makeAddTemplate } from './add-template.js';
import { makeChangeCapacity } from './change-capacity.js';
import { makeChangeDepartment } from './change-department.js';
import { makeChangeDoctor } from './change-doctor.js';
import { makeChangeRoom } from './change-room.js';
import { makeChangeTemplate } from './change-template.js';
import { makeCloseEndedSessions } from './close-ended-sessions.js';
import { makeCloseSession } from './close-session.js';
import { makeDraftSession } from './draft-session.js';
import { makeEndTemplate } from './end-template.js';
import { makeListDirectory } from './list-directory.js';
import { makeListSessions } from './list-sessions.js';
import { makeListTemplates } from './list-templates.js';
import { makePreviewSchedule } from './preview-schedule.js';
import { makePublishSchedule } from './publish-schedule.js';
import { makePublishSession } from './publish-session.js';
import { makeReleaseDueSessions } from './release-due-sessions.js';
import { makeRemoveException } from './remove-exception.js';
import { makeResumeSession } from './resume-session.js';
import { makeSetHoliday } from './set-holiday.js';
import { makeSuspendSession } from './suspend-session.js';

/** Everything that can be done about the schedules of clinics, on the given adapters. */
export const makeSchedules = (deps: ScheduleDeps) => ({
  listDirectory: makeListDirectory(deps),
  addDepartment: makeAddDepartment(deps),
  changeDepartment: makeChangeDepartment(deps),
  addDoctor: makeAddDoctor(deps),
  changeDoctor: makeChangeDoctor(deps),
  addRoom: makeAddRoom(deps),
  changeRoom: makeChangeRoom(deps),
  listTemplates: makeListTemplates(deps),
  addTemplate: makeAddTemplate(deps),
  changeTemplate: makeChangeTemplate(deps),
  endTemplate: makeEndTemplate(deps),
  addException: makeAddException(deps),
  removeException: makeRemoveException(deps),
  setHoliday: makeSetHoliday(deps),
  previewSchedule: makePreviewSchedule(deps),
  publishSchedule: makePublishSchedule(deps),
  listSessions: makeListSessions(deps),
  draftSession: makeDraftSession(deps),
  publishSession: makePublishSession(deps),
  closeSession: makeCloseSession(deps),
  changeCapacity: makeChangeCapacity(deps),
  suspendSession: makeSuspendSession(deps),
  resumeSession: makeResumeSession(deps),
  releaseDueSessions: makeReleaseDueSessions(deps),
  closeEndedSessions: makeCloseEndedSessions(deps),
});

export type Schedules = ReturnType<typeof makeSchedules>;
