import type { CheckpointSink } from '@banzhen/domain/audit';
import type { PlatformConfig } from '../config.js';
import { fileCheckpointSink } from './file-checkpoint-sink.js';
import { stdoutCheckpointSink } from './stdout-checkpoint-sink.js';

/** Where `config` sends checkpoints. */
export const checkpointSink = ({ checkpointFile }: Pick<PlatformConfig, 'checkpointFile'>): CheckpointSink =>
  checkpointFile === undefined ? stdoutCheckpointSink() : fileCheckpointSink(checkpointFile);
