import type { NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { SanctionId } from '../../shared/ids.js';
import type { Result } from '../../shared/result.js';
import type { WordsRequired } from '../sanction.js';
import type { AccountDeps, Origin } from './deps.js';
import { type Appealed, fileAppeal } from './file-appeal.js';
import { byPerson, recordRefusal } from './record-refusal.js';

export type AppealSanction = { readonly sanctionId: SanctionId; readonly text: string };

/** Says what speaks against a warning or a restriction of one's own; once. */
export const makeAppealSanction =
  (deps: AccountDeps) =>
  (
    actor: Person,
    origin: Origin,
    command: AppealSanction,
  ): Promise<Result<void, NotFound | WordsRequired | Appealed>> => {
    const audited = byPerson('sanction.appeal', actor, origin, { kind: 'sanction', id: command.sanctionId });
    return recordRefusal(deps, audited, () =>
      deps.unitOfWork.run((stores) =>
        fileAppeal(stores, { ...command, accountId: actor.accountId, now: deps.clock.now(), audited }),
      ),
    );
  };
