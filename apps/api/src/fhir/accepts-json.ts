import type { MiddlewareHandler } from 'hono';
import { parseAccept } from 'hono/utils/accept';
import type { PartnerEnv } from '../v1/partner-env.js';
import { outcomeAnswer } from './outcome.js';

/** JSON under the names that it has in FHIR and in files of it, and whatever includes that. */
const JSON_OR_ANY = /^(?:\*\/\*|application\/(?:\*|json|fhir\+json|ndjson|fhir\+ndjson)|json|text\/json)$/i;

/** Whether JSON may be told to whoever accepts this; whoever says nothing accepts anything. */
export const acceptsJson = (accept: string | undefined): boolean =>
  accept === undefined ||
  accept.trim() === '' ||
  parseAccept(accept).some(({ type, q }) => q > 0 && JSON_OR_ANY.test(type));

/** Refuses whoever accepts no JSON, such as XML alone: there is nothing else (RFC 9110, 15.5.7). */
export const jsonAccepted: MiddlewareHandler<PartnerEnv> = async (context, next) =>
  acceptsJson(context.req.header('accept')) ? next() : outcomeAnswer(context, { type: 'NotAcceptable' });
