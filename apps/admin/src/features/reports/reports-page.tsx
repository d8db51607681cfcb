import './reports.css';
import { Button, Radio } from 'antd';
import { useId } from 'react';
import { mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { NothingHere, PageFailure, PageSkeleton, PageTitle } from '../../shared/layout/page.js';
import { ReportRow } from './report-row.js';
import { type ReportState, reportStates } from './report-states.js';
import { useReports } from './use-reports.js';

type Props = { readonly state: ReportState; readonly choose: (state: ReportState) => void };

function StateChoice({ state, choose }: Props) {
  const { t } = useTexts();
  const label = useId();
  return (
    <fieldset className="bare">
      <legend id={label} className="visually-hidden">
        {t('reports.which')}
      </legend>
      <Radio.Group
        aria-labelledby={label}
        value={state}
        onChange={(event) => choose(event.target.value)}
        options={reportStates.map((one) => ({ value: one, label: t(`reports.state.${one}`) }))}
      />
    </fieldset>
  );
}

/** Messages that were reported, the oldest first: what was said is shown for a reason, and judged by whoever has read it. */
export function ReportsPage({ state, choose }: Props) {
  const { t } = useTexts();
  const reports = useReports(state);
  const rows = reports.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <>
      <PageTitle text={t('reports.title')} />
      <StateChoice state={state} choose={choose} />
      <p className="hint" aria-live="polite">
        {reports.isSuccess && `${t('reports.shown', { shown: rows.length })} · `}
        {t('zone.all', { zone: wordOf('zone', mainlandZone) })}
      </p>
      {reports.isPending && <PageSkeleton />}
      {reports.isError && <PageFailure error={reports.error} retry={() => void reports.refetch()} />}
      {reports.isSuccess && rows.length === 0 && <NothingHere why={t(`reports.none.${state}`)} />}
      {rows.length > 0 && (
        <ul className="stack">
          {rows.map((row) => (
            <ReportRow key={`${row.orderId}/${row.seq}`} row={row} />
          ))}
        </ul>
      )}
      {reports.hasNextPage && (
        <Button loading={reports.isFetchingNextPage} onClick={() => void reports.fetchNextPage()}>
          {t('reports.more')}
        </Button>
      )}
    </>
  );
}
