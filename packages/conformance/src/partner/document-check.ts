import { demand } from '../check.js';
import { told } from './server.js';
import type { PartnerCheck } from './stage.js';

type Document = {
  readonly openapi?: string;
  readonly paths?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

/** The calls without which nobody can read, book and follow. */
const needed = [
  'get /clinics',
  'get /clinics/{clinicId}/sessions',
  'get /clinics/{clinicId}/availability',
  'get /clinics/{clinicId}/appointments',
  'post /appointments',
  'get /appointments/{appointmentId}',
  'post /appointments/{appointmentId}/submit',
  'post /appointments/{appointmentId}/confirm',
  'post /appointments/{appointmentId}/reschedule',
  'post /appointments/{appointmentId}/cancel',
  'post /reconciliations',
  'get /events',
  'post /webhook-endpoints',
];

export const documentCheck: PartnerCheck = {
  name: 'document-served',
  section: '我们的承诺 · What we promise',
  promise: {
    zh: '/v1/openapi.json 是机器可读的文档，列出预约、核对、动态和 Webhook 的每个调用。',
    en: '/v1/openapi.json is the document for machines, with every call for booking, reconciliation, events and webhooks.',
  },
  async look({ server }) {
    const answer = await server.ask<Document>('GET', '/openapi.json', { key: undefined });
    demand(answer.status === 200, told(answer));
    const { openapi = '', paths = {} } = answer.body ?? {};
    demand(openapi.startsWith('3.1'), `openapi is ${openapi || 'missing'}`);
    const missing = needed.filter((call) => {
      const [method = '', path = ''] = call.split(' ');
      return paths[path]?.[method] === undefined;
    });
    demand(missing.length === 0, `not in the document: ${missing.join(', ')}`);
  },
};
