import type { PartnerActor } from '@banzhen/domain/shared/actor';
import type { LimitStanding } from '@banzhen/platform';
import type { Context } from 'hono';
import type { DoorEnv } from '../guards/door-env.js';

/** What the routes of partners know of a request. */
export type PartnerEnv = {
  readonly Bindings: DoorEnv['Bindings'];
  Variables: DoorEnv['Variables'] & {
    /** Who showed a key for this operation. */
    partner: PartnerActor;
    /** Where their limit stands once they are let in; nothing where they are refused, whatever is answered. */
    standing: Promise<LimitStanding | undefined>;
  };
};

export type PartnerContext = Context<PartnerEnv>;
