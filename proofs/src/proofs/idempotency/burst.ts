import type { Sql } from '@banzhen/postgres/open-postgres';
import type { PartnerWithKey } from '../../partner-key.js';
import type { Case, Prepared } from './case.js';
import { effectsBetween, traceOf } from './count-effects.js';
import { sendWrite, type Told } from './send.js';
import { aKey, type World } from './world.js';

/** One write at all processes, as two partners. */
export interface Burst {
  readonly world: World;
  readonly sql: Sql;
  readonly origins: readonly string[];
  readonly partners: readonly [PartnerWithKey, PartnerWithKey];
  /** Requests at once. */
  readonly requests: number;
}

/** What became of one write. */
export interface Seen {
  readonly write: string;
  readonly requests: number;
  /** Answered that the first is under way. */
  readonly running: number;
  readonly effects: number;
  readonly faults: readonly string[];
}

const isRunning = ({ status, title }: Told): boolean => status === 409 && title === 'RequestRunning';
const isTaken = ({ status }: Told): boolean => status === 200 || status === 201;
const shortly = ({ text }: Told): string => text.slice(0, 160);

/** The same request so often at once, each to the next process. */
const atOnce = (
  { origins, requests }: Burst,
  sent: Prepared,
  { key }: PartnerWithKey,
  idempotencyKey: string,
): Promise<readonly Told[]> =>
  Promise.all(
    Array.from({ length: requests }, (_, no) =>
      sendWrite(origins[no % origins.length] ?? '', sent, key, idempotencyKey),
    ),
  );

/** What of the answers is not as promised: one that was taken, all others the same or still under way. */
const faultsOf = (answers: readonly Told[]): readonly string[] => {
  const told = answers.filter((answer) => !isRunning(answer));
  const first = told.find(isTaken);
  if (!first) return [`nothing was taken: ${told[0] ? shortly(told[0]) : 'all of them are under way'}`];
  const others = told.filter(({ text }) => text !== first.text);
  return others[0] ? [`${others.length} were told otherwise, such as ${shortly(others[0])}`] : [];
};

const once = (whose: string, effects: number): readonly string[] =>
  effects === 1 ? [] : [`${effects} effects of ${whose}`];

/**
 * Sends one write so often at once with one key, then once more, then something else with the same key, then the same key as
 * another partner about something of its own.
 */
export async function burst(write: string, make: Case, given: Burst): Promise<Seen> {
  const { world, sql, origins, partners } = given;
  const [one, other] = partners;
  const [mine, theirs] = [await make(world, one), await make(world, other)];
  const key = aKey();
  const before = [await traceOf(sql, mine.subject), await traceOf(sql, theirs.subject)] as const;
  const effectsOf = async ({ subject }: Prepared, at: 0 | 1) =>
    effectsBetween(before[at], await traceOf(sql, subject));
  const answers = await atOnce(given, mine, one, key);
  const [origin = ''] = origins;
  const again = await sendWrite(origin, mine, one.key, key);
  const different = await sendWrite(origin, mine.other, one.key, key);
  const effects = await effectsOf(mine, 0);
  const foreign = await atOnce({ ...given, requests: 2 }, theirs, other, key);
  const isReused = different.status === 422 && different.title === 'KeyReused';
  return {
    write,
    requests: answers.length + foreign.length + 2,
    running: answers.filter(isRunning).length,
    effects,
    faults: [
      ...faultsOf([...answers, again]),
      ...once('the first partner', effects),
      ...(isReused ? [] : [`another request with the same key: ${shortly(different)}`]),
      ...faultsOf(foreign).map((fault) => `another partner with the same key: ${fault}`),
      ...once('another partner', await effectsOf(theirs, 1)),
      ...once('the first partner, after the other', await effectsOf(mine, 0)),
    ],
  };
}
