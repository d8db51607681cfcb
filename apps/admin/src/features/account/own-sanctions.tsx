import type { SanctionDto } from '@banzhen/contracts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useActDone } from '../../shared/act/use-act-done.js';
import { api } from '../../shared/api/client.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { PageFailure, PageSkeleton } from '../../shared/layout/page.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import { SanctionCard } from '../../shared/sanction/sanction-card.js';
import { sanctionState } from '../../shared/sanction/sanction-state.js';

const LONGEST_APPEAL = 2_000;

function AppealDialog({ sanction, close }: { readonly sanction: SanctionDto; readonly close: () => void }) {
  const { t } = useTexts();
  const appeal = useMutation(api.account.appeal.mutationOptions());
  const done = useActDone(api.account.pathKey(), close);
  return (
    <ActDialog
      title={t('appeal.title')}
      confirmWord={t('appeal.confirm')}
      consequences={[t('appeal.first'), t('appeal.second')]}
      words={{ label: t('appeal.text'), missing: t('appeal.missing'), longest: LONGEST_APPEAL, isLong: true }}
      run={(text) => appeal.mutateAsync({ sanctionId: sanction.sanctionId, text })}
      onDone={done}
      onClose={close}
    />
  );
}

/** What was decided about the signed-in person; each sanction can be appealed against once. */
export function OwnSanctions() {
  const { t } = useTexts();
  const sanctions = useQuery(api.account.sanctions.queryOptions());
  const [appealed, setAppealed] = useState<SanctionDto>();
  return (
    <section className="panel" aria-label={t('ownAccount.sanctions')}>
      <h2>{t('ownAccount.sanctions')}</h2>
      {sanctions.isPending && <PageSkeleton />}
      {sanctions.isError && <PageFailure error={sanctions.error} retry={() => void sanctions.refetch()} />}
      {sanctions.data?.length === 0 && <p className="hint">{t('ownAccount.noSanctions')}</p>}
      <div className="sanctions">
        {sanctions.data?.map((sanction) => (
          <SanctionCard key={sanction.sanctionId} sanction={sanction}>
            {sanctionState(sanction) === 'live' && !sanction.appeal && (
              <Button onClick={() => setAppealed(sanction)} data-act="appeal">
                {t('appeal.button')}
              </Button>
            )}
          </SanctionCard>
        ))}
      </div>
      {appealed && <AppealDialog sanction={appealed} close={() => setAppealed(undefined)} />}
    </section>
  );
}
