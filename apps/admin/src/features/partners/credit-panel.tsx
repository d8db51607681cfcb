import type { PartnerCreditDto } from '@banzhen/contracts';
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
import { Settlements } from './settlements.js';

/** What is owed, and how much may be; or what was paid in advance. */
function Owed({ owedFen, limitFen }: PartnerCreditDto) {
  const { t } = useTexts();
  const [owed, ahead, limit] = [formatFen(owedFen), formatFen(-owedFen), formatFen(limitFen)];
  if (owedFen < 0) return t('partnerCredit.ahead', { ahead, limit });
  return limitFen === 0 ? t('partnerCredit.none', { owed }) : t('partnerCredit.owes', { owed, limit });
}

/** What a partner owes for the escort orders that it books, how much it may owe, and what it has paid. */
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
          <Owed {...credit.data} />
        </p>
      )}
      {credit.data && <Settlements partner={partner} owedFen={credit.data.owedFen} />}
      {isChanging && credit.data && (
        <CreditLimitDialog partner={partner} credit={credit.data} close={() => setChanging(false)} />
      )}
    </section>
  );
}
