import type { InvalidInput, Refusal } from '@banzhen/domain/refusals';
import type { TRPC_ERROR_CODE_KEY } from '@trpc/server';
import type { ZodError } from 'zod';

const MOST_FIELDS = 20;
const LONGEST_TEXT = 200;

/** What is wrong with an input, however much is: enough to mend it, and never an answer larger than the question. */
export const invalidInput = ({ issues }: ZodError): InvalidInput => ({
  type: 'InvalidInput',
  fields: issues.slice(0, MOST_FIELDS).map(({ path, message }) => ({
    path: path.join('.').slice(0, LONGEST_TEXT),
    problem: message.slice(0, LONGEST_TEXT),
  })),
});

const ofCode: Partial<Readonly<Record<TRPC_ERROR_CODE_KEY, Refusal>>> = {
  CLIENT_CLOSED_REQUEST: { type: 'RequestTimeout' },
  INTERNAL_SERVER_ERROR: { type: 'InternalFault' },
  METHOD_NOT_SUPPORTED: { type: 'MethodNotSupported' },
  NOT_FOUND: { type: 'NotFound' },
  UNAUTHORIZED: { type: 'NotSignedIn' },
  UNSUPPORTED_MEDIA_TYPE: { type: 'NotJson' },
};

/** What tRPC refuses by itself, in the words of the platform. */
export const refusalOfCode = (code: TRPC_ERROR_CODE_KEY): Refusal =>
  ofCode[code] ?? { type: 'MalformedRequest' };
