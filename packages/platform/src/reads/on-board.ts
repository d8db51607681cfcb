import type { Message } from '@banzhen/domain/messaging';
import { authorize, type OperationId, standingRelations } from '@banzhen/domain/policy';
import type { Person } from '@banzhen/domain/shared/actor';

/** Who hears of what: that something was said about an order is for the desk, which takes part in it. */
const rowOf: Readonly<Record<string, OperationId>> = {
  order: 'board.read',
  conversation: 'conversation.count',
};

/** Whether a message is about an order on the board of this person: of their tenant, and of a city that is theirs (A9, A29). */
export const isOnBoardOf = (reader: Person, { topic, payload: { tenantId, cityCode } }: Message): boolean => {
  const row = rowOf[topic];
  return (
    row !== undefined &&
    tenantId === reader.tenantId &&
    typeof cityCode === 'string' &&
    authorize(row, reader, new Set(standingRelations(reader, cityCode))).ok
  );
};

/** Of these everybody who takes part would learn from the live feed that somebody has reported a message. */
const isAboutReport = ({ topic, type }: Message): boolean =>
  topic === 'conversation' && (type === 'MessageReported' || type === 'MessageReportClosed');

/**
 * Whether somebody who follows one order hears of this message about it: of reports the desk does, and whoever has reported that it
 * was looked at.
 */
export const isToldToFollower = (reader: Person, message: Message): boolean => {
  if (!isAboutReport(message) || isOnBoardOf(reader, message)) return true;
  const { reporters } = message.payload;
  return Array.isArray(reporters) && reporters.includes(reader.accountId);
};
