import type {
  ClinicDirectoryDto,
  ClinicSessionsDto,
  PlannedSessionDto,
  SchedulePreviewDto,
  TemplatesDto,
} from '@banzhen/contracts';
import type { ListedSessions, ListedTemplates, PreviewedSchedule } from '@banzhen/domain/clinics';
import type {
  ClinicResources,
  HolidayRule,
  PlannedSession,
  StoredException,
  StoredTemplate,
} from '@banzhen/domain/schedules';

export const directoryAnswer = ({ departments, doctors, rooms }: ClinicResources): ClinicDirectoryDto => ({
  departments: departments.map(({ id, name }) => ({ departmentId: id, name })),
  doctors: doctors.map(({ id, departmentId, name, title, introduction }) => ({
    doctorId: id,
    departmentId,
    name,
    title,
    introduction,
  })),
  rooms: rooms.map(({ id, name }) => ({ roomId: id, name })),
});

const plannedAnswer = ({
  departmentId,
  doctorId,
  roomId,
  visitOn,
  during,
  seats,
  capacity,
  release,
}: PlannedSession): PlannedSessionDto => ({
  departmentId,
  doctorId,
  roomId,
  visitOn,
  startsAt: during.startsAt.toISOString(),
  endsAt: during.endsAt.toISOString(),
  seats,
  capacity,
  ...(release.at ? { releaseAt: release.at.toISOString() } : {}),
});

export const sessionsAnswer = ({ zone, sessions }: ListedSessions): ClinicSessionsDto => ({
  zone,
  sessions: sessions.map(({ session, held, booked }) => ({
    ...plannedAnswer(session),
    clinicSessionId: session.id,
    status: session.status,
    version: session.version,
    remaining: session.remaining,
    held,
    booked,
  })),
});

export const previewAnswer = ({
  zone,
  creates,
  unchanged,
  conflicts,
  late,
}: PreviewedSchedule): SchedulePreviewDto => ({
  zone,
  creates: creates.map(plannedAnswer),
  unchanged: unchanged.length,
  conflicts: conflicts.map(({ plan, reason, existing }) => ({
    plan: plannedAnswer(plan),
    reason,
    ...(existing ? { existing } : {}),
  })),
  late: late.map(({ plan, why }) => ({ plan: plannedAnswer(plan), why })),
});

const templateAnswer = ({
  id,
  departmentId,
  doctorId,
  effectiveFrom,
  effectiveUntil,
  week,
  version,
}: StoredTemplate): TemplatesDto['templates'][number] => ({
  templateId: id,
  departmentId,
  doctorId,
  effectiveFrom,
  ...(effectiveUntil ? { effectiveUntil } : {}),
  week,
  version,
});

const exceptionAnswer = ({
  id,
  templateId,
  exception,
}: StoredException): TemplatesDto['exceptions'][number] => ({
  ...exception,
  exceptionId: id,
  templateId,
});

const holidayAnswer = (rule: HolidayRule): TemplatesDto['holidays'][number] => rule;

export const templatesAnswer = ({
  zone,
  templates,
  exceptions,
  holidays,
}: ListedTemplates): TemplatesDto => ({
  zone,
  templates: templates.map(templateAnswer),
  exceptions: exceptions.map(exceptionAnswer),
  holidays: holidays.map(holidayAnswer),
});
