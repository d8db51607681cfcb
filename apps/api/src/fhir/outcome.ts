import { described, type Refusal } from '@banzhen/domain/refusals';
import type { DoorEnv } from '../guards/door-env.js';
import { challenge, problemStatus, problemType, retryHeaders } from '../v1/problem.js';
import type { Resource } from './resource.js';

export const FHIR_JSON = 'application/fhir+json; charset=utf-8';

/** What FHIR calls a refusal of each status; statuses that stand for several things are told apart by their type. */
const codeOfStatus: Readonly<Record<number, string>> = {
  400: 'invalid',
  401: 'login',
  403: 'forbidden',
  404: 'not-found',
  405: 'not-supported',
  406: 'not-supported',
  408: 'timeout',
  409: 'conflict',
  410: 'not-found',
  412: 'conflict',
  413: 'too-long',
  415: 'not-supported',
  422: 'business-rule',
  428: 'required',
  429: 'throttled',
  501: 'not-supported',
  503: 'transient',
};

/** A refusal as FHIR has it: the same stable type and sentences as at `/v1`. */
export const outcomeOf = (refusal: Refusal): Resource => {
  const { type, zh, en, ...facts } = described(refusal);
  const fields = refusal.type === 'InvalidInput' ? refusal.fields : [];
  return {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'error',
        code: codeOfStatus[problemStatus(type)] ?? 'exception',
        details: { coding: [{ system: 'urn:banzhen:problem', code: problemType(type) }], text: zh },
        diagnostics: [en, ...(Object.keys(facts).length > 0 ? [JSON.stringify(facts)] : [])].join(' '),
        ...(fields.length > 0 ? { expression: fields.map(({ path }) => path || 'body') } : {}),
      },
    ],
  };
};

/** Something that went well, or a remark about it, where there is no resource to tell. */
export const remark = (severity: 'information' | 'warning', text: string): Resource => ({
  resourceType: 'OperationOutcome',
  issue: [
    { severity, code: severity === 'information' ? 'informational' : 'not-supported', diagnostics: text },
  ],
});

/** A refusal as an answer. */
export const outcomeAnswer = (
  _context: { readonly var: Pick<DoorEnv['Variables'], 'requestId'> },
  refusal: Refusal,
): Response => {
  const status = problemStatus(refusal.type);
  return new Response(JSON.stringify(outcomeOf(refusal)), {
    status,
    headers: { 'content-type': FHIR_JSON, ...retryHeaders(refusal), ...challenge(status) },
  });
};

/** Whether an address is one of the façade, where refusals are OperationOutcomes. */
export const isFhirAddress = (path: string): boolean => path === '/fhir' || path.startsWith('/fhir/');
