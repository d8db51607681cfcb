import { type Network, runVisit, type StepTold, VisitFailed } from '@banzhen/cli/demo';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jsonOf, runCollected } from './support/collected.js';
import { putCityWithOrders } from './support/prepared.js';
import { type StartedApi, startApi } from './support/started-api.js';
import { temporaryFolder } from './support/temporary.js';

let place: Awaited<ReturnType<typeof temporaryFolder>>;
let api: StartedApi;

beforeAll(async () => {
  place = await temporaryFolder();
  await putCityWithOrders(place.folder);
  api = await startApi(place.folder);
});
afterAll(async () => {
  await api.stop();
  await place.remove();
});

const demo = (...words: readonly string[]) => runCollected(['demo', 'visit', '--url', api.url, ...words]);
const behave = (behaviour: object | undefined) =>
  fetch(`${api.url}/sandbox/behaviour`, {
    method: behaviour ? 'POST' : 'DELETE',
    ...(behaviour ? { body: JSON.stringify(behaviour) } : {}),
  });

describe('demo visit over HTTP', () => {
  test('a whole visit, one JSON line a step', async () => {
    const { status, answers, last, progress } = await demo('--json');
    expect(progress).toBe('');
    expect(status).toBe(0);
    const steps = answers.slice(0, -1).map((line) => jsonOf(line).step);
    expect(steps).toEqual([
      'sign-in',
      'quote',
      'create',
      'pay-wechat',
      'cashier',
      'paid',
      'offer',
      'accept',
      'depart',
      'check-in',
      'start',
      'log-number-taken',
      'log-waiting',
      'log-consultation',
      'log-medicine',
      'log-returned',
      'end',
      'confirm',
      'review',
      'money',
      'trial-balance',
    ]);
    expect(last).toBe(`{"state":"FINISHED","trialBalanceFen":0,"steps":${steps.length}}`);
  });

  test.each([
    ['cancel', 'CANCELLED'],
    ['no-show', 'NO_SHOW'],
    ['reassign', 'FINISHED'],
    ['late-payment', 'CANCELLED'],
    ['double-payment', 'FINISHED'],
  ])('--fail %s ends %s', async (fail, state) => {
    const { status, last, progress } = await demo('--json', '--fail', fail);
    expect(progress).toBe('');
    expect(status).toBe(0);
    expect(jsonOf(last)).toEqual({ state, trialBalanceFen: 0, steps: expect.any(Number) });
  });

  test('for people: price lines and the trial balance in words', async () => {
    const { status, answers } = await demo();
    expect(status).toBe(0);
    const text = answers.join('\n');
    expect(text).toMatch(/陪诊服务 1 × ¥298\.00/);
    expect(text).toMatch(/trial balance 0/);
  });
});

const unversioned = (body: unknown): string => String(body).replace(/,?"expectedVersion":\d+/, '');

/** Every first answer to a request is lost after the server has done what was asked. */
const losingAnswers = (
  versions: 'sent' | 'left out' = 'sent',
): { readonly network: Network; readonly lost: () => number } => {
  const seen = new Set<string>();
  let lost = 0;
  return {
    lost: () => lost,
    async network(input, init) {
      if (init?.method !== 'POST') return fetch(input, init);
      const body = versions === 'sent' ? String(init.body) : unversioned(init.body);
      const answer = await fetch(input, { ...init, body });
      const request = `${String(input)} ${String(init.body)}`;
      if (seen.has(request)) return answer;
      seen.add(request);
      lost += 1;
      await answer.arrayBuffer();
      throw new TypeError('the line broke');
    },
  };
};

describe('a visit on a bad line', () => {
  test('every command sent twice has one effect', async () => {
    const { network, lost } = losingAnswers();
    const facts = new Map<string, StepTold['facts']>();
    const outcome = await runVisit({
      url: api.url,
      network,
      reconnectWithinMs: 5_000,
      onStep: ({ step, facts: found }) => facts.set(step.name, found),
    });
    expect(outcome).toMatchObject({ state: 'FINISHED', trialBalanceFen: 0 });
    expect(lost()).toBeGreaterThan(15);
    expect(facts.get('log-returned')).toMatchObject({ entries: 5 });
    expect(facts.get('money')).toMatchObject({ capturedFen: facts.get('create')?.totalFen, refundedFen: 0 });
  });

  test('control: without the version that the person saw, log entries are doubled', async () => {
    const { network } = losingAnswers('left out');
    const entries: unknown[] = [];
    const onStep = ({ facts }: StepTold) => entries.push(...('entries' in facts ? [facts.entries] : []));
    await runVisit({ url: api.url, network, reconnectWithinMs: 5_000, onStep }).catch(() => undefined);
    expect(entries.at(-1)).toBeGreaterThan(5);
  });

  test('two stories at once: the one whose deadlines were leapt over says so', async () => {
    let hasMoved = false;
    const network: Network = async (input, init) => {
      if (String(input).includes('escort.accept') && !hasMoved) {
        hasMoved = true;
        await fetch(`${api.url}/sandbox/clock`, { method: 'POST', body: '{"advanceMinutes":2880}' });
      }
      return fetch(input, init);
    };
    const story = runVisit({ url: api.url, network });
    await expect(story).rejects.toMatchObject({ step: 'accept', type: 'ClockMovedByOthers' });
  });

  test('a story that breaks off names its step and leaves the order closed', async () => {
    let orderId: unknown;
    const network: Network = async (input, init) => {
      if (String(input).includes('escort.depart')) throw new TypeError('the line is dead');
      return fetch(input, init);
    };
    const onStep = ({ step, facts }: StepTold) => {
      if (step.name === 'create') orderId = facts.orderId;
    };
    const failure = await runVisit({ url: api.url, network, onStep }).catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(VisitFailed);
    expect(failure).toMatchObject({ step: 'depart', type: 'ServerUnreachable' });
    expect(await boardStatus(orderId)).toBe('CANCELLED');
  });

  test('a refund that never arrives is seen: the step, and no success', async () => {
    await behave({ refund: 'unavailable' });
    const failure = await runVisit({ url: api.url, scenario: 'cancel', patienceMs: 4_000 }).catch(
      (thrown: unknown) => thrown,
    );
    await behave(undefined);
    expect(failure).toMatchObject({ step: 'money', type: 'NothingHappened' });
  });
});

/** The status of an order as the dispatchers' board shows it. */
const boardStatus = async (orderId: unknown): Promise<unknown> => {
  const post = (path: string, body: object, headers = {}) =>
    fetch(`${api.url}/trpc/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const answer = await fetch(`${api.url}/trpc/demo.people`);
  const people = resultOf<{ accountId: string; roles: string[] }[]>(await answer.json());
  const dispatcher = people.find(({ roles }) => roles.includes('dispatcher'));
  const signedIn = await post('demo.signInAs', { accountId: dispatcher?.accountId });
  const { token } = resultOf<{ token: string }>(await signedIn.json());
  const input = encodeURIComponent(JSON.stringify({ orderId }));
  const order = await fetch(`${api.url}/trpc/dispatch.order?input=${input}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return resultOf<{ status: string }>(await order.json()).status;
};

const resultOf = <T>(body: unknown): T => (body as { result: { data: T } }).result.data;
