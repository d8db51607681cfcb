import { filePolicy } from '@banzhen/domain/files';
import type { Guard } from './door-env.js';
import { refusalAnswer } from './refusal-answer.js';
import { takesUpload } from './upload.js';

/** Longer than any statement may take and shorter than any proxy waits. */
const ANSWER_LIMIT_MS = 20_000;
/** Files may come slowly; what they are asked then may take as long as anything else. */
const UPLOAD_LIMIT_MS = ANSWER_LIMIT_MS + filePolicy.uploadSeconds * 1_000;

/**
 * Nobody waits longer than this for an answer to begin; what was begun goes on, and the same key finds its effect. A
 * stream has begun when its headers are sent, so it may last.
 */
export const deadline: Guard = (context, next) =>
  new Promise((resolve, reject) => {
    const limit = takesUpload(context) ? UPLOAD_LIMIT_MS : ANSWER_LIMIT_MS;
    const patience = setTimeout(() => {
      resolve(refusalAnswer(context, { type: 'TemporarilyUnavailable' }));
    }, limit);
    next().then(
      (answer) => {
        clearTimeout(patience);
        resolve(answer);
      },
      (cause: unknown) => {
        clearTimeout(patience);
        reject(cause);
      },
    );
  });
