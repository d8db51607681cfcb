import './credentials.css';
import type { CertificationRowDto } from '@banzhen/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../shared/api/client.js';
import { formatInstant, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { OneOf } from '../../shared/layout/one-of.js';
import { NothingHere, PageFailure, PageSkeleton, PageTitle } from '../../shared/layout/page.js';
import { DueClock } from '../../shared/order/due-clock.js';
import { type Standing, StandingList } from './standing-list.js';

const LOOK_AGAIN_MS = 30_000;

function Waiting({ row }: { readonly row: CertificationRowDto }) {
  const { t, language } = useTexts();
  const { certificationId, maskedName } = row;
  return (
    <li className="panel" data-certification={certificationId} data-late={row.isLate}>
      <h2 className="credential-row">
        <Link to="/credentials/$certificationId" params={{ certificationId }}>
          {t('credentials.of', { name: maskedName, held: t(`credentials.class.${row.class}`) })}
        </Link>
        <DueClock kind="certification" dueAt={row.reviewDueAt} />
      </h2>
      <p className="fine">
        {t('credentials.submitted', {
          at: formatInstant(row.submittedAt, mainlandZone, language),
          city: wordOf('city', row.cityCode),
        })}
        {row.needsSecond && ` · ${t('credentials.second')}`}
      </p>
    </li>
  );
}

/** What waits for a review, the longest wait first. */
function Queue() {
  const { t } = useTexts();
  const queue = useQuery(
    api.certification.waiting.queryOptions(undefined, { refetchInterval: LOOK_AGAIN_MS }),
  );
  const waiting = queue.data?.waiting ?? [];
  return (
    <>
      <p className="hint" aria-live="polite">
        {queue.isSuccess && `${t('credentials.waiting', { waiting: waiting.length })} · `}
        {t('zone.all', { zone: wordOf('zone', mainlandZone) })}
      </p>
      {queue.isPending && <PageSkeleton />}
      {queue.isError && <PageFailure error={queue.error} retry={() => void queue.refetch()} />}
      {queue.isSuccess && waiting.length === 0 && <NothingHere why={t('credentials.none')} />}
      {waiting.length > 0 && (
        <ul className="stack">
          {waiting.map((row) => (
            <Waiting key={row.certificationId} row={row} />
          ))}
        </ul>
      )}
    </>
  );
}

const views = ['waiting', 'in-force', 'suspended', 'revoked'] as const;

/** Credentials that wait for a review, and escorts by how they stand. */
export function CredentialsPage() {
  const { t } = useTexts();
  const [view, setView] = useState<'waiting' | Standing>('waiting');
  return (
    <>
      <PageTitle text={t('credentials.title')} />
      <OneOf
        legend={t('measures.view')}
        value={view}
        change={setView}
        options={views.map((one) => ({ value: one, label: t(`measures.views.${one}`) }))}
      />
      {view === 'waiting' ? <Queue /> : <StandingList key={view} standing={view} />}
    </>
  );
}
