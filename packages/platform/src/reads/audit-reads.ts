import type { AuditEntryDto, AuditVerdictDto } from '@banzhen/contracts';
import type { AuditCursor, AuditEntry, AuditRecord, Verdict } from '@banzhen/domain/audit';
import { authorize, standingRelations } from '@banzhen/domain/policy';
import type { Person } from '@banzhen/domain/shared/actor';
import { ok } from '@banzhen/domain/shared/result';
import type { ReadDeps } from './read-deps.js';
import type { Reads } from './reads.js';

const cursorOf = ({ at, stream, seq }: AuditCursor): string => `${at.toISOString()}/${stream}/${seq}`;

/** Of the form that the wire schema has checked. */
const cursorFrom = (text: string): AuditCursor => {
  const [at = '', stream, seq] = text.split('/');
  return { at: new Date(at), stream: Number(stream), seq: Number(seq) };
};

const entryDto = ({ at, actor, tenantId: _, ...rest }: AuditRecord): AuditEntryDto => ({
  ...rest,
  at: at.toISOString(),
  as: actor.as,
  ...(actor.accountId === undefined ? {} : { accountId: actor.accountId }),
});

/** What was looked for, as facts of the entry about the looking. */
const soughtFacts = (
  sought: Readonly<Record<string, string | undefined>>,
): NonNullable<AuditEntry['facts']> =>
  Object.fromEntries(
    Object.entries(sought).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

const verdictDto = ({ vouchedAt, ...rest }: Verdict): AuditVerdictDto => ({
  ...rest,
  ...(vouchedAt ? { vouchedAt: vouchedAt.toISOString() } : {}),
});

/** The audit as auditors and administrators read it: what they look for is audited too. */
export const auditReads = ({
  audit,
  readings,
  clock,
}: Pick<ReadDeps, 'audit' | 'readings' | 'clock'>): Pick<Reads, 'auditPage' | 'verifyAudit'> => {
  let verifying: Promise<Verdict> | undefined;
  /** One at a time, however many ask for it. */
  const verify = (): Promise<Verdict> => {
    verifying ??= audit.verify().finally(() => {
      verifying = undefined;
    });
    return verifying;
  };

  const open = async (
    actor: Person,
    operation: 'audit.read' | 'audit.verify',
    facts: NonNullable<AuditEntry['facts']> = {},
  ) => {
    const by = authorize(operation, actor, new Set(standingRelations(actor)));
    if (!by.ok) return by;
    const { tenantId } = actor;
    const at = clock.now();
    return readings.run<void, never>(async (stores) =>
      ok(await stores.audit.append({ at, tenantId, actor: by.value, operation, outcome: 'done', facts })),
    );
  };

  return {
    async auditPage(actor, { limit, cursor, ...filter }) {
      const { from, until, ...sought } = filter;
      const opened = await open(actor, 'audit.read', soughtFacts(sought));
      if (!opened.ok) return opened;
      const after = cursor === undefined ? undefined : cursorFrom(cursor);
      const records = await audit.reader.page({ ...filter, tenantId: actor.tenantId }, limit, after);
      const last = records.at(-1);
      return ok({
        rows: records.map(entryDto),
        ...(last && records.length === limit ? { nextCursor: cursorOf(last) } : {}),
      });
    },
    async verifyAudit(actor) {
      const opened = await open(actor, 'audit.verify');
      return opened.ok ? ok(verdictDto(await verify())) : opened;
    },
  };
};
