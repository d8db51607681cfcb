import type { NotAllowed, NotFound } from '../../policy/index.js';
import { maskPhone } from '../../privacy/index.js';
import type { Person } from '../../shared/actor.js';
import type { AccountId, PatientId } from '../../shared/ids.js';
import { ok, type Result } from '../../shared/result.js';
import type { Invitation } from '../invitation.js';
import { isKeeper, type Patient, type ProxyGrant } from '../patient.js';
import type { PatientStores } from '../stores.js';
import type { PatientDeps } from './deps.js';
import { permitOn } from './permit.js';

export type ProxySeen = Pick<ProxyGrant, 'accountId' | 'scopes' | 'from' | 'until'> & {
  readonly name: string;
  /** Masked; empty where there is none. */
  readonly phone: string;
  readonly isKeeper: boolean;
  readonly isSelf: boolean;
};

/** An invitation with its phone masked. */
export type InvitationSeen = Pick<Invitation, 'id' | 'scope' | 'until' | 'createdAt' | 'expiresAt'> & {
  readonly phone: string;
};

export type Proxies = {
  readonly grants: readonly ProxySeen[];
  readonly invitations: readonly InvitationSeen[];
};

const isLive = ({ from, until }: ProxyGrant, now: Date): boolean =>
  from <= now && (until === undefined || now < until);

const nameAndPhone = async ({ accounts }: Pick<PatientStores, 'accounts'>, id: AccountId) => {
  const account = await accounts.find(id);
  return account ? { name: account.displayName, phone: maskPhone(account.phone) } : { name: '', phone: '' };
};

const proxiesOf = async (
  stores: PatientStores,
  actor: Person,
  patient: Patient,
  now: Date,
): Promise<readonly ProxySeen[]> => {
  const seen: ProxySeen[] = [];
  for (const grant of patient.grants.filter((one) => isLive(one, now)))
    seen.push({
      ...grant,
      ...(await nameAndPhone(stores, grant.accountId)),
      isKeeper: isKeeper({ ...patient, grants: [grant] }, grant.accountId, now),
      isSelf: grant.accountId === actor.accountId,
    });
  return seen;
};

/** Who may do what for a patient, and who is invited to. */
export const makeListProxies =
  ({ unitOfWork, clock }: PatientDeps) =>
  (
    actor: Person,
    { patientId }: { readonly patientId: PatientId },
  ): Promise<Result<Proxies, NotFound | NotAllowed>> =>
    unitOfWork.run<Proxies, NotFound | NotAllowed>(async (stores) => {
      const now = clock.now();
      const permitted = await permitOn(stores, 'proxy.list', actor, patientId, now);
      if (!permitted.ok) return permitted;
      const open = await stores.invitations.ofPatient(patientId, now);
      return ok({
        grants: await proxiesOf(stores, actor, permitted.value.patient, now),
        invitations: open.map(({ id, phone, scope, until, createdAt, expiresAt }) => ({
          id,
          phone: maskPhone(phone),
          scope,
          until,
          createdAt,
          expiresAt,
        })),
      });
    });
