import type { CheckpointAlarm, CheckpointTaken } from '@banzhen/domain/audit';
import type { Log } from '../log.js';
import { type Loop, startLoop } from './loop.js';

const REST_MS = 60_000;

type Deps = { readonly takeCheckpoint: () => Promise<CheckpointTaken>; readonly log: Log };

const tell = (log: Log, alarm: CheckpointAlarm): void => {
  if (alarm.what === 'checkpoints-rolled-back') log.error('audit.checkpoints-rolled-back', { no: alarm.no });
  else log.error('audit.row-not-as-signed', { stream: alarm.stream, seq: alarm.seq });
};

/** Signs once a minute how far the audit has grown; what was cut off or rolled back since is an error in the log (PR8). */
export const startCheckpoints = ({ takeCheckpoint, log }: Deps): Loop =>
  startLoop(
    'checkpoints',
    log,
    async () => {
      const { alarms } = await takeCheckpoint();
      for (const alarm of alarms) tell(log, alarm);
      return 'idle';
    },
    REST_MS,
  );
