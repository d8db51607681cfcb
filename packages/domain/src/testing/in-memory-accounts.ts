import {
  type AccountDeps,
  type AccountStores,
  type Accounts,
  type ChallengePurpose,
  makeAccounts,
  type Origin,
  type PhoneProof,
  personOf,
  type SessionReader,
  type WechatIdentity,
} from '../accounts/index.js';
import type { Person } from '../shared/actor.js';
import type { PhoneNumber } from '../shared/phone-number.js';
import { done, err, ok, type Result } from '../shared/result.js';
import type { UnitOfWork } from '../shared/unit-of-work.js';
import { tenantId } from './builders/beijing.js';
import type { AccountStoresFixture } from './contracts/account-fixture.js';
import { type FixedClock, fixedClock } from './fixed-clock.js';
import { accountStoresOver, inMemorySessionReader } from './in-memory-account-stores.js';
import { inMemoryAuditStores } from './in-memory-audit.js';
import { type InMemoryDatabase, inMemoryDatabase } from './in-memory-database.js';
import { inMemoryPruner } from './in-memory-pruner.js';
import { inMemorySeeds } from './in-memory-seeds.js';
import { scriptedIds } from './scripted-ids.js';
import { hasherFor, toyHashing, toySecrets } from './toy-secrets.js';

/** A message that came to somebody's phone. */
export type SentCode = {
  readonly to: PhoneNumber;
  readonly code: string;
  readonly purpose: ChallengePurpose;
};

const unitOfWorkOn = (database: InMemoryDatabase): UnitOfWork<AccountStores> => ({
  run: (work) => database.transaction((tables) => work(accountStoresOver(tables))),
});

/** The in-memory adapters as the contract suites want them. */
export const inMemoryAccountStores = (database = inMemoryDatabase()): AccountStoresFixture => ({
  unitOfWork: unitOfWorkOn(database),
  sessionReader: inMemorySessionReader(database),
  audit: inMemoryAuditStores(database).reader,
  pruner: inMemoryPruner(database),
  seeds: inMemorySeeds(database),
  close: async () => undefined,
});

/** All use cases about accounts in this process, with the phones and the WeChat outside. */
export type InMemoryAccounts = {
  readonly accounts: Accounts;
  readonly clock: FixedClock;
  readonly deps: AccountDeps;
  readonly stores: AccountStoresFixture;
  readonly sessionReader: SessionReader;
  /** Where requests come from unless told. */
  readonly origin: Origin;
  /** Everything that was sent, the newest last. */
  readonly sent: readonly SentCode[];
  /** Asks for a code and reads it on the phone. */
  askCode(phone: PhoneNumber, purpose: ChallengePurpose): Promise<PhoneProof>;
  /** Who the token stands for now. */
  identify(token: string): Promise<Person | undefined>;
  /** What a mini-program gives to its user: a code that WeChat knows once. */
  wechatCode(identity: WechatIdentity): string;
};

/** Opens an empty in-memory world of accounts at 10:00 on Monday 2030-01-07 in Beijing. */
export const inMemoryAccounts = (given: Partial<AccountDeps> = {}): InMemoryAccounts => {
  const database = inMemoryDatabase();
  const stores = inMemoryAccountStores(database);
  const clock = fixedClock();
  const sent: SentCode[] = [];
  const wechatCodes = new Map<string, WechatIdentity>();
  const deps: AccountDeps = {
    unitOfWork: stores.unitOfWork,
    clock,
    ids: scriptedIds(0xacc),
    hasher: hasherFor(toyHashing),
    secrets: toySecrets(),
    passwordList: { isCommon: (password) => password === 'password1' },
    codeSender: {
      async send({ to, code, purpose }) {
        sent.push({ to, code, purpose });
        return done;
      },
    },
    wechat: {
      async exchange(code) {
        const identity = wechatCodes.get(code);
        wechatCodes.delete(code);
        return identity ? ok(identity) : err({ type: 'WechatRefused' });
      },
    },
    homeTenant: tenantId,
    ...given,
  };
  const accounts = makeAccounts(deps);
  const origin: Origin = { network: '203.0.113.0/24', device: 'Chrome · Windows' };
  return {
    accounts,
    clock,
    deps,
    stores,
    sessionReader: stores.sessionReader,
    origin,
    sent,
    async askCode(phone, purpose) {
      const asked: Result<{ challengeId: PhoneProof['challengeId'] }, { readonly type: string }> =
        await accounts.requestCode(origin, { phone, purpose });
      if (!asked.ok) throw new Error(`no code: ${asked.error.type}`);
      return { challengeId: asked.value.challengeId, phone, code: sent.at(-1)?.code ?? '' };
    },
    async identify(token) {
      const found = await stores.sessionReader.find(deps.secrets.tokenHash(token));
      const person = found && personOf(found, clock.now());
      return person?.ok ? person.value : undefined;
    },
    wechatCode(identity) {
      const code = `wechat-code-${deps.secrets.token()}`;
      wechatCodes.set(code, identity);
      return code;
    },
  };
};
