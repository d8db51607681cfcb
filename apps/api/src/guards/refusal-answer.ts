import { described, type Refusal } from '@banzhen/domain/refusals';
import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc';
import { isFhirAddress, outcomeAnswer } from '../fhir/outcome.js';
import { refusalCodes } from '../refusal-codes.js';
import { isPartnerAddress, problemAnswer } from '../v1/problem.js';
import type { DoorContext } from './door-env.js';

/** Headers that tell a program what a refusal tells a person. */
export const refusalHeaders = (refusal: Refusal): Readonly<Record<string, string>> =>
  refusal.type === 'TooManyRequests' ? { 'retry-after': String(refusal.retryAfterSeconds) } : {};

/** What every refusal tells; whoever asks about a fault of ours also needs the number of the request. */
export const refusalData = (refusal: Refusal, requestId: string | undefined) => ({
  domainError: described(refusal),
  ...(refusal.type === 'InternalFault' && requestId !== undefined ? { requestId } : {}),
});

/** A refusal as the body of an answer, in the form in which tRPC sends it. */
export const refusalBody = (refusal: Refusal, requestId: string) => {
  const code = refusalCodes[refusal.type];
  const httpStatus = getHTTPStatusCodeFromError(new TRPCError({ code }));
  return {
    error: {
      message: refusal.type,
      code: TRPC_ERROR_CODES_BY_KEY[code],
      data: { code, httpStatus, ...refusalData(refusal, requestId) },
    },
  };
};

/** A refusal of an address that is not one of tRPC's: in the same form, and to partners as a problem or an OperationOutcome. */
export const refusalAnswer = (context: DoorContext, refusal: Refusal): Response => {
  if (isPartnerAddress(context.req.path)) return problemAnswer(context, refusal);
  if (isFhirAddress(context.req.path)) return outcomeAnswer(context, refusal);
  const body = refusalBody(refusal, context.get('requestId'));
  return Response.json(body, { status: body.error.data.httpStatus, headers: refusalHeaders(refusal) });
};
