import type { AuditEntryDto, AuditPageDto, AuditVerdictDto } from '@banzhen/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, type OpenApi, openApi, people } from './open-api.js';

const hoursAhead = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const CANARY = '张秀兰突发高血压，电话 13800138000';

describe('the audit', () => {
  let api: OpenApi;
  let orderId: string;
  beforeAll(async () => {
    api = await openApi();
    const quote = await data<{ quoteId: string }>(
      api.mutate(
        'family.quote',
        {
          patientId: '01900004-0000-7000-8000-000000000001',
          hospitalId: '01900002-0000-7000-8000-000000000001',
          serviceCode: 'escort-half-day',
          startsAt: hoursAhead(200),
          endsAt: hoursAhead(204),
        },
        'family',
      ),
    );
    const booking = { quoteId: quote.quoteId, consentedScopeVersion: 1, idempotencyKey: 'audit-test-1' };
    ({ orderId } = await data<{ orderId: string }>(api.mutate('family.create', booking, 'family')));
  }, 60_000);
  afterAll(() => api.close());

  const data = async <T>(answer: Promise<Response>): Promise<T> => {
    const told = (await (await answer).json()) as { result?: { data: T }; error?: unknown };
    if (!told.result) throw new Error(JSON.stringify(told.error));
    return told.result.data;
  };
  const page = (input: object = {}, caller: Caller = 'auditor') =>
    data<AuditPageDto>(api.query('audit.page', input, caller));
  const aboutOrder = async (): Promise<readonly AuditEntryDto[]> => (await page({ objectId: orderId })).rows;
  const readAs = async (caller: Caller) => {
    const path = caller === 'family' ? 'family.order' : 'dispatch.order';
    expect((await api.query(path, { orderId }, caller)).status).toBe(200);
  };

  it('has an entry of everybody but the family who looked at an order, by whom and which version', async () => {
    await readAs('family');
    expect(await aboutOrder()).toEqual([]);
    await readAs('dispatcher');
    await readAs('finance');
    expect(await aboutOrder()).toMatchObject([
      { operation: 'order.read', as: 'F', accountId: people.finance, outcome: 'done', facts: { version: 1 } },
      {
        operation: 'order.read',
        as: 'D',
        accountId: people.dispatcher,
        outcome: 'done',
        facts: { version: 1 },
      },
    ]);
  });

  it('has what staff did, and nothing that they or anybody else has written', async () => {
    const asked = { orderId, reason: CANARY };
    const { cancellationQuoteId } = await data<{ cancellationQuoteId: string }>(
      api.mutate('dispatch.quoteCancellation', { orderId }, 'dispatcher'),
    );
    const cancelled = await api.mutate('dispatch.cancel', { ...asked, cancellationQuoteId }, 'dispatcher');
    expect(cancelled.status).toBe(200);
    const [newest] = await aboutOrder();
    expect(newest).toMatchObject({ operation: 'order.cancel', as: 'D', facts: { status: 'CANCELLED' } });
    const told = await (await api.query('audit.page', { limit: 100 }, 'auditor')).text();
    for (const part of ['张', '秀兰', '高血压', '13800138000', '王']) expect(told).not.toContain(part);
  });

  it('tells of those who look at it, and what for', async () => {
    await page({ accountId: people.finance, operation: 'order.read' });
    const [newest] = (await page({ operation: 'audit.read', accountId: people.auditor })).rows.slice(1);
    expect(newest).toMatchObject({
      as: 'AUD',
      facts: { accountId: people.finance, operation: 'order.read' },
    });
  });

  it('is paged, newest first, every entry once', async () => {
    for (let time = 0; time < 3; time += 1) await readAs('dispatcher');
    const seen: AuditEntryDto[] = [];
    for (let cursor: string | undefined; ; ) {
      const next = await page({ objectId: orderId, limit: 2, ...(cursor ? { cursor } : {}) });
      seen.push(...next.rows);
      if (next.nextCursor === undefined) break;
      cursor = next.nextCursor;
    }
    expect(seen).toEqual(await aboutOrder());
    expect(new Set(seen.map(({ stream, seq }) => `${stream}/${seq}`)).size).toBe(seen.length);
  });

  it('is in order, and says so to auditors and administrators', async () => {
    for (const caller of ['auditor', 'admin'] as const) {
      const verdict = await data<AuditVerdictDto>(api.query('audit.verify', {}, caller));
      expect(verdict.faults).toEqual([]);
      expect(verdict.rows).toBeGreaterThan(5);
    }
  });

  it.each(['audit.page', 'audit.verify'])('shows %s to nobody else', async (path) => {
    for (const caller of ['dispatcher', 'finance', 'family', 'escort'] as const)
      expect((await api.query(path, {}, caller)).status).toBe(403);
    expect((await api.query(path, {})).status).toBe(401);
  });

  it.each([{ cursor: '2030-99-99T00:00:00.000Z/1/1' }, { cursor: 'x' }, { limit: 101 }, { operation: '张' }])(
    'refuses %j as what to look for',
    async (input) => {
      expect((await api.query('audit.page', input, 'auditor')).status).toBe(400);
    },
  );
});
