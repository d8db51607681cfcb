import { setTimeout as pause } from 'node:timers/promises';
import type { FamilyOrderDto, OrderAnswerDto } from '@banzhen/contracts';
import { refusalIn } from './refusal.js';
import { familyView, known, type Visit } from './visit.js';

const LOOK_AGAIN_MS = 100;

/** Something that must happen by itself has not happened. */
export class NothingHappened extends Error {
  readonly type = 'NothingHappened';
  readonly zh: string;
  readonly en: string;

  constructor(what: string, waitedMs: number, seen: string) {
    super(`waited ${waitedMs} ms for ${what}`);
    this.name = 'NothingHappened';
    this.zh = `等了 ${Math.round(waitedMs / 1000)} 秒仍未发生：${what}（最后看到：${seen}）。`;
    this.en = `Waited ${Math.round(waitedMs / 1000)} s for ${what}; last seen: ${seen}.`;
  }
}

/** An answer that differs from what the rules promise. */
export class NotAsPromised extends Error {
  readonly type = 'NotAsPromised';
  readonly zh: string;
  readonly en: string;

  constructor(problems: readonly string[]) {
    super(problems.join('; '));
    this.name = 'NotAsPromised';
    this.zh = `与规则不符：${problems.join('；')}。`;
    this.en = `Not as promised: ${problems.join('; ')}.`;
  }
}

const seenOf = ({ status, shifts }: FamilyOrderDto): string =>
  `${status}, shifts ${shifts.map(({ cover }) => cover).join(' ')}`;

/** Looks at the order again and again until `test` holds; throws `NothingHappened` when patience ends. */
export const waitUntilSeen = async <Seen extends FamilyOrderDto>(
  visit: Visit,
  what: string,
  test: (order: FamilyOrderDto) => boolean,
  view: (visit: Visit) => Promise<Seen>,
): Promise<Seen> => {
  const since = performance.now();
  for (;;) {
    const order = await view(visit);
    if (test(order)) return order;
    const waitedMs = performance.now() - since;
    if (waitedMs >= visit.patienceMs) throw new NothingHappened(what, waitedMs, seenOf(order));
    await pause(LOOK_AGAIN_MS);
  }
};

/** The same with the order as the family sees it. */
export const waitUntil = (
  visit: Visit,
  what: string,
  test: (order: FamilyOrderDto) => boolean,
): Promise<FamilyOrderDto> => waitUntilSeen(visit, what, test, familyView);

/** The order as the person saw it: a command is refused when it has moved on since. */
export type Ref = { readonly orderId: string; readonly expectedVersion: number };

/**
 * Gives a command about the order as it is seen, and answers the order in which `isDone` shows its effect. A command
 * that is repeated on a broken line is refused as outdated and changes nothing; one that a timer overtook is given again.
 */
export const give = async (
  visit: Visit,
  command: (ref: Ref) => Promise<OrderAnswerDto>,
  isDone: (order: FamilyOrderDto) => boolean,
): Promise<FamilyOrderDto> => {
  const since = performance.now();
  let order = await familyView(visit);
  for (;;) {
    try {
      await command({ orderId: known(visit, 'orderId'), expectedVersion: order.version });
    } catch (failure) {
      const refusal = refusalIn(failure);
      if (!refusal) throw failure;
      order = await familyView(visit);
      if (isDone(order)) return order;
      const isOvertaken = refusal.type === 'StaleVersion' && performance.now() - since < visit.patienceMs;
      if (!isOvertaken) throw failure;
      continue;
    }
    order = await familyView(visit);
    if (isDone(order)) return order;
    throw new NotAsPromised([`the command was taken, but the order is ${seenOf(order)}`]);
  }
};
