import type { AuditEntryDto } from '@banzhen/contracts';
import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import { useMay } from '../../shared/api/me.js';
import { factText } from '../../shared/fact-text.js';
import { formatDay, formatExactClock, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { shortId } from '../../shared/short-id.js';

type Names = { readonly names: ReadonlyMap<string, string> };
type Entry = { readonly entry: AuditEntryDto };

/** Beside the capacities of staff and machines: whoever acts about themselves, and whoever is not signed in. */
const ownWords = new Set(['U', 'anonymous']);

function Who({ entry, names }: Entry & Names) {
  const group = ownWords.has(entry.as) ? 'auditAs' : 'capacity';
  return (
    <>
      {wordOf(group, entry.as)}
      {entry.accountId !== undefined && (
        <div className="fine">
          <Link to="/audit" search={{ who: entry.accountId }}>
            {names.get(entry.accountId) ?? shortId(entry.accountId)}
          </Link>
        </div>
      )}
    </>
  );
}

function What({ entry }: Entry) {
  const { t } = useTexts();
  return (
    <>
      {wordOf('operation', entry.operation)}
      {entry.outcome === 'refused' && (
        <div>
          <Tag variant="solid" color="#a8071a">
            {t('outcome.refused')}
          </Tag>
          <span className="fine">{entry.reason && wordOf('auditReason', entry.reason)}</span>
        </div>
      )}
      {entry.outcome === 'done' && entry.reason && (
        <div className="fine">{wordOf('auditReason', entry.reason)}</div>
      )}
    </>
  );
}

/** What it was done to: an order leads to its page for those who may see orders. */
function Thing({ object, names }: Names & { readonly object: NonNullable<AuditEntryDto['object']> }) {
  const { t } = useTexts();
  const mayOpen = useMay()('board.read') && object.kind === 'order';
  const name = names.get(object.id) ?? shortId(object.id);
  return (
    <>
      {wordOf('object', object.kind)}{' '}
      {mayOpen ? (
        <Link to="/orders/$orderId" params={{ orderId: object.id }}>
          {name}
        </Link>
      ) : (
        <span>{name}</span>
      )}
      <div className="fine">
        <Link
          to="/audit"
          search={{ object: object.id }}
          aria-label={t('audit.onlyThisFor', { kind: wordOf('object', object.kind), name })}
        >
          {t('audit.onlyThis')}
        </Link>
      </div>
    </>
  );
}

function Details({ entry }: Entry) {
  const { t, language } = useTexts();
  const facts = Object.entries(entry.facts ?? {});
  return (
    <details>
      <summary>{t('audit.place', { stream: entry.stream, seq: entry.seq })}</summary>
      <dl className="audit-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{wordOf('fact', name)}</dt>
            <dd>{factText(name, value, language)}</dd>
          </div>
        ))}
        {entry.requestId !== undefined && (
          <div>
            <dt>{t('audit.requestId')}</dt>
            <dd>{entry.requestId}</dd>
          </div>
        )}
        {entry.object && (
          <div>
            <dt>{t('audit.objectId')}</dt>
            <dd>{entry.object.id}</dd>
          </div>
        )}
      </dl>
    </details>
  );
}

/** Entries as a table: when, who, what, to which thing, and where it stands in the chains. */
export function AuditRows({ rows, names }: Names & { readonly rows: readonly AuditEntryDto[] }) {
  const { t, language } = useTexts();
  return (
    <div className="table-frame">
      <table className="audit-rows stacked-rows">
        <caption className="visually-hidden">{t('audit.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('audit.when')}</th>
            <th scope="col">{t('audit.who')}</th>
            <th scope="col">{t('audit.what')}</th>
            <th scope="col">{t('audit.object')}</th>
            <th scope="col">{t('audit.details')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((entry) => (
            <tr
              key={`${entry.stream}/${entry.seq}`}
              data-entry={`${entry.stream}/${entry.seq}`}
              data-operation={entry.operation}
            >
              <th scope="row">
                {formatDay(entry.at, mainlandZone, language)}
                <div className="number">{formatExactClock(entry.at, mainlandZone, language)}</div>
              </th>
              <td data-label={t('audit.who')}>
                <Who entry={entry} names={names} />
              </td>
              <td data-label={t('audit.what')}>
                <What entry={entry} />
              </td>
              <td data-label={t('audit.object')}>
                {entry.object && <Thing object={entry.object} names={names} />}
              </td>
              <td>
                <Details entry={entry} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
