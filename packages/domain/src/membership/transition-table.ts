import type { Capacity } from '../shared/actor.js';
import type { MemberStatus } from './member.js';

export type MemberCommand =
  | 'earn_growth'
  | 'buy_plan'
  | 'give'
  | 'end_period'
  | 'end_grace'
  | 'freeze'
  | 'resume'
  | 'cancel';

/** A row of the table: several commands may share an id. */
export type MemberRow = {
  readonly id: `M${number}`;
  readonly from: readonly MemberStatus[];
  readonly command: MemberCommand;
  /** `same` keeps the status. Several entries: growth, plan or grace decide which. */
  readonly to: readonly (MemberStatus | 'same')[];
  readonly who: readonly Capacity[];
  /** Capacities that must name a cause (D*). */
  readonly causeFrom?: readonly Capacity[];
  readonly guard: string;
};

/** From these a membership begins anew, as a period of its own: what has ended stays ended in the history. */
const outside: readonly MemberStatus[] = ['NONE', 'EXPIRED', 'CANCELLED'];

/** Every transition of a membership (6.11, M1-M6). Whatever is not listed is illegal. */
export const membershipTable: readonly MemberRow[] = [
  {
    id: 'M1',
    from: outside,
    command: 'earn_growth',
    to: ['same', 'ACTIVE'],
    who: ['SYS'],
    guard: 'growth reaches the threshold of a level',
  },
  { id: 'M1', from: outside, command: 'buy_plan', to: ['ACTIVE'], who: ['PSP'], guard: 'plan open' },
  {
    id: 'M1',
    from: outside,
    command: 'give',
    to: ['ACTIVE'],
    who: ['D'],
    causeFrom: ['D'],
    guard: 'level of the policy in force',
  },
  {
    id: 'M2',
    from: ['ACTIVE'],
    command: 'earn_growth',
    to: ['same'],
    who: ['SYS'],
    guard: 'growth reaches the threshold of a higher level: raised at once',
  },
  {
    id: 'M2',
    from: ['ACTIVE'],
    command: 'buy_plan',
    to: ['same'],
    who: ['PSP'],
    guard: 'plan open, not below the level: a higher one at once, the same one after the present period',
  },
  {
    id: 'M3',
    from: ['ACTIVE'],
    command: 'end_period',
    to: ['GRACE', 'same'],
    who: ['SYS'],
    guard: 'period over; kept where the growth reaches the keep line',
  },
  {
    id: 'M4',
    from: ['GRACE'],
    command: 'earn_growth',
    to: ['same', 'ACTIVE'],
    who: ['SYS'],
    guard: 'growth reaches the keep line',
  },
  { id: 'M4', from: ['GRACE'], command: 'buy_plan', to: ['ACTIVE'], who: ['PSP'], guard: 'plan open' },
  {
    id: 'M4',
    from: ['GRACE'],
    command: 'end_grace',
    to: ['ACTIVE', 'EXPIRED'],
    who: ['SYS'],
    guard: 'grace over; a lower level whose keep line the growth reaches',
  },
  {
    id: 'M5',
    from: ['ACTIVE', 'GRACE'],
    command: 'freeze',
    to: ['FROZEN'],
    who: ['D', 'SYS'],
    causeFrom: ['D', 'SYS'],
    guard: 'cause',
  },
  {
    id: 'M5',
    from: ['FROZEN'],
    command: 'earn_growth',
    to: ['same'],
    who: ['SYS'],
    guard: 'counted, without effect until it resumes',
  },
  {
    id: 'M5',
    from: ['FROZEN'],
    command: 'resume',
    to: ['ACTIVE', 'GRACE'],
    who: ['D', 'SYS'],
    causeFrom: ['D'],
    guard: 'what is left of period and grace goes on',
  },
  {
    id: 'M6',
    from: ['ACTIVE'],
    command: 'cancel',
    to: ['CANCELLED'],
    who: ['U'],
    guard: 'paid plan; unused days less used benefits go back',
  },
];
