import type { Clock } from '../../shared/clock.js';
import type { IdSource, TenantId } from '../../shared/ids.js';
import type { UnitOfWork } from '../../shared/unit-of-work.js';
import type { CodeSender, Hashing, PasswordHasher, PasswordList, Secrets, WechatLogin } from '../ports.js';
import type { AccountStores } from '../stores.js';

/** What every use case about accounts is made of. */
export type AccountDeps = {
  readonly unitOfWork: UnitOfWork<AccountStores>;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly hasher: PasswordHasher;
  readonly secrets: Secrets;
  readonly passwordList: PasswordList;
  readonly codeSender: CodeSender;
  readonly wechat: WechatLogin;
  /** To which tenant people belong who sign up by themselves. */
  readonly homeTenant: TenantId;
};

/** The same in a place of `hasher`, for whatever hashes. */
export type HashingDeps = AccountDeps & { readonly hashing: Hashing };

/** Where a request comes from. */
export type Origin = {
  /** IPv4 by /24, IPv6 by /64. */
  readonly network: string;
  /** What the device calls itself, at most 60 characters. */
  readonly device: string;
  readonly requestId?: string;
};
