import type { ProcedureFacts } from '@banzhen/api/inventory';
import fc, { type Arbitrary } from 'fast-check';
import { arbitraryOf } from './arbitrary-of.js';
import type { Attempt } from './attempts.js';
import type { Known } from './known.js';

/** Routes of plain REST that take what a procedure takes. */
const procedureAt: Readonly<Record<string, string>> = {
  'GET /api/caregiver/query': 'catalogue.escorts',
  'GET /api/message/list': 'conversation.read',
  'GET /api/order/detail': 'family.order',
  'GET /api/order/status': 'family.order',
  'POST /api/message/send': 'conversation.send',
  'POST /api/order/create': 'family.place',
  'POST /api/order/pay': 'family.pay',
  'POST /api/user/code': 'auth.requestCode',
  'POST /api/user/register': 'auth.register',
};

const inAddress = (input: unknown): string =>
  new URLSearchParams(
    Object.entries(Object(input)).map(([name, value]) => [name, String(value)] as [string, string]),
  ).toString();

/** Requests as a route of plain REST takes them, like those to the procedure that answers there; undefined for other routes. */
export const validAtRoute = (
  route: string,
  procedures: readonly ProcedureFacts[],
  known: Known,
  callers: readonly string[],
): Arbitrary<Attempt> | undefined => {
  const name = procedureAt[route];
  if (name === undefined) return undefined;
  const procedure = procedures.find((one) => one.name === name);
  if (!procedure) throw new Error(`${route} is answered by ${name}, which there is not`);
  const [method = 'GET', path = '/'] = route.split(' ');
  return fc
    .tuple(fc.constantFrom(...callers), arbitraryOf(procedure.input, known))
    .map(([caller, input]) => ({
      ...{ caller, mode: 'valid' as const, method },
      ...(method === 'GET'
        ? { path: `${path}?${inAddress(input)}`, headers: {} }
        : { path, headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) }),
    }));
};
