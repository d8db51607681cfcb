import type { ClinicSession } from '@banzhen/domain/schedules';
import { dateAfter } from '@banzhen/domain/shared/calendar';
import {
  type ClinicSessionId,
  type DepartmentId,
  type DoctorId,
  type HospitalId,
  idFrom,
} from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import type { z } from '@hono/zod-openapi';
import { cursorsOf } from './cursor.js';
import * as schemas from './schemas.js';
import type { Read, Write } from './serve.js';

const clinicOf = ({ clinicId }: { readonly clinicId: string }): HospitalId => idFrom<HospitalId>(clinicId);

const sessionAnswer = (session: ClinicSession): z.input<typeof schemas.session> | undefined => {
  const { id, hospitalId, departmentId, doctorId, status, visitOn, during, capacity, remaining, version } =
    session;
  if (status === 'DRAFT') return undefined;
  return {
    sessionId: id,
    clinicId: hospitalId,
    departmentId,
    doctorId,
    status,
    visitOn,
    startsAt: during.startsAt.toISOString(),
    endsAt: during.endsAt.toISOString(),
    capacity,
    remaining,
    version,
  };
};

const draftAnswer = (session: ClinicSession): z.input<typeof schemas.draft> | undefined => {
  const { id, hospitalId, departmentId, doctorId, status, visitOn, during, capacity, release, version } =
    session;
  if (status !== 'DRAFT') return undefined;
  return {
    sessionId: id,
    clinicId: hospitalId,
    departmentId,
    doctorId,
    visitOn,
    startsAt: during.startsAt.toISOString(),
    endsAt: during.endsAt.toISOString(),
    capacity,
    ...(release.at ? { releaseAt: release.at.toISOString() } : {}),
    version,
  };
};

/** Whether something comes after a place in a list by start and id. */
const isAfter =
  ([startsAt = '', id = '']: readonly string[] = []) =>
  (one: { readonly startsAt: string; readonly sessionId: string }): boolean =>
    one.startsAt > startsAt || (one.startsAt === startsAt && one.sessionId > id);

type None = typeof schemas.noParams;
type NoQuery = typeof schemas.noQuery;

const clinicsAnswer = schemas.all(schemas.clinic);
export const listClinics: Read<None, NoQuery, typeof clinicsAnswer> = {
  operation: 'directory.read',
  path: '/clinics',
  summary: 'The hospitals that this key is for',
  answer: clinicsAnswer,
  async read({ partnerReads }, actor) {
    const found = await partnerReads.clinics(actor);
    if (!found.ok) return found;
    return ok({ items: found.value.map(({ id, ...rest }) => ({ clinicId: id, ...rest })) });
  },
};

const departmentsAnswer = schemas.all(schemas.department);
export const listDepartments: Read<typeof schemas.clinicParams, NoQuery, typeof departmentsAnswer> = {
  operation: 'directory.read',
  path: '/clinics/{clinicId}/departments',
  summary: 'Departments of a hospital',
  params: schemas.clinicParams,
  answer: departmentsAnswer,
  async read({ schedules }, actor, { params }) {
    const found = await schedules.listDirectory(actor, { hospitalId: clinicOf(params) });
    if (!found.ok) return found;
    return ok({ items: found.value.departments.map(({ id, name }) => ({ departmentId: id, name })) });
  },
};

const doctorsAnswer = schemas.all(schemas.doctor);
export const listDoctors: Read<typeof schemas.clinicParams, NoQuery, typeof doctorsAnswer> = {
  operation: 'directory.read',
  path: '/clinics/{clinicId}/doctors',
  summary: 'Doctors of a hospital',
  params: schemas.clinicParams,
  answer: doctorsAnswer,
  async read({ schedules }, actor, { params }) {
    const found = await schedules.listDirectory(actor, { hospitalId: clinicOf(params) });
    if (!found.ok) return found;
    return ok({ items: found.value.doctors.map(({ id, ...rest }) => ({ doctorId: id, ...rest })) });
  },
};

const sessionsAnswer = schemas.page(schemas.session);
export const listSessions: Read<
  typeof schemas.clinicParams,
  typeof schemas.pageQuery,
  typeof sessionsAnswer
> = {
  operation: 'schedule.read',
  path: '/clinics/{clinicId}/sessions',
  summary: 'Clinic sessions by start, drafts left out; at most 92 days at a time',
  params: schemas.clinicParams,
  query: schemas.pageQuery,
  answer: sessionsAnswer,
  async read({ schedules }, actor, { params, query: { from, until, cursor, limit } }) {
    const cursors = cursorsOf('sessions', params.clinicId, from, until);
    const after = cursors.read(cursor, 2);
    if (!after.ok) return after;
    const range = { hospitalId: clinicOf(params), from, until: dateAfter(until, 1) };
    const listed = await schedules.listSessions(actor, range);
    if (!listed.ok) return listed;
    const told = listed.value.sessions.flatMap(({ session }) => sessionAnswer(session) ?? []);
    return ok(
      cursors.page(told.filter(isAfter(after.value)), limit, (last) => [last.startsAt, last.sessionId]),
    );
  },
};

