import { ConfigError } from './config.js';

const isForPeople = (error: Error): boolean => error instanceof ConfigError || 'type' in error;

/** What a process says before it gives up starting: a sentence for what people can mend, the whole trace for a fault of ours. */
export const startFailure = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE')
    return '端口已被占用：停掉占用它的进程，或换一个 PORT。 The port is taken: stop whoever holds it, or choose another PORT.';
  return isForPeople(error) ? error.message : (error.stack ?? error.message);
};
