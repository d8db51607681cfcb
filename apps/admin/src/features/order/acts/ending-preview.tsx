import type { EndingPreviewDto, OrderDetailDto } from '@banzhen/contracts';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { api } from '../../../shared/api/client.js';
import { asFailure, isStale } from '../../../shared/api/refusal.js';
import { formatExactClock } from '../../../shared/format.js';
import { useTexts } from '../../../shared/i18n/i18n.js';
import { RefusalNotice } from '../../../shared/layout/refusal-notice.js';
import { SplitSums } from './split-sums.js';

export type Ending = 'patient-no-show' | 'escort-no-show' | 'early-end' | 'unmatched';

const AGAIN_MS = 15_000;

/** What the ending would do now; looked at again every few seconds, because time alone can change it. */
export const useEndingPreview = (
  { orderId, version }: OrderDetailDto,
  ending: Ending | 'escort-unreachable',
) =>
  useQuery({
    ...api.dispatch.previewEnding.queryOptions({ orderId, expectedVersion: version, ending }),
    staleTime: 0,
    gcTime: 0,
    refetchInterval: AGAIN_MS,
  });

type Props = {
  readonly order: OrderDetailDto;
  readonly ending: Ending;
  readonly preview: UseQueryResult<EndingPreviewDto, unknown>;
  readonly onReload: () => void;
};

/** The exact split of an ending before it is confirmed, and what still stands in the way. */
export function EndingPreview({ order, ending, preview, onReload }: Props) {
  const { t, language } = useTexts();
  const { data, error } = preview;
  const wayOn = isStale(error)
    ? { word: t('act.reload'), run: onReload }
    : { word: t('page.retry'), run: () => void preview.refetch() };
  return (
    <div aria-live="polite" className="told">
      {preview.isError && <RefusalNotice error={error} action={wayOn} />}
      {preview.isPending && <Skeleton active title={false} paragraph={{ rows: 3 }} />}
      {data && !preview.isError && (
        <div className="quote" data-ending={ending}>
          <SplitSums split={splitOf(data, ending)} />
          <p className="hint">
            {t(ending === 'early-end' ? 'split.earlyEnd' : 'split.exact', {
              at: formatExactClock(data.at, order.zone, language),
            })}
          </p>
        </div>
      )}
      {data?.notYet && <RefusalNotice tone="warning" error={asFailure(data.notYet)} />}
    </div>
  );
}

const splitOf = (
  { refundFen, escortFen, platformFen, taxFen, compensationFen, balanceFen }: EndingPreviewDto,
  ending: Ending,
) => ({
  refundFen,
  escortFen,
  platformFen,
  ...(ending === 'early-end' ? { taxFen } : {}),
  ...(ending === 'escort-no-show' ? { compensationFen } : {}),
  ...(balanceFen > 0 ? { balanceFen } : {}),
});
