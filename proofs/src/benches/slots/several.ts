import type { Sql } from '@banzhen/postgres/open-postgres';
import { median, rounded, shuffled } from '../figures.js';
import { crowdOf, type Place, type Rules, sellIn } from './seller.js';

const CROWD = 2_000;
const TIMES = 10;

/** Three processes against one, each with as many people before it, and a crowd against one ten times as large. */
export async function processesAndCrowds(place: Place, sql: Sql, rules: Rules) {
  let wrongAnswers = 0;
  const rate = async (processes: number): Promise<number> => {
    const { perSecond, seats, sessionId } = await sellIn(place, processes, rules);
    const [row] = await sql`
      select count(*)::integer as rows, min(capacity - remaining)::integer as sold
      from appointment join clinic_session on clinic_session.id = session_id where session_id = ${sessionId}`;
    wrongAnswers += Math.abs(seats - Number(row?.rows)) + Math.abs(seats - Number(row?.sold));
    return perSecond;
  };
  const crowd = async (people: number) => {
    const sold = await crowdOf(place, people);
    wrongAnswers += Math.abs(sold.seats - people / 2) + Math.abs(sold.refused - people / 2);
    return sold;
  };
  const seen: { readonly processes: number; readonly time: number; readonly memory: number }[] = [];
  for (let round = 0; round < rules.rounds; round += 1) {
    const rates = { one: 0, three: 0 };
    for (const name of shuffled(['one', 'three'] as const)) rates[name] = await rate(name === 'one' ? 1 : 3);
    const [small, large] = [await crowd(CROWD), await crowd(CROWD * TIMES)];
    seen.push({
      processes: rates.three / rates.one,
      time: large.milliseconds / small.milliseconds,
      memory: large.megabytes / small.megabytes,
    });
  }
  const of = (name: keyof (typeof seen)[number]) => rounded(median(seen.map((one) => one[name])));
  const range = (name: keyof (typeof seen)[number]) =>
    [Math.min(...seen.map((one) => one[name])), Math.max(...seen.map((one) => one[name]))].map(rounded);
  return {
    ...{ threeVsOneProcess: of('processes'), tenfoldTime: of('time'), tenfoldMemory: of('memory') },
    severalRanges: {
      threeVsOneProcess: range('processes'),
      tenfoldTime: range('time'),
      tenfoldMemory: range('memory'),
    },
    wrongAnswers,
  };
}
