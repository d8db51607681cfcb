import type { PartnerSettlementsDto } from '@banzhen/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api/client.js';
import { useMay } from '../../shared/api/me.js';
import { formatFen, formatInstant, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { PageFailure, PageSkeleton } from '../../shared/layout/page.js';
import { useStaffNames } from '../../shared/people/staff-names.js';
import { shortId } from '../../shared/short-id.js';
import type { PartnerDto, SettlementDto } from './partners.js';
import { RecordSettlementDialog } from './record-settlement-dialog.js';
import { ReverseSettlementDialog } from './reverse-settlement-dialog.js';

type RowProps = { readonly settlement: SettlementDto; readonly reverse: () => void };

function SettlementRow({ settlement, reverse }: RowProps) {
  const { t, language } = useTexts();
  const may = useMay();
  const names = useStaffNames();
  const { bankReference: reference, recordedBy, reversal } = settlement;
  const nameOf = (id: string) => names.get(id) ?? shortId(id);
  const at = (instant: string) => formatInstant(instant, mainlandZone, language);
  return (
    <tr data-settlement={reference} data-state={reversal ? 'reversed' : 'counts'}>
      <th scope="row">
        {settlement.receivedOn}
        <div className="fine">{reference}</div>
      </th>
      <td className="number">{formatFen(settlement.amountFen)}</td>
      <td>
        {nameOf(recordedBy)}
        <div className="fine">{at(settlement.recordedAt)}</div>
      </td>
      <td>
        {reversal ? (
          <>
            {t('partnerSettlements.reversed', { cause: wordOf('cause', reversal.cause) })}
            <div className="fine">
              {nameOf(reversal.reversedBy)} · {at(reversal.reversedAt)}
            </div>
          </>
        ) : (
          <>
            {t('partnerSettlements.counts')}{' '}
            {may('partner-settlement.reverse') && (
              <Button
                size="small"
                danger
                onClick={reverse}
                aria-label={t('partnerSettlements.reverseOf', { reference })}
              >
                {t('partnerSettlements.reverse')}
              </Button>
            )}
          </>
        )}
      </td>
    </tr>
  );
}

type ListProps = {
  readonly found: PartnerSettlementsDto;
  readonly reverse: (settlement: SettlementDto) => void;
};

function SettlementRows({ found: { settlements, account }, reverse }: ListProps) {
  const { t } = useTexts();
  return (
    <>
      <div className="table-frame">
        <table className="settlements">
          <caption className="visually-hidden">{t('partnerSettlements.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('partnerSettlements.receivedOn')}</th>
              <th scope="col" className="number">
                {t('partnerSettlements.amount')}
              </th>
              <th scope="col">{t('partnerSettlements.booked')}</th>
              <th scope="col">{t('partnerSettlements.state')}</th>
            </tr>
          </thead>
          <tbody>
            {settlements.map((one) => (
              <SettlementRow key={one.settlementId} settlement={one} reverse={() => reverse(one)} />
            ))}
          </tbody>
        </table>
      </div>
      <p className="fine">
        {t('partnerSettlements.last', { count: settlements.length })} ·{' '}
        <Link to="/ledger/postings" search={{ account }}>
          {t('partnerSettlements.ledger')}
        </Link>
      </p>
    </>
  );
}

type Props = { readonly partner: PartnerDto; readonly owedFen: number };

/** What a partner has paid for its account, and what can be done about it. */
export function Settlements({ partner, owedFen }: Props) {
  const { t } = useTexts();
  const may = useMay();
  const { partnerId } = partner;
  const paid = useQuery(api.partner.settlements.queryOptions({ partnerId }));
  const [isRecording, setRecording] = useState(false);
  const [reversing, setReversing] = useState<SettlementDto>();
  return (
    <>
      <div className="panel-head settlements-head">
        <h3>{t('partnerSettlements.title')}</h3>
        {may('partner-settlement.record') && (
          <Button data-act="record-settlement" onClick={() => setRecording(true)}>
            {t('partnerSettlements.record')}
          </Button>
        )}
      </div>
      {paid.isPending && <PageSkeleton />}
      {paid.isError && <PageFailure error={paid.error} retry={() => void paid.refetch()} />}
      {paid.data?.settlements.length === 0 && <p>{t('partnerSettlements.none')}</p>}
      {paid.data && paid.data.settlements.length > 0 && (
        <SettlementRows found={paid.data} reverse={setReversing} />
      )}
      {isRecording && (
        <RecordSettlementDialog partner={partner} owedFen={owedFen} close={() => setRecording(false)} />
      )}
      {reversing && (
        <ReverseSettlementDialog
          partnerId={partnerId}
          settlement={reversing}
          owedFen={owedFen}
          close={() => setReversing(undefined)}
        />
      )}
    </>
  );
}
