import type { Denied, NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { SanctionId } from '../../shared/ids.js';
import { done, err, type Result } from '../../shared/result.js';
import { answered, type NoOpenAppeal, type WordsRequired } from '../sanction.js';
import { authorizeStanding, findInTenant } from './authorize-staff.js';
import type { AccountDeps, Origin } from './deps.js';
import { byPerson, recordDone, recordRefusal } from './record-refusal.js';

export type AnswerAppeal = {
  readonly sanctionId: SanctionId;
  readonly granted: boolean;
  readonly text: string;
};

type Refused = Denied | WordsRequired | NoOpenAppeal;

/** Answers an appeal; granting it lifts the sanction at once. */
export const makeAnswerAppeal =
  (deps: AccountDeps) =>
  (actor: Person, origin: Origin, command: AnswerAppeal): Promise<Result<void, Refused>> => {
    const { sanctionId, granted } = command;
    const text = command.text.trim();
    const audited = byPerson('appeal.answer', actor, origin, { kind: 'sanction', id: sanctionId });
    return recordRefusal(deps, audited, async () => {
      const now = deps.clock.now();
      const by = authorizeStanding('appeal.answer', actor, now);
      if (!by.ok) return by;
      if (!text) return err({ type: 'WordsRequired' });
      return deps.unitOfWork.run<void, NotFound | NoOpenAppeal>(async (stores) => {
        const sanction = await stores.sanctions.find(sanctionId);
        const account = sanction && (await findInTenant(stores, actor, sanction.accountId));
        if (!sanction || !account?.ok) return err({ type: 'NotFound' });
        const { appeal } = sanction;
        if (!appeal || appeal.answer) return err({ type: 'NoOpenAppeal' });
        const answer = { granted, text, at: now, by: actor.accountId };
        if (!(await stores.sanctions.update(answered(sanction, appeal, answer))))
          return err({ type: 'NoOpenAppeal' });
        await recordDone(stores, { ...audited, actor: by.value }, now, { granted });
        return done;
      });
    });
  };
