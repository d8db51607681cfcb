import type { Message } from '../../messaging/index.js';
import { done, type Result } from '../../shared/result.js';
import type { MemberEvent, MemberOutcome } from '../member-event.js';
import type { AlreadyCounted, MemberChanged } from '../ports.js';
import type { MembershipStores } from '../stores.js';

const messageOf = (event: MemberEvent): Omit<Message, 'id'> => ({
  topic: 'member',
  aggregateId: event.accountId,
  type: event.type,
  payload: {
    ...event.refs,
    row: event.row,
    from: event.from,
    to: event.to,
    version: event.version,
    tenantId: event.tenantId,
  },
});

/**
 * Makes the outcome the stored state in this transaction: the membership by compare-and-set, its history, and the message
 * that tells of it. The transaction must be refused where this is.
 */
export const saveMember = async (
  { members, outbox }: Pick<MembershipStores, 'members' | 'outbox'>,
  { member, event }: MemberOutcome,
): Promise<Result<void, MemberChanged | AlreadyCounted>> => {
  const saved = await members.save(member);
  if (!saved.ok) return saved;
  const recorded = await members.record(event);
  if (!recorded.ok) return recorded;
  await outbox.append([messageOf(event)]);
  return done;
};
