import type { Door } from './doors.js';

/** What came of one call: the type of its refusal, or its value. */
export interface Told {
  readonly value?: unknown;
  readonly refusal?: string;
}

type Body = {
  readonly result?: { readonly data?: unknown };
  readonly error?: { readonly data?: { readonly domainError?: { readonly type?: string } } };
};

const toldBy = (body: Body): Told =>
  body.error
    ? { refusal: body.error.data?.domainError?.type ?? 'unknown' }
    : { value: body.result?.data ?? body };

/** Every answer that a response carries: one, or those of a batch. */
export async function answersIn(response: Response): Promise<readonly Told[]> {
  const text = await response.text();
  if (!/^[{[]/.test(text)) return [{ refusal: `status ${response.status}` }];
  const body: unknown = JSON.parse(text);
  return (Array.isArray(body) ? body : [body]).map(toldBy);
}

/** A JSON body with what else a caller says of itself. */
export const sent = (body: object, headers: Readonly<Record<string, string>> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

const bearer = (token?: string): Readonly<Record<string, string>> =>
  token === undefined ? {} : { authorization: `Bearer ${token}` };

/** Runs a mutation and answers what it told. */
export async function mutate(door: Door, procedure: string, input: object, token?: string): Promise<Told> {
  const [told = {}] = await answersIn(await door(`/trpc/${procedure}`, sent(input, bearer(token))));
  return told;
}

/** Runs a query and answers what it told. */
export async function query(door: Door, procedure: string, input: object, token?: string): Promise<Told> {
  const address = `/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`;
  const [told = {}] = await answersIn(await door(address, { headers: bearer(token) }));
  return told;
}

/** A field of what a call has answered; throws when it was refused. */
export function fieldOf(told: Told, name: string): string {
  const { value } = told;
  const field: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  if (typeof field !== 'string') throw new Error(`no ${name} in ${JSON.stringify(told)}`);
  return field;
}

/** A code on its way to a phone, with what the phone shows. */
export interface SentCode {
  readonly phone: string;
  readonly challengeId: string;
  readonly code: string;
}

/** Asks for a code to sign in with and reads it in the development inbox. */
export async function askCode(door: Door, phone: string): Promise<SentCode> {
  const challengeId = fieldOf(await mutate(door, 'auth.requestCode', { phone }), 'challengeId');
  const answer = await door('/sandbox/inbox?format=json');
  const inbox = (await answer.json()) as {
    readonly messages: readonly { readonly to: string; readonly code: string }[];
  };
  const message = inbox.messages.find(({ to }) => to.endsWith(phone));
  if (message === undefined) throw new Error(`nothing was sent to ${phone}`);
  return { phone, challengeId, code: message.code };
}

/** Signs a new number up; answers its account. */
export const signUp = async (door: Door, phone: string): Promise<string> =>
  fieldOf(await mutate(door, 'auth.signInWithCode', await askCode(door, phone)), 'accountId');

/** A session of this account by the development way in. */
export const signInAs = async (door: Door, accountId: string): Promise<string> =>
  fieldOf(await mutate(door, 'demo.signInAs', { accountId }), 'token');
