import type { Message } from '@banzhen/domain/messaging';
import { authorize, standingRelations } from '@banzhen/domain/policy';
import type { Person } from '@banzhen/domain/shared/actor';

/** Whether a message is about an order on the board of this person: of their tenant, and of a city that is theirs (A9, A29). */
export const isOnBoardOf = (reader: Person, { topic, payload: { tenantId, cityCode } }: Message): boolean =>
  topic === 'order' &&
  tenantId === reader.tenantId &&
  typeof cityCode === 'string' &&
  authorize('board.read', reader, new Set(standingRelations(reader, cityCode))).ok;
