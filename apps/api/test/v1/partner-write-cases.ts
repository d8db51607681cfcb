import { describe, expect, it } from 'vitest';
import { dayFrom } from '../days.js';
import { aKey, listOf, type PartnerScene } from './partner-scene.js';

const range = `from=${dayFrom(1)}&until=${dayFrom(14)}`;
const problem = (name: string) => `urn:banzhen:problem:${name}`;

/** What holds for every write: once for its key, on the version that was seen. */
export const partnerWriteCases = (opened: () => PartnerScene): void => {
  describe('a write', () => {
    it('is done once for its key, and its answer is told again to the same partner', async () => {
      const { request, clinicId, get } = opened();
      const found = listOf((await get(`/v1/clinics/${clinicId}/sessions?${range}`)).body.items);
      const session = found.findLast(({ status }) => status === 'RELEASED');
      const version = Number(session?.version);
      const key = aKey();
      const suspend = (body: object, headers: Record<string, string> = {}) =>
        request('POST', `/v1/sessions/${session?.sessionId}/suspend`, {
          body,
          headers: { 'idempotency-key': key, 'if-match': `"${version}"`, ...headers },
        });
      const answers = await Promise.all(Array.from({ length: 20 }, () => suspend({ reason: '停诊' })));
      const told = answers.filter(({ status }) => status === 200);
      expect(told.length).toBeGreaterThan(0);
      expect(new Set(told.map(({ body }) => JSON.stringify(body))).size).toBe(1);
      for (const other of answers.filter(({ status }) => status !== 200))
        expect([other.status, other.body.title, other.headers.get('retry-after')]).toEqual([
          409,
          'RequestRunning',
          '1',
        ]);
      expect((await get(`/v1/sessions/${session?.sessionId}`)).body).toMatchObject({
        status: 'SUSPENDED',
        version: version + 1,
      });
      const other = await suspend({ reason: '医生生病' });
      expect([other.status, other.body.type]).toEqual([422, problem('key-reused')]);
      const quoted = await suspend({ reason: '停诊' }, { 'idempotency-key': `"${key}"` });
      expect(quoted.body).toEqual(told[0]?.body);
      const resume = await request('POST', `/v1/sessions/${session?.sessionId}/resume`, {
        body: { reason: '恢复' },
        headers: { 'idempotency-key': key, 'if-match': `"${version + 1}"` },
      });
      expect(resume.body).toMatchObject({ status: 'RELEASED' });
    });

    it('needs a key, and the version that was seen', async () => {
      const { request, clinicId, get } = opened();
      const [session] = listOf((await get(`/v1/clinics/${clinicId}/sessions?${range}`)).body.items);
      const asked = (headers: Record<string, string>) =>
        request('POST', `/v1/sessions/${session?.sessionId}/suspend`, {
          body: { reason: '停诊' },
          headers,
        });
      const match = { 'if-match': `"${session?.version}"` };
      for (const key of [{}, { 'idempotency-key': 'short' }, { 'idempotency-key': 'with blanks in it' }]) {
        const { status, body } = await asked({ ...match, ...(key as Record<string, string>) });
        expect([status, body.title]).toEqual([400, 'IdempotencyKeyNeeded']);
      }
      for (const seen of [{}, { 'if-match': '' }]) {
        const { status, body } = await asked({
          'idempotency-key': aKey(),
          ...(seen as Record<string, string>),
        });
        expect([status, body.title]).toEqual([428, 'VersionNeeded']);
      }
      for (const tag of ['"99999"', `W/"${session?.version}"`, '"nonsense"', '"88888", "99999"']) {
        const { status, body } = await asked({ 'idempotency-key': aKey(), 'if-match': tag });
        expect([tag, status, body.type]).toEqual([tag, 412, problem('stale-version')]);
        expect(body.facts).toEqual({ currentVersion: session?.version });
      }
      for (const tag of ['nonsense', '"1', `${session?.version}`, `"${session?.version}" "1"`, 'W/1', ',']) {
        const { status, body } = await asked({ 'idempotency-key': aKey(), 'if-match': tag });
        expect([tag, status, body.type]).toEqual([tag, 400, problem('if-match-malformed')]);
      }
    });

    it('is done when one of several tags is the version, and on any with an asterisk', async () => {
      const { request, clinicId, get } = opened();
      const listed = listOf((await get(`/v1/clinics/${clinicId}/sessions?${range}`)).body.items);
      const session = listed.findLast(({ status }) => status === 'RELEASED');
      const done = (command: string, tag: string, key = aKey()) =>
        request('POST', `/v1/sessions/${session?.sessionId}/${command}`, {
          body: { reason: '停诊' },
          headers: { 'idempotency-key': key, 'if-match': tag },
        });
      const [tags, key] = [`"99999", "${session?.version}"`, aKey()];
      const suspended = await done('suspend', tags, key);
      expect([suspended.status, suspended.body.status]).toEqual([200, 'SUSPENDED']);
      expect((await done('suspend', tags, key)).body).toEqual(suspended.body);
      const resumed = await done('resume', '*');
      expect([resumed.status, resumed.body.version]).toEqual([200, Number(suspended.body.version) + 1]);
    });
  });
};
