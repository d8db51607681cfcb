/**
 * What is wrong with a stream, and the first row of which it is true. `truncated`: row `seq` was signed for and is not there;
 * what stands before it is vouched for up to `vouchedSeq`. `rewritten`: rows that are chained without a flaw are not those
 * that were signed for; one of `seq` to `until` is the first.
 */
export type RowFault =
  | {
      readonly what: 'edited' | 'deleted' | 'inserted' | 'reordered' | 'forked';
      readonly stream: number;
      readonly seq: number;
    }
  | {
      readonly what: 'truncated';
      readonly stream: number;
      readonly seq: number;
      readonly vouchedSeq: number;
    }
  | {
      readonly what: 'rewritten';
      readonly stream: number;
      readonly seq: number;
      readonly until: number;
    };

/**
 * What is wrong with the checkpoints, and the number of the first of them: nobody with the key signed it, it is missing
 * between others, or the sink ends before it although it was written.
 */
export type CheckpointFault = {
  readonly what: 'checkpoint-forged' | 'checkpoint-missing' | 'checkpoints-rolled-back';
  readonly no: number;
};

export type AuditFault = RowFault | CheckpointFault;
