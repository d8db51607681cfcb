import { partnerOperations } from '@banzhen/domain/policy';
import { dayFrom } from '../days.js';
import { type OpenApi, openApi } from '../open-api.js';
import { type Json, told } from '../told.js';
import { promises } from './promises.js';

export const listOf = (value: unknown) => value as readonly Json[];
export const HERE = '198.51.100.7';

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
};

type Call = {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly key?: string | undefined;
};

let keysMade = 0;
export const aKey = (): string => {
  keysMade += 1;
  return `key-of-a-test-${String(keysMade).padStart(4, '0')}`;
};

/** The API behind one proxy, with a partner that may do everything at the first demo hospital, and a patient who is known there. */
export const partnerScene = async (settings: Readonly<Record<string, string>> = {}) => {
  const api: OpenApi = await openApi({ TRUSTED_PROXIES: '1', DEMO_ORDERS: 'off', ...settings });
  const admin = async (procedure: string, input: object): Promise<Json> => {
    const answer = await told(api.mutate(`partner.${procedure}`, input, 'admin'));
    if (answer.refusal) throw new Error(`${procedure}: ${JSON.stringify(answer.refusal)}`);
    return answer.value;
  };
  const family = async (procedure: string, input: object): Promise<Json> => {
    const answer = await told(api.mutate(procedure, input, 'family'));
    if (answer.refusal) throw new Error(`${procedure}: ${JSON.stringify(answer.refusal)}`);
    return answer.value;
  };
  const asked = async (procedure: string, input: object) =>
    (await told(api.query(procedure, input, 'family'))).value;
  const hospitals = listOf(await asked('catalogue.hospitals', { cityCode: '110000', text: '' })).map(
    ({ hospitalId }) => String(hospitalId),
  );
  const offersAt = async (hospitalId: string) =>
    listOf(
      (await asked('appointment.availability', { hospitalId, from: dayFrom(1), until: dayFrom(14) }))
        .sessions,
    ).filter(({ offer }) => offer === 'open');
  const busy: string[] = [];
  for (const hospitalId of hospitals) if ((await offersAt(hospitalId)).length > 2) busy.push(hospitalId);
  const [clinicId = '', otherClinicId = ''] = busy;

  const { partnerId } = await admin('register', { name: '晨光门诊', kind: 'clinic' });
  const createKey = async (changed: object = {}): Promise<Json> =>
    admin('createKey', {
      ...{ partnerId, hospitalIds: [clinicId], operations: partnerOperations, networks: [] },
      ...{ dailyQuota: 100_000, days: 30 },
      ...changed,
    });
  const { key } = await createKey();

  const request = async (method: string, path: string, given: Call = {}): Promise<Answer> => {
    const shown = 'key' in given ? given.key : String(key);
    const response = await api.request(path, {
      method,
      headers: {
        'x-forwarded-for': HERE,
        ...(shown === undefined ? {} : { authorization: `Bearer ${shown}` }),
        ...(given.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...given.headers,
      },
      ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
    });
    const text = await response.text();
    const answer = {
      status: response.status,
      headers: response.headers,
      body: text === '' ? {} : JSON.parse(text),
    };
    promises.check(method, path, answer);
    return answer;
  };

  const patients = listOf(await asked('patient.list', {}));
  const patientId = String(patients.find(({ isRealNamed }) => isRealNamed)?.patientId);
  const details = { realName: '王秀兰', idNumber: '110101194903070022' };
  await family('patient.change', { patientId, details });

  return {
    api,
    partnerId: String(partnerId),
    key: String(key),
    clinicId,
    otherClinicId,
    patientId,
    admin,
    family,
    createKey,
    offersAt,
    get: (path: string, given: Call = {}) => request('GET', path, given),
    /** A write with a key of its own, on the version that was seen. */
    post: (path: string, body: unknown, version?: number, given: Call = {}) =>
      request('POST', path, {
        ...given,
        body,
        headers: {
          'idempotency-key': aKey(),
          ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
          ...given.headers,
        },
      }),
    request,
  };
};

export type PartnerScene = Awaited<ReturnType<typeof partnerScene>>;
