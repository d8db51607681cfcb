import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api/client.js';
import { useMay } from '../../shared/api/me.js';
import { formatFen } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { PageFailure, PageSkeleton } from '../../shared/layout/page.js';
import { CreditLimitDialog } from './credit-limit-dialog.js';
import type { PartnerDto } from './partners.js';

/** What a partner owes for the escort orders that it books, and how much it may owe. */
export function CreditPanel({ partner }: { readonly partner: PartnerDto }) {
  const { t } = useTexts();
  const may = useMay();
  const [isChanging, setChanging] = useState(false);
  const { partnerId } = partner;
  const credit = useQuery(api.partner.credit.queryOptions({ partnerId }));
  return (
    <section className="panel" aria-label={t('partnerCredit.title')}>
      <div className="panel-head">
        <h2>{t('partnerCredit.title')}</h2>
        {may('partner-credit.set') && (
          <Button data-act="credit-limit" disabled={!credit.data} onClick={() => setChanging(true)}>
            {t('partnerCredit.change')}
          </Button>
        )}
      </div>
      {credit.isPending && <PageSkeleton />}
      {credit.isError && <PageFailure error={credit.error} retry={() => void credit.refetch()} />}
      {credit.data && (
        <p data-owed-fen={credit.data.owedFen} data-limit-fen={credit.data.limitFen}>
          {t(credit.data.limitFen === 0 ? 'partnerCredit.none' : 'partnerCredit.owes', {
            owed: formatFen(credit.data.owedFen),
            limit: formatFen(credit.data.limitFen),
          })}
        </p>
      )}
      {isChanging && credit.data && (
        <CreditLimitDialog partner={partner} credit={credit.data} close={() => setChanging(false)} />
      )}
    </section>
  );
}
