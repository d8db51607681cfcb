import type { Member, MemberEvent, PublishedPolicy } from '../membership/index.js';
import type { PointsMovement } from '../points/index.js';
import { type Table, table } from './in-memory-table.js';

/** Everything that the in-memory platform knows of members and points. */
export type MemberTables = {
  readonly members: Table<Member>;
  readonly events: Table<MemberEvent>;
  readonly policies: Table<PublishedPolicy>;
  readonly uses: Table<number>;
  readonly movements: Table<PointsMovement>;
};

export const emptyMemberTables = (): MemberTables => ({
  members: table('members'),
  events: table('member events'),
  policies: table('membership policies'),
  uses: table('privilege uses'),
  movements: table('points movements'),
});

export const copyOfMembers = (tables: MemberTables): MemberTables => ({
  members: tables.members.copy(),
  events: tables.events.copy(),
  policies: tables.policies.copy(),
  uses: tables.uses.copy(),
  movements: tables.movements.copy(),
});
