import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ClinicSessionId } from '@banzhen/domain/shared/ids';
import type { Market } from './market.js';

/** What a process of sellers is asked for. */
export type Asked =
  | {
      readonly kind: 'sell';
      readonly sessionId: ClinicSessionId;
      readonly part: number;
      readonly parts: number;
      readonly lanes: number;
      readonly milliseconds: number;
    }
  | { readonly kind: 'crowd'; readonly sessionId: ClinicSessionId; readonly people: number }
  | { readonly kind: 'door' };

export interface Sold {
  readonly seats: number;
  readonly refused: number;
  readonly milliseconds: number;
  /** What the crowd holds while it waits. */
  readonly megabytes: number;
}

/** How a measurement is taken. */
export interface Rules {
  /** People before each process at a time. */
  readonly lanes: number;
  readonly milliseconds: number;
  readonly rounds: number;
}

/** Where sellers sell. */
export interface Place {
  readonly url: string;
  readonly market: Market;
}

export const startSeller = ({ url, market }: Place, asked: Asked): ChildProcess => {
  const child = fork(fileURLToPath(new URL('./seller-child.js', import.meta.url)), [url, market.tenantId], {
    execArgv: ['--expose-gc'],
  });
  child.send(asked);
  return child;
};

const told = async (child: ChildProcess): Promise<unknown> => {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`a seller ended with ${code}`);
  });
  const [message] = await Promise.race([once(child, 'message'), ended]);
  return message;
};

export const stopSeller = async (child: ChildProcess): Promise<void> => {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
};

/** Processes that begin together; answers what each has sold. */
async function together(place: Place, all: readonly Asked[]): Promise<readonly Sold[]> {
  const children = all.map((asked) => startSeller(place, asked));
  try {
    await Promise.all(children.map(told));
    const answers = children.map(told);
    for (const child of children) child.send('go');
    return (await Promise.all(answers)) as readonly Sold[];
  } finally {
    await Promise.all(children.map(stopSeller));
  }
}

/** Seats of one session a second by so many processes, each with as many people before it. */
export async function sellIn(
  place: Place,
  processes: number,
  { lanes, milliseconds }: { readonly lanes: number; readonly milliseconds: number },
): Promise<{ readonly perSecond: number; readonly seats: number; readonly sessionId: ClinicSessionId }> {
  const sessionId = await place.market.openSession();
  const asked = Array.from({ length: processes }, (_, part): Asked => {
    return { kind: 'sell', sessionId, part, parts: processes, lanes, milliseconds };
  });
  const sold = await together(place, asked);
  const seats = sold.reduce((sum, one) => sum + one.seats, 0);
  const longest = Math.max(...sold.map((one) => one.milliseconds));
  return { perSecond: (seats / longest) * 1000, seats, sessionId };
}

/** So many people at one moment before one process, for half as many seats. */
export async function crowdOf(place: Place, people: number): Promise<Sold> {
  const sessionId = await place.market.openSession(people / 2);
  const [sold] = await together(place, [{ kind: 'crowd', sessionId, people }]);
  if (sold === undefined) throw new Error('the seller has sold nothing');
  return sold;
}

/** Opens a door for each design; answers the process and where it is. */
export async function openDoor(
  place: Place,
): Promise<{ readonly child: ChildProcess; readonly origin: string }> {
  const child = startSeller(place, { kind: 'door' });
  const { port } = (await told(child)) as { readonly port: number };
  return { child, origin: `http://127.0.0.1:${port}` };
}
