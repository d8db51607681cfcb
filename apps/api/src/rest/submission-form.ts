import { type DocumentKind, documentKinds } from '@banzhen/domain/certification';
import { filePolicy } from '@banzhen/domain/files';
import type { Refusal } from '@banzhen/domain/refusals';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import type { Caller } from './rest-answer.js';

type Input = Parameters<Caller['certification']['submit']>[0];

/** Fields of the form, by what they are; files keep neither their names nor the types that were declared. */
const fileFields: Readonly<Record<DocumentKind, string>> = {
  'identity-front': 'identityFront',
  'identity-back': 'identityBack',
  professional: 'professional',
  health: 'health',
};
const numberFields: Readonly<Partial<Record<DocumentKind, string>>> = {
  'identity-front': 'idNumber',
  professional: 'certificateNumber',
};
const dayFields: Readonly<Partial<Record<DocumentKind, string>>> = {
  'identity-back': 'identityValidUntil',
  professional: 'certificateValidUntil',
  health: 'healthValidUntil',
};
const saidFields = ['cityCode', 'class', 'realName', 'codeOfConduct', 'practisingSince'];

const texts = new Set([...saidFields, ...Object.values(numberFields), ...Object.values(dayFields)]);
const files = new Set(Object.values(fileFields));

const problemOf = (form: FormData, name: string): string | undefined => {
  if (!texts.has(name) && !files.has(name)) return 'no such field';
  if (form.getAll(name).length > 1) return 'once at most';
  const isText = typeof form.get(name) === 'string';
  if (isText === texts.has(name)) return undefined;
  return isText ? 'a file is expected' : 'text is expected';
};

const textIn = (form: FormData, name: string | undefined): string | undefined => {
  const value = name === undefined ? null : form.get(name);
  return typeof value === 'string' && value !== '' ? value : undefined;
};

const documentIn = async (
  form: FormData,
  kind: DocumentKind,
): Promise<Result<Input['documents'], Refusal>> => {
  const file = form.get(fileFields[kind]);
  if (file === null || typeof file === 'string') return ok([]);
  const limitBytes = filePolicy.mostBytes;
  if (file.size > limitBytes)
    return err({ ...{ type: 'FileTooLarge' as const, limitBytes }, document: kind });
  const number = textIn(form, numberFields[kind]);
  const validUntil = textIn(form, dayFields[kind]);
  const content = Buffer.from(await file.arrayBuffer()).toString('base64');
  if (content === '') return err({ ...{ type: 'FileTypeUnfit' as const }, document: kind });
  return ok([{ kind, content, ...(number ? { number } : {}), ...(validUntil ? { validUntil } : {}) }]);
};

/** The submission that a form says, as its procedure takes it: what is in no field is refused there, and so is what is missing. */
export const submissionIn = async (
  form: FormData,
  key: string | undefined,
): Promise<Result<Input, Refusal>> => {
  const fields = [...new Set(form.keys())].flatMap((name) => {
    const problem = problemOf(form, name);
    return problem ? [{ path: name.slice(0, 200), problem }] : [];
  });
  if (fields.length > 0) return err({ type: 'InvalidInput', fields: fields.slice(0, 20) });
  const documents: Input['documents'] = [];
  for (const kind of documentKinds) {
    const found = await documentIn(form, kind);
    if (!found.ok) return found;
    documents.push(...found.value);
  }
  const [cityCode, held, realName, codeOfConduct, practisingSince] = saidFields.map((name) =>
    textIn(form, name),
  );
  const input = {
    ...{ cityCode, class: held, realName, documents },
    codeOfConduct: Number(codeOfConduct ?? Number.NaN),
    ...(practisingSince === undefined ? {} : { practisingSince: Number(practisingSince) }),
    ...(key === undefined ? {} : { idempotencyKey: key }),
  };
  return ok(input as Input);
};
