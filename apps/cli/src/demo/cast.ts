import type { DemoPersonDto } from '@banzhen/contracts';
import { type Api, openApi } from './api.js';
import type { Network } from './network.js';

/** Somebody who is signed in and acts through the API. */
export type Person = { readonly accountId: string; readonly name: string; readonly api: Api };

export type Cast = {
  readonly family: Person;
  readonly dispatcher: Person;
  /** The person behind an escort; `name` says whom to ask first. */
  escort(escortId: string, name: string): Promise<Person>;
};

export class PersonMissing extends Error {
  readonly type = 'PersonMissing';
  readonly zh: string;
  readonly en: string;

  constructor(role: string) {
    super(`no ${role}`);
    this.name = 'PersonMissing';
    this.zh = `演示身份中没有「${role}」：服务器没有载入演示城市，或不是开发环境。`;
    this.en = `There is no demo ${role}: the server has not loaded the demo city, or is in production.`;
  }
}

export type CastWishes = {
  readonly origin: string;
  readonly network: Network;
  /** The account of the family; the first of the demo unless told. */
  readonly familyAccountId?: string;
};

const signInAs = async (
  { origin, network }: CastWishes,
  { accountId, name }: DemoPersonDto,
): Promise<Person> => {
  const { token } = await openApi(origin, network).demo.signInAs.mutate({ accountId });
  return { accountId, name, api: openApi(origin, network, token) };
};

/** Signs in as escorts, the likeliest first, until one is `escortId`. */
const findEscort = async (
  wishes: CastWishes,
  people: readonly DemoPersonDto[],
  escortId: string,
  name: string,
): Promise<Person> => {
  const escorts = people.filter(({ roles }) => roles.includes('escort'));
  const likelyFirst = escorts.toSorted(
    (left, right) => Number(right.name === name) - Number(left.name === name),
  );
  for (const one of likelyFirst) {
    const person = await signInAs(wishes, one);
    if ((await person.api.auth.me.query()).escortId === escortId) return person;
  }
  throw new PersonMissing(`escort ${name}`);
};

/** Signs the family and the dispatcher in; escorts sign in when their turn comes. Throws `PersonMissing`. */
export const gatherCast = async (wishes: CastWishes): Promise<Cast> => {
  const people = await openApi(wishes.origin, wishes.network).demo.people.query();
  const withRole = async (role: DemoPersonDto['roles'][number], accountId?: string): Promise<Person> => {
    const found = people.find(
      (one) => one.roles.includes(role) && (accountId === undefined || one.accountId === accountId),
    );
    if (!found) throw new PersonMissing(role);
    return signInAs(wishes, found);
  };
  const [family, dispatcher] = await Promise.all([
    withRole('family', wishes.familyAccountId),
    withRole('dispatcher'),
  ]);
  const escorts = new Map<string, Promise<Person>>();
  return {
    family,
    dispatcher,
    escort(escortId, name) {
      const known = escorts.get(escortId) ?? findEscort(wishes, people, escortId, name);
      escorts.set(escortId, known);
      return known;
    },
  };
};