const draftsAnswer = schemas.page(schemas.draft);
export const listDrafts: Read<typeof schemas.clinicParams, typeof schemas.pageQuery, typeof draftsAnswer> = {
  operation: 'schedule.read',
  path: '/clinics/{clinicId}/drafts',
  summary: 'Clinic sessions that are planned and not published, by start; at most 92 days at a time',
  params: schemas.clinicParams,
  query: schemas.pageQuery,
  answer: draftsAnswer,
  async read({ schedules }, actor, { params, query: { from, until, cursor, limit } }) {
    const cursors = cursorsOf('drafts', params.clinicId, from, until);
    const after = cursors.read(cursor, 2);
    if (!after.ok) return after;
    const range = { hospitalId: clinicOf(params), from, until: dateAfter(until, 1) };
    const listed = await schedules.listSessions(actor, range);
    if (!listed.ok) return listed;
    const drafts = listed.value.sessions.flatMap(({ session }) => draftAnswer(session) ?? []);
    return ok(
      cursors.page(drafts.filter(isAfter(after.value)), limit, (last) => [last.startsAt, last.sessionId]),
    );
  },
};

export const readSession: Read<typeof schemas.sessionParams, NoQuery, typeof schemas.session> = {
  operation: 'schedule.read',
  path: '/sessions/{sessionId}',
  summary: 'One clinic session',
  params: schemas.sessionParams,
  answer: schemas.session,
  async read({ partnerReads }, actor, { params }) {
    const found = await partnerReads.session(actor, idFrom<ClinicSessionId>(params.sessionId));
    if (!found.ok) return found;
    const answer = sessionAnswer(found.value);
    if (!answer) throw new Error('a partner reads no drafts');
    return ok(answer);
  },
};

const offersAnswer = schemas.all(schemas.offer);
export const listOffers: Read<typeof schemas.clinicParams, typeof schemas.offersQuery, typeof offersAnswer> =
  {
    operation: 'availability.read',
    path: '/clinics/{clinicId}/availability',
    summary: 'What is on sale at this moment, as families see it',
    params: schemas.clinicParams,
    query: schemas.offersQuery,
    answer: offersAnswer,
    async read({ partnerReads }, actor, { params, query: { from, until, departmentId, doctorId } }) {
      const found = await partnerReads.availability(actor, {
        hospitalId: clinicOf(params),
        departmentId: departmentId === undefined ? undefined : idFrom<DepartmentId>(departmentId),
        doctorId: doctorId === undefined ? undefined : idFrom<DoctorId>(doctorId),
        from,
        until,
      });
      if (!found.ok) return found;
      return ok({
        items: found.value.sessions.map(({ clinicSessionId, ...rest }) => ({
          ...rest,
          sessionId: clinicSessionId,
        })),
      });
    },
  };

type ChangeSession<Body extends z.ZodObject> = Write<
  typeof schemas.sessionParams,
  Body,
  typeof schemas.changedSession
>;

const changeSession = <Body extends z.ZodObject>(
  command: 'publish' | 'suspend' | 'resume',
  body: Body,
  summary: string,
): ChangeSession<Body> => ({
  operation: `clinic-session.${command}`,
  path: `/sessions/{sessionId}/${command}`,
  summary,
  params: schemas.sessionParams,
  body,
  answer: schemas.changedSession,
  async write({ schedules }, actor, { params, body: given, ...asked }) {
    const { reason } = given as z.output<typeof schemas.mayBeReasoned>;
    const request = {
      ...asked,
      clinicSessionId: idFrom<ClinicSessionId>(params.sessionId),
      ...(reason === undefined ? {} : { reason }),
    };
    const run = {
      publish: schedules.publishSession,
      suspend: schedules.suspendSession,
      resume: schedules.resumeSession,
    }[command];
    const changed = await run(actor, request);
    if (!changed.ok) return changed;
    const { clinicSessionId, status, version } = changed.value;
    if (status === 'DRAFT') throw new Error('a session does not become a draft');
    return ok({ sessionId: clinicSessionId, status, version });
  },
});

export const publishSession = changeSession(
  'publish',
  schemas.nothing,
  'A draft becomes visible; its seats go on sale when it says (6.8)',
);
export const suspendSession = changeSession(
  'suspend',
  schemas.reasoned,
  'Nothing more of this session is sold',
);
export const resumeSession = changeSession('resume', schemas.reasoned, 'The session takes place after all');
