import type { PriceListsDto, ServicePriceDto } from '@banzhen/contracts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useActDone } from '../../shared/act/use-act-done.js';
import { api } from '../../shared/api/client.js';
import { formatInstant, instantOf, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { RefusalNotice } from '../../shared/layout/refusal-notice.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import { InForceField } from '../../shared/rules/in-force-field.js';
import { PriceChanges } from './price-changes.js';

type Props = Pick<PriceListsDto, 'services'> & {
  /** The highest version, which the draft was made of; 0 where there is none. */
  readonly latest: number;
  readonly prices: ServicePriceDto[];
  readonly onPublished: () => void;
  readonly close: () => void;
};

/** Publishes the next version with a reason, from now on or from a later instant; a version never changes. */
export function PublishPrices({ services, latest, prices, onPublished, close }: Props) {
  const { t, language } = useTexts();
  const id = useId();
  const done = useActDone(api.priceList.pathKey(), () => {
    close();
    onPublished();
  });
  const publish = useMutation(api.priceList.publish.mutationOptions());
  const [wallTime, setWallTime] = useState('');
  const from = wallTime === '' ? {} : { inForceFrom: instantOf(wallTime, mainlandZone) };
  const { mutateAsync: look } = useMutation(api.priceList.preview.mutationOptions());
  const preview = useQuery({
    queryKey: [...api.priceList.preview.mutationKey(), prices, wallTime],
    queryFn: () => look({ prices, ...from }),
  });
  const when = from.inForceFrom
    ? formatInstant(from.inForceFrom, mainlandZone, language)
    : t('rules.fromNow');
  return (
    <ActDialog
      title={t('prices.publishTitle', { version: latest + 1 })}
      confirmWord={t('rules.publish')}
      isDangerous
      consequences={[t('prices.then', { when }), t('prices.thenKept'), t('rules.thenForGood')]}
      words={{ label: t('prices.reason') }}
      firstControl={`${id}from`}
      run={(reason) => publish.mutateAsync({ prices, latest, reason, ...from })}
      onDone={done}
      onClose={close}
    >
      <InForceField id={`${id}from`} wallTime={wallTime} change={setWallTime} />
      {preview.isError && <RefusalNotice error={preview.error} />}
      {preview.data && (
        <>
          <h4>{t('prices.changes')}</h4>
          <PriceChanges services={services} changes={preview.data.changes} />
        </>
      )}
    </ActDialog>
  );
}
