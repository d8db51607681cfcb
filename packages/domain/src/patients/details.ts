import {
  birthDateOf,
  type IdNumber,
  isCalendarDay,
  parseIdNumber,
  type Sex,
  sexOf,
} from '../shared/id-number.js';
import { type PhoneNumber, parsePhoneNumber } from '../shared/phone-number.js';
import { err, ok, type Result } from '../shared/result.js';

/** What is known about a patient beyond the name that families call them by (E4, B74). */
export type PatientDetails = {
  readonly realName?: string;
  readonly idNumber?: IdNumber;
  /** `YYYY-MM-DD`, never an instant. */
  readonly birthDate?: string;
  readonly sex?: Sex;
  readonly phone?: PhoneNumber;
  /** Illness, allergies, what to mind. */
  readonly conditions?: string;
  readonly department?: string;
  readonly ward?: string;
  readonly bed?: string;
};

export type Detail = keyof PatientDetails;
export type GivenDetails = { readonly [Key in Detail]?: string };

export type DetailProblem =
  | 'empty'
  | 'too-long'
  | 'not-an-id-number'
  | 'not-a-phone-number'
  | 'not-a-day-of-birth'
  | 'not-a-sex'
  | 'contradicts-id-number';

export type PatientDetailsWrong = {
  readonly type: 'PatientDetailsWrong';
  readonly fields: readonly { readonly path: Detail; readonly problem: DetailProblem }[];
};

const LONGEST_CONDITIONS = 2_000;
const LONGEST_LINE = 60;
const EARLIEST_BIRTH = '1900-01-01';

type Check = (text: string, today: string) => Result<string, DetailProblem>;

const textOf =
  (longest: number): Check =>
  (text) =>
    text.length > longest ? err('too-long') : ok(text);

const parsed =
  (parse: (text: string) => Result<string, unknown>, problem: DetailProblem): Check =>
  (text) => {
    const found = parse(text);
    return found.ok ? found : err(problem);
  };

const checks: Readonly<Record<Detail, Check>> = {
  realName: textOf(LONGEST_LINE),
  idNumber: parsed(parseIdNumber, 'not-an-id-number'),
  birthDate: (text, today) =>
    isCalendarDay(text) && EARLIEST_BIRTH <= text && text <= today ? ok(text) : err('not-a-day-of-birth'),
  sex: (text) => (text === 'female' || text === 'male' ? ok(text) : err('not-a-sex')),
  phone: parsed(parsePhoneNumber, 'not-a-phone-number'),
  conditions: textOf(LONGEST_CONDITIONS),
  department: textOf(LONGEST_LINE),
  ward: textOf(LONGEST_LINE),
  bed: textOf(LONGEST_LINE),
};

/** An ID number tells birth date and sex; what is given beside it must say the same. */
const told = ({ idNumber }: PatientDetails) =>
  idNumber === undefined ? {} : { birthDate: birthDateOf(idNumber), sex: sexOf(idNumber) };

/**
 * Reads what somebody entered; `today` is the patient's calendar day. Texts are trimmed; birth date and sex follow from an
 * ID number. Refuses with every fault at once.
 */
export const checkPatientDetails = (
  given: GivenDetails,
  today: string,
): Result<PatientDetails, PatientDetailsWrong> => {
  const fields: { path: Detail; problem: DetailProblem }[] = [];
  const found: Partial<Record<Detail, string>> = {};
  for (const path of Object.keys(checks) as Detail[]) {
    const text = given[path]?.trim();
    if (text === undefined) continue;
    const checked = text === '' ? err('empty' as const) : checks[path](text, today);
    if (checked.ok) found[path] = checked.value;
    else fields.push({ path, problem: checked.error });
  }
  const details = found as PatientDetails;
  const follows = told(details);
  for (const [path, value] of Object.entries(follows) as ['birthDate' | 'sex', string][])
    if (details[path] !== undefined && details[path] !== value)
      fields.push({ path, problem: 'contradicts-id-number' });
  return fields.length > 0 ? err({ type: 'PatientDetailsWrong', fields }) : ok({ ...details, ...follows });
};

/** Whether a patient with these details is real-named 实名: a real name and an ID number that holds. */
export const isRealNamed = ({ realName, idNumber }: PatientDetails): boolean =>
  realName !== undefined && idNumber !== undefined;

/** What is about health, and can be kept only with consent to that (PIPL 28, 29). */
const healthDetails: readonly Detail[] = ['conditions', 'department', 'ward', 'bed'];

export const tellsOfHealth = (details: PatientDetails): boolean =>
  healthDetails.some((name) => details[name] !== undefined);
