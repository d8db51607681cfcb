import { formatFen, formatInstant, type Language, mainlandZone } from './format.js';
import { wordOf } from './i18n/words.js';

const isInstant = (value: string) => /^\d{4}-\d\d-\d\dT/.test(value);

const isField = (value: unknown): value is { readonly path: string; readonly problem: string } =>
  typeof value === 'object' && value !== null && 'path' in value && 'problem' in value;

/** Facts whose values are codes, and the groups of texts in which these have their words. */
const groups: Readonly<Record<string, string | readonly string[]>> = {
  steps: 'step',
  as: 'capacity',
  // Of an order, an appointment, a membership, a clinic session, or an entry of the waitlist.
  status: ['state', 'appointmentState', 'memberState', 'schedule.status', 'waitlistState'],
  command: 'command',
  allowed: 'command',
  accepted: 'proof',
  held: 'role',
  role: 'role',
  cause: 'cause',
  restricted: 'function',
  why: ['passwordWhy', 'messageWhy'],
  found: 'contactFound',
  operation: 'operation',
};

/** One fact that the server tells, of a refusal or in the audit, in words. */
export function factText(name: string, value: unknown, language: Language): string {
  if (Array.isArray(value))
    return value.map((one) => factText(name, one, language)).join(language === 'en' ? ', ' : '、');
  if (typeof value === 'object' && value !== null && 'code' in value)
    return wordOf('whyNot', String((value as { readonly code: unknown }).code));
  if (isField(value)) return `${value.path}: ${value.problem}`;
  if (typeof value === 'number' && name.endsWith('Fen')) return formatFen(value);
  if (typeof value === 'string' && isInstant(value)) return formatInstant(value, mainlandZone, language);
  const group = groups[name];
  const words = group === undefined ? [] : [group].flat().map((one) => wordOf(one, String(value)));
  return words.find((word) => word !== String(value)) ?? String(value);
}
