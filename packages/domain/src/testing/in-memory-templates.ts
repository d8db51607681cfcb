import { keepsSeat } from '../appointments/index.js';
import {
  type ExceptionStore,
  exceptionStart,
  type SessionBook,
  type TemplateStore,
} from '../schedules/index.js';
import { done, err } from '../shared/result.js';
import type { Tables } from './in-memory-tables.js';

const inOrder = (left: string, right: string): number => (left === right ? 0 : left < right ? -1 : 1);

export const inMemoryTemplates = ({ clinic: { templates } }: Tables): TemplateStore => ({
  find: async (id) => templates.get(id),
  async save(template) {
    const currentVersion = templates.get(template.id)?.version;
    if (template.version === 1) {
      templates.insert(template.id, template);
      return done;
    }
    if (currentVersion !== template.version - 1)
      return err({ type: 'StaleVersion', ...(currentVersion === undefined ? {} : { currentVersion }) });
    templates.put(template.id, template);
    return done;
  },
  inForce: async ({ tenantId, hospitalId }, { from, until }) =>
    templates
      .where(
        (one) =>
          one.tenantId === tenantId &&
          one.hospitalId === hospitalId &&
          one.effectiveFrom < until &&
          (one.effectiveUntil === undefined || from < one.effectiveUntil),
      )
      .toSorted(
        (left, right) =>
          inOrder(left.doctorId, right.doctorId) ||
          inOrder(left.effectiveFrom, right.effectiveFrom) ||
          inOrder(left.id, right.id),
      ),
});

export const inMemoryExceptions = ({ clinic: { exceptions } }: Tables): ExceptionStore => ({
  find: async (id) => exceptions.get(id),
  async insert(added) {
    const { date } = added.exception;
    const fromMinute = exceptionStart(added.exception);
    const isThere = exceptions
      .where(({ templateId, exception }) => templateId === added.templateId && exception.date === date)
      .some(({ exception }) => exceptionStart(exception) === fromMinute);
    if (isThere)
      return err({ type: 'ExceptionThere', date, ...(fromMinute === undefined ? {} : { fromMinute }) });
    exceptions.insert(added.id, added);
    return done;
  },
  async remove(id) {
    const isThere = exceptions.has(id);
    exceptions.delete(id);
    return isThere;
  },
  ofTemplates: async (ids, { from, until }) =>
    exceptions
      .where(
        ({ templateId, exception: { date } }) => ids.includes(templateId) && from <= date && date < until,
      )
      .toSorted(
        (left, right) => inOrder(left.exception.date, right.exception.date) || inOrder(left.id, right.id),
      ),
});

export const inMemorySessionBook = ({ clinic }: Tables): SessionBook => ({
  ofHospital: async ({ tenantId, hospitalId }, { from, until }) =>
    clinic.sessions
      .where(
        ({ session }) =>
          session.tenantId === tenantId &&
          session.hospitalId === hospitalId &&
          from <= session.visitOn &&
          session.visitOn < until,
      )
      .map(({ session }) => {
        const seated = clinic.appointments.where(
          (one) => one.sitting.sessionId === session.id && keepsSeat(one),
        );
        const held = seated.filter(({ status }) => status === 'HELD').length;
        return { session, held, booked: seated.length - held };
      })
      .toSorted(
        ({ session: left }, { session: right }) =>
          left.during.startsAt.getTime() - right.during.startsAt.getTime() || inOrder(left.id, right.id),
      ),
});
