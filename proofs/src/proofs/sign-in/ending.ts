import type { ProcedureFacts } from '@banzhen/api/inventory';
import { mutate, query, signInAs, type Told } from './calls.js';
import type { Door, Doors } from './doors.js';

/** What was seen of sessions that ended between two calls. */
export interface Ended {
  readonly operations: number;
  /** Operations × ways to end a session. */
  readonly cases: number;
  /** Calls that an ended session still got through. */
  readonly stale: readonly string[];
  /** Calls that were refused before the session ended, which shows nothing. */
  readonly neverIn: readonly string[];
}

const STREAM_PATIENCE_MS = 5_000;

/** A stream is in once it tells anything but a refusal. */
async function open(door: Door, name: string, token: string | undefined): Promise<Told> {
  const stop = AbortSignal.timeout(STREAM_PATIENCE_MS);
  const headers = { accept: 'text/event-stream', ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const answer = await door(`/trpc/${name}?input=%7B%7D`, { headers, signal: stop });
  const reader = answer.body?.getReader();
  const first = new TextDecoder().decode((await reader?.read())?.value);
  await reader?.cancel();
  return first.includes('NotSignedIn') ? { refusal: 'NotSignedIn' } : {};
}

/** Calls an operation with nothing: whoever is signed in is told what is missing, or that it is not theirs. */
const knock = (door: Door, { name, kind }: ProcedureFacts, token?: string): Promise<Told> => {
  if (kind === 'subscription') return open(door, name, token);
  return kind === 'query' ? query(door, name, {}, token) : mutate(door, name, {}, token);
};

const isOut = ({ refusal }: Told): boolean => refusal === 'NotSignedIn';

/** Operations that want somebody to be signed in, found by asking them. */
export async function guarded(
  door: Door,
  all: readonly ProcedureFacts[],
): Promise<readonly ProcedureFacts[]> {
  const found: ProcedureFacts[] = [];
  for (const one of all) if (isOut(await knock(door, one))) found.push(one);
  return found;
}

type End = (token: string) => Promise<void>;

const must = async (told: Promise<Told>): Promise<Told> => {
  const { refusal } = await told;
  if (refusal !== undefined) throw new Error(`ending a session was refused: ${refusal}`);
  return told;
};

/** Ways to end a session, through another process than the one that is asked afterwards. */
const waysToEnd = (door: Door, accountId: string, admin: string): Readonly<Record<string, End>> => ({
  'signed out': async (token) => void (await must(mutate(door, 'auth.signOut', {}, token))),
  'revoked on another device': async () => {
    const other = await signInAs(door, accountId);
    await must(mutate(door, 'account.revokeOtherSessions', {}, other));
  },
  banned: async () => {
    const ban = { accountId, measure: { kind: 'banned' }, cause: 'disorder', reason: 'proof' };
    const { value } = await must(mutate(door, 'people.sanction', ban, admin));
    const sanctionId = String(Reflect.get(Object(value), 'sanctionId'));
    await must(mutate(door, 'people.liftSanction', { sanctionId, reason: 'proof' }, admin));
  },
});

/** For each operation: a call, the end of the session through the other process, the same call again (AU9). */
export async function endBetweenCalls(
  { all: [here, there] }: Doors,
  operations: readonly ProcedureFacts[],
  accountId: string,
  admin: string,
): Promise<Ended> {
  const ways = Object.entries(waysToEnd(there, accountId, admin));
  const stale: string[] = [];
  const neverIn: string[] = [];
  for (const operation of operations)
    for (const [way, end] of ways) {
      const token = await signInAs(there, accountId);
      if (isOut(await knock(here, operation, token))) neverIn.push(`${operation.name}, ${way}`);
      await end(token);
      if (!isOut(await knock(here, operation, token))) stale.push(`${operation.name}, ${way}`);
    }
  return { operations: operations.length, cases: operations.length * ways.length, stale, neverIn };
}

const roles = ['dispatcher', 'quality', 'finance', 'support', 'admin', 'auditor'] as const;

const permissionsOf = async (door: Door, token: string): Promise<readonly string[]> => {
  const { value } = await query(door, 'auth.me', {}, token);
  return Object(value).permissions ?? [];
};

/** Grants each role and takes it away while its holder is signed in; what they may still do is theirs without any role. */
export async function changeRoles(
  { all: [here, there] }: Doors,
  accountId: string,
  admin: string,
): Promise<{ readonly roles: number; readonly granted: number; readonly stale: readonly string[] }> {
  const plain = await permissionsOf(here, await signInAs(there, accountId));
  const stale: string[] = [];
  let granted = 0;
  for (const role of roles) {
    const { value } = await must(mutate(there, 'people.grantRole', { accountId, role }, admin));
    const token = await signInAs(there, accountId);
    const held = (await permissionsOf(here, token)).filter((one) => !plain.includes(one));
    granted += held.length;
    const grantId = String(Reflect.get(Object(value), 'grantId'));
    await must(mutate(there, 'people.revokeRole', { accountId, grantId }, admin));
    const left = await permissionsOf(here, token);
    stale.push(...left.filter((one) => held.includes(one)).map((one) => `${one} after ${role}`));
  }
  return { roles: roles.length, granted, stale };
}
