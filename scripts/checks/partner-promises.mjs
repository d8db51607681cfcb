import { breakingChanges } from '../docs/breaking-changes.mjs';
import { partnerDocument } from '../docs/generated.mjs';

const file = 'docs/api/partner-v1.json';

/** @typedef {{ [name: string]: any }} Json */

/** The committed document with something that the code does not keep. @param {(document: Json) => void} change */
const promising = (change) => (/** @type {Json} */ document) => {
  const copy = structuredClone(document);
  change(copy);
  return { [file]: JSON.stringify(copy) };
};

const cancel = '/appointments/{appointmentId}/cancel';

/** Partners automate against `/v1`: what the committed document says stays so. Needs the build. @returns {Promise<import('../lib/sources.mjs').Check>} */
export async function partnerPromises() {
  const now = await partnerDocument();
  const planted = (/** @type {(document: Json) => void} */ change) => promising(change)(now);
  const schemas = (/** @type {Json} */ document) => document.components.schemas;
  return {
    name: 'promises to partners are kept',
    find: ({ files, read }) => {
      if (!files.includes(file)) return [`${file}: is missing; node scripts/generate-docs.mjs writes it`];
      return breakingChanges(JSON.parse(read(file)), now).map((what) => `${file}: ${what}`);
    },
    probes: [
      {
        rule: 'a call that is gone',
        files: planted(({ paths }) => {
          paths['/appointments/{appointmentId}/frobnicate'] = { post: paths[cancel].post };
        }),
        sees: /frobnicate: is gone$/,
      },
      {
        rule: 'a field that is told no more',
        files: planted((document) => {
          schemas(document).ChangedSession.properties.remark = { type: 'string' };
          for (const other of ['publish', 'resume']) delete document.paths[`/sessions/{sessionId}/${other}`];
        }),
        sees: /suspend answer\.remark: is gone$/,
      },
      {
        rule: 'a field that may be missing',
        files: planted((document) => {
          schemas(document).Appointment.required.push('heldUntil');
          delete document.paths['/clinics/{clinicId}/appointments'];
        }),
        sees: /answer\.heldUntil: may be missing now$/,
      },
      {
        rule: 'a field that has to be sent',
        files: planted((document) => {
          schemas(document).ClinicRecord.required = [];
        }),
        sees: /confirm body\.clinicRecord: is needed now$/,
      },
      {
        rule: 'a value that nobody has heard of',
        files: planted((document) => {
          schemas(document).Offer.properties.offer.enum = ['open', 'full'];
        }),
        sees: /answer\.items\[\]\.offer: tells new values$/,
      },
      {
        rule: 'another scope',
        files: planted(({ paths }) => {
          paths[cancel].post['x-operation'] = 'appointment.read';
        }),
        sees: /cancel: needs another scope$/,
      },
      {
        rule: 'a narrower limit',
        files: planted((document) => {
          schemas(document).ClinicRecord.properties.clinicRecord.maxLength = 500;
        }),
        sees: /clinicRecord: maxLength is narrower$/,
      },
      {
        rule: 'a parameter that is gone',
        files: planted(({ paths }) => {
          const { parameters } = paths['/clinics/{clinicId}/availability'].get;
          parameters.push({ in: 'query', name: 'roomId', schema: { type: 'string' } });
        }),
        sees: /query roomId: is gone$/,
      },
    ],
  };
}
