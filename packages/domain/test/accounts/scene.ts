import type { Proof, SignIn } from '@banzhen/domain/accounts';
import type { Person, StaffRole } from '@banzhen/domain/shared/actor';
import { idFrom, type StaffGrantId } from '@banzhen/domain/shared/ids';
import { type PhoneNumber, parsePhoneNumber } from '@banzhen/domain/shared/phone-number';
import { ok } from '@banzhen/domain/shared/result';
import { type InMemoryAccounts, inMemoryAccounts, must, toyTotpCode } from '@banzhen/domain/testing';

export const phoneOf = (text: string): PhoneNumber => must(parsePhoneNumber(text));
export const hers = phoneOf('13800138000');
export const his = phoneOf('13900139000');
export const goodPassword = 'correct horse battery';

/** People of a small world of accounts. */
export const aScene = (given?: Parameters<typeof inMemoryAccounts>[0]) => {
  const world = inMemoryAccounts(given);
  const { accounts, origin, askCode, clock } = world;

  const identify = async (token: string): Promise<Person> => {
    const person = await world.identify(token);
    if (!person) throw new Error('the token is good for nobody');
    return person;
  };
  const signUp = async (phone: PhoneNumber): Promise<{ token: string; person: Person }> => {
    // A minute for the next code.
    clock.advance(1);
    const { token } = must(
      await accounts.signInWithCode(origin, { ...(await askCode(phone, 'sign-in')), app: 'family' }),
    );
    return { token, person: await identify(token) };
  };
  const givePassword = async (person: Person, phone: PhoneNumber, password = goodPassword): Promise<void> => {
    clock.advance(1);
    const { challengeId, code } = await askCode(phone, 'step-up');
    const proof: Proof = { by: 'code', challengeId, code };
    must(await accounts.setPassword(person, origin, { password, proof }));
  };
  const giveRole = async ({ accountId, tenantId }: Person, role: StaffRole): Promise<StaffGrantId> => {
    const id = idFrom<StaffGrantId>(world.deps.ids.next());
    await world.stores.unitOfWork.run(async ({ staffGrants }) => {
      await staffGrants.insert({ id, tenantId, accountId, role, from: clock.now() });
      return ok(undefined);
    });
    return id;
  };
  /** Password, phone and a new authenticator app. */
  const enrol = async (phone: PhoneNumber, password = goodPassword): Promise<SignIn & { secret: string }> => {
    const { ticket } = must(await accounts.signInStaff(origin, { phone, password }));
    clock.advance(1);
    const { challengeId, code } = await askCode(phone, 'enrol-totp');
    const { secret } = must(await accounts.enrolTotp(origin, { ticket, challengeId, code }));
    const signedIn = must(
      await accounts.confirmTotp(origin, { ticket, code: toyTotpCode(secret, clock.now()) }),
    );
    return { ...signedIn, secret };
  };
  /** Somebody with this role, signed in as staff. */
  const aColleague = async (phone: PhoneNumber, role: StaffRole) => {
    const { person } = await signUp(phone);
    await givePassword(person, phone);
    const grantId = await giveRole(person, role);
    const { token, secret } = await enrol(phone);
    return { token, secret, grantId, person: await identify(token) };
  };
  return { ...world, signUp, givePassword, giveRole, enrol, aColleague, mustIdentify: identify };
};

/** What the audit says happened, the oldest first. */
export const auditOf = async ({ stores, deps }: Pick<InMemoryAccounts, 'stores' | 'deps'>) =>
  (await stores.audit.page({ tenantId: deps.homeTenant }, 1_000)).toReversed();
