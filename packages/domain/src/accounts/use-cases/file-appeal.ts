import type { NotFound } from '../../policy/index.js';
import type { AccountId, SanctionId } from '../../shared/ids.js';
import { done, err, type Result } from '../../shared/result.js';
import {
  type AppealMade,
  appealTo,
  isLiveSanction,
  type SanctionOver,
  type WordsRequired,
} from '../sanction.js';
import type { AccountStores } from '../stores.js';
import { type Audited, recordDone } from './record-refusal.js';

export type Appealed = AppealMade | SanctionOver;

/** Writes the appeal of the sanctioned person down, in the transaction of what proved who they are. */
export const fileAppeal = async (
  stores: AccountStores,
  appeal: {
    readonly sanctionId: SanctionId;
    readonly accountId: AccountId;
    readonly text: string;
    readonly now: Date;
    readonly audited: Audited;
  },
): Promise<Result<void, NotFound | WordsRequired | Appealed>> => {
  const { now, audited } = appeal;
  const text = appeal.text.trim();
  if (!text) return err({ type: 'WordsRequired' });
  const sanction = await stores.sanctions.find(appeal.sanctionId);
  if (sanction?.accountId !== appeal.accountId) return err({ type: 'NotFound' });
  if (!isLiveSanction(sanction, now)) return err({ type: 'SanctionOver' });
  if (sanction.appeal || !(await stores.sanctions.update(appealTo(sanction, text, now))))
    return err({ type: 'AppealMade' });
  await recordDone(stores, audited, now);
  return done;
};
