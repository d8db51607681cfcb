import type { PartnerActor } from '@banzhen/domain/shared/actor';
import type { Context } from 'hono';
import type { DoorEnv } from '../guards/door-env.js';

/** What the routes of partners know of a request. */
export type PartnerEnv = {
  readonly Bindings: DoorEnv['Bindings'];
  Variables: DoorEnv['Variables'] & {
    /** Who showed a key for this operation. */
    partner: PartnerActor;
  };
};

export type PartnerContext = Context<PartnerEnv>;
