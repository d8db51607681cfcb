import type { CertificationRowDto } from '@banzhen/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { api, client } from '../../shared/api/client.js';
import { formatInstant, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { NothingHere, PageFailure, PageSkeleton } from '../../shared/layout/page.js';

/** How escorts stand: at work, taken off it, or never again. */
export type Standing = 'in-force' | 'suspended' | 'revoked';

const firstPage = (): string | undefined => undefined;

const useStanding = (standing: Standing) =>
  useInfiniteQuery({
    queryKey: [...api.certification.standing.pathKey(), standing],
    queryFn: ({ pageParam, signal }) =>
      client.certification.standing.query(
        { standing, ...(pageParam === undefined ? {} : { after: pageParam }) },
        { signal },
      ),
    initialPageParam: firstPage(),
    getNextPageParam: ({ nextAfter }) => nextAfter,
  });

function StandingRow({ row }: { readonly row: CertificationRowDto }) {
  const { t, language } = useTexts();
  const { certificationId, maskedName, status } = row;
  return (
    <li className="panel" data-certification={certificationId} data-status={status}>
      <h2 className="credential-row">
        <Link to="/credentials/$certificationId" params={{ certificationId }}>
          {t('credentials.of', { name: maskedName, held: t(`credentials.class.${row.class}`) })}
        </Link>
        <strong>{t(`credentials.status.${status}`)}</strong>
      </h2>
      <p className="fine">
        {t('credentials.submitted', {
          at: formatInstant(row.submittedAt, mainlandZone, language),
          city: wordOf('city', row.cityCode),
        })}
      </p>
    </li>
  );
}

/** Escorts who stand one way, the newest submission first. */
export function StandingList({ standing }: { readonly standing: Standing }) {
  const { t } = useTexts();
  const found = useStanding(standing);
  const rows = found.data?.pages.flatMap(({ certifications }) => certifications) ?? [];
  return (
    <>
      {found.isPending && <PageSkeleton />}
      {found.isError && <PageFailure error={found.error} retry={() => void found.refetch()} />}
      {found.isSuccess && rows.length === 0 && <NothingHere why={t(`measures.none.${standing}`)} />}
      {rows.length > 0 && (
        <ul className="stack">
          {rows.map((row) => (
            <StandingRow key={row.certificationId} row={row} />
          ))}
        </ul>
      )}
      {found.hasNextPage && (
        <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t('board.more')}
        </Button>
      )}
    </>
  );
}
