import { callApi } from '../../product/call-api.js';

/** Who calls: one person of every role of the demo, and nobody. */
export interface Callers {
  readonly names: readonly string[];
  /** The session of a caller; none for whoever is not one of them. */
  token(name: string): string | undefined;
  /** Signs a caller in once more, whose session has ended. */
  renew(name: string): Promise<void>;
}

interface DemoPerson {
  readonly accountId: string;
  readonly roles: readonly string[];
}

const signIn = async (origin: string, accountId: string): Promise<string | undefined> => {
  const call = () => callApi(origin, 'demo.signInAs', { accountId }, 'mutation');
  // Once more where the connection was gone, as `send` does.
  const { value } = await call().catch(call);
  return typeof value === 'object' && value !== null && 'token' in value ? String(value.token) : undefined;
};

/** Signs everybody in. */
export const signInCallers = async (origin: string): Promise<Callers> => {
  const { value } = await callApi(origin, 'demo.people', undefined, 'query');
  const people = (Array.isArray(value) ? value : []) as readonly DemoPerson[];
  const accounts = new Map<string, string>();
  for (const { accountId, roles } of people)
    for (const role of roles) if (!accounts.has(role)) accounts.set(role, accountId);
  const tokens = new Map<string, string>();
  const renew = async (name: string): Promise<void> => {
    const accountId = accounts.get(name);
    const token = accountId === undefined ? undefined : await signIn(origin, accountId);
    if (token !== undefined) tokens.set(name, token);
  };
  for (const name of accounts.keys()) await renew(name);
  if (tokens.size < 3) throw new Error('the demo city has no people to call as');
  return { names: [...accounts.keys(), 'nobody'], token: (name) => tokens.get(name), renew };
};
