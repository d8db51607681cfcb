import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@banzhen/local-services';
import { migrate, openDatabase } from '@banzhen/postgres';
import type { Proof, ProofOutcome, Run } from '../proof.js';
import { copyWithoutGuards, fillAudit, tamperedVerdict } from './audit/copy.js';
import { diceOf } from './audit/dice.js';
import { isNamed, isSeen } from './audit/judgement.js';
import { type Tampering, tamperings } from './audit/tamperings.js';

/** T-AUDIT of the reliability design; row PR8. */
export const proof: Proof = {
  name: 'audit',
  sentence:
    'A thousand random tamperings with a copy of the audit, by somebody with every right on the database: all are found, and the first bad row is named.',
  run,
};

async function run({ full, log }: Run): Promise<ProofOutcome> {
  const postgres = await startPostgres();
  const folder = await mkdtemp(join(tmpdir(), 'banzhen-audit-'));
  try {
    const original = await openDatabase({ kind: 'postgres', url: postgres.url });
    const filled = await migrate(original.db)
      .then(() => fillAudit(original.db, join(folder, 'checkpoints.jsonl'), full ? 200 : 24))
      .finally(() => original.close());
    log(`${filled.rows} rows in ${filled.streams.length} streams, ${filled.checkpoints} checkpoints`);
    const copy = await openDatabase({ kind: 'postgres', url: await copyWithoutGuards(postgres.url) });
    try {
      const dice = diceOf(Date.now() % 1_000_000);
      const untouched = await tamperedVerdict(copy.db, filled, undefined, true);
      const times = full ? 20_000 : 1_000;
      const seen = { found: 0, named: 0, troubles: [] as string[] };
      for (let time = 0; time < times; time += 1) {
        const tampering = dice.oneOf(tamperings);
        const stream = dice.oneOf(filled.streams);
        const tampered = tampering.tamper(stream.rows, dice.pick);
        const verdict = await tamperedVerdict(copy.db, filled, { stream: stream.no, ...tampered }, true);
        if (isSeen(verdict)) seen.found += 1;
        if (isNamed(verdict, stream.no, tampered.seq)) seen.named += 1;
        else seen.troubles.push(`${tampering.name} at ${tampered.seq}: ${JSON.stringify(verdict.faults)}`);
        if ((time + 1) % (times / 4) === 0) log(`${time + 1} tamperings, ${seen.found} found`);
      }
      for (const trouble of seen.troubles.slice(0, 5)) log(`seed ${dice.seed}: ${trouble}`);
      log('control: the same eyes without checkpoints');
      const control = { tamperings: 0, unseen: 0 };
      for (const tampering of tamperings.filter(leavesChain))
        for (const { no, rows } of filled.streams) {
          const tampered = { stream: no, ...tampering.tamper(rows, dice.pick) };
          control.tamperings += 1;
          if (!isSeen(await tamperedVerdict(copy.db, filled, tampered, false))) control.unseen += 1;
        }
      const falseAlarms = untouched.faults.length;
      return {
        kinds: tamperings.length,
        tamperings: times,
        found: seen.found,
        named: seen.named,
        falseAlarms,
        rows: filled.rows,
        checkpoints: filled.checkpoints,
        seed: dice.seed,
        control,
        ok:
          seen.found === times &&
          seen.named === times &&
          falseAlarms === 0 &&
          untouched.rows === filled.rows &&
          control.unseen === control.tamperings,
      };
    } finally {
      await copy.close();
    }
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const leavesChain = (tampering: Tampering): boolean => tampering.leavesChain;
