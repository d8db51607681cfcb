import type { ActorRef } from './actor.js';

/** When and by whom an operation is done; `reason` where the row demands one. */
export type Act = { readonly now: Date; readonly by: ActorRef; readonly reason?: string };
