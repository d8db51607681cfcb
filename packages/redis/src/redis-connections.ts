import { Redis, type RedisOptions } from 'ioredis';

/** Hears what went wrong in the background; nothing of it is thrown, because Redis may go away at any time. */
export type OnTrouble = (error: Error) => void;

const LONGEST_PAUSE_MS = 2000;

type Settings = Pick<RedisOptions, 'enableOfflineQueue' | 'maxRetriesPerRequest' | 'commandTimeout'>;

const connected = (url: string, settings: Settings, onTrouble: OnTrouble): Redis =>
  new Redis(url, {
    connectTimeout: 5000,
    retryStrategy: (times: number) => Math.min(50 * 2 ** Math.min(times, 10), LONGEST_PAUSE_MS),
    ...settings,
  }).on('error', onTrouble);

/** Fails fast while Redis is away: whoever sends keeps what it could not send. */
export const sendingConnection = (url: string, onTrouble: OnTrouble): Redis =>
  connected(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: 10_000 }, onTrouble);

/** Waits for Redis however long it is away; `closeAll` ends it and every copy that a library makes of it. */
export const waitingConnection = (url: string, onTrouble: OnTrouble) => {
  const connection = connected(url, { maxRetriesPerRequest: null }, onTrouble);
  const copies: Redis[] = [];
  const duplicate = connection.duplicate.bind(connection);
  connection.duplicate = (override) => {
    const copy = duplicate(override).on('error', onTrouble);
    copies.push(copy);
    return copy;
  };
  return {
    connection,
    closeAll: () => {
      for (const one of [connection, ...copies]) one.disconnect();
    },
  };
};

/** Resolves when the connection can send, after at most `limitMs`; answers whether it can. */
export const readyWithin = async (connection: Redis, limitMs: number): Promise<boolean> => {
  if (connection.status === 'ready') return true;
  if (connection.status === 'end') return false;
  return new Promise((resolve) => {
    const settle = (ready: boolean) => {
      clearTimeout(timer);
      connection.off('ready', onReady);
      resolve(ready);
    };
    const onReady = () => settle(true);
    const timer = setTimeout(() => settle(false), limitMs);
    connection.once('ready', onReady);
  });
};
