import type { OrderStatus } from './order.js';
import type { TransitionRow } from './transition-row.js';

const searching: readonly OrderStatus[] = ['PAID', 'ASSIGNED'];

/** The same once the escort is on the way, for the shifts after the present one: beside what goes on, the status stays. */
const alsoUnderWay = (...rows: readonly TransitionRow[]): readonly TransitionRow[] =>
  rows.flatMap((row) => [
    row,
    {
      ...row,
      from: ['EN_ROUTE', 'ARRIVED', 'SERVING'],
      to: ['same'],
      guard: `${row.guard}; for a shift after the present one`,
      given: 'later-shift',
    },
  ]);

/** How shifts get and lose their escorts (O4–O9). */
export const coveringRows: readonly TransitionRow[] = [
  ...alsoUnderWay(
    {
      id: 'O4',
      from: searching,
      command: 'offer',
      to: ['ASSIGNED'],
      who: ['SYS', 'D'],
      reasonFrom: ['D'],
      guard: 'shift open, escort eligible and not excluded',
    },
    {
      id: 'O5',
      from: searching,
      command: 'grab',
      to: ['ACCEPTED', 'PAID', 'ASSIGNED'],
      who: ['E'],
      guard: 'hall open, escort eligible',
    },
    {
      id: 'O6',
      from: ['ASSIGNED'],
      command: 'accept',
      to: ['ACCEPTED', 'PAID', 'ASSIGNED'],
      who: ['E'],
      guard: 'offer live, same assignment, still eligible',
    },
    {
      id: 'O7',
      from: ['ASSIGNED'],
      command: 'decline',
      to: ['PAID', 'ASSIGNED'],
      who: ['E'],
      guard: 'own offer',
    },
    {
      id: 'O7',
      from: ['ASSIGNED'],
      command: 'expire_offer',
      to: ['PAID', 'ASSIGNED'],
      who: ['SYS'],
      guard: 'offer lifetime reached',
    },
    {
      id: 'O7',
      from: ['ASSIGNED'],
      command: 'withdraw',
      to: ['PAID', 'ASSIGNED'],
      who: ['D'],
      reasonFrom: ['D'],
      guard: 'offer live',
    },
  ),
  {
    id: 'O8',
    from: [...searching, 'ACCEPTED', 'EN_ROUTE'],
    command: 'release',
    to: ['PAID', 'ASSIGNED', 'same'],
    who: ['E', 'D', 'SYS'],
    reasonFrom: ['D'],
    guard:
      'an accepted shift, not arrived; late release needs a reason; a later shift leaves the way as it is',
  },
  {
    id: 'O8',
    from: ['ARRIVED', 'SERVING'],
    command: 'release',
    to: ['same'],
    who: ['E', 'D', 'SYS'],
    reasonFrom: ['D'],
    guard: 'a later shift is accepted; late release needs a reason',
    given: 'later-shift',
  },
  ...alsoUnderWay({
    id: 'O9',
    from: ['ACCEPTED'],
    command: 'change_escort',
    to: ['ASSIGNED'],
    who: ['U', 'D'],
    reasonFrom: ['D'],
    guard: 'before the cut-off, new escort eligible',
  }),
];
