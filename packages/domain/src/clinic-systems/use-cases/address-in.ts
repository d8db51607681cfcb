import { err, ok, type Result } from '../../shared/result.js';
import type { WebhookUrlUnfit } from '../../webhooks/index.js';
import type { ClinicSystemDeps } from './deps.js';

/** The address below which the calls of a system have their own, in one spelling and ending in a slash; or what is wrong with it (JB9). */
export const addressIn = (
  { sender }: Pick<ClinicSystemDeps, 'sender'>,
  given: string,
): Result<string, WebhookUrlUnfit> => {
  const judged = sender.judge(given);
  if (!judged.ok) return err({ type: 'WebhookUrlUnfit', why: judged.error });
  const url = judged.value;
  if (url.includes('?')) return err({ type: 'WebhookUrlUnfit', why: 'malformed' });
  return ok(url.endsWith('/') ? url : `${url}/`);
};
