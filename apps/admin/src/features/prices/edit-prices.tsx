import type { PriceListPreviewDto, PriceListsDto, ServicePriceDto } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api/client.js';
import { useMay } from '../../shared/api/me.js';
import { formatFen } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { RefusalNotice } from '../../shared/layout/refusal-notice.js';
import { EditActs } from '../../shared/rules/edit-acts.js';
import { useChecked } from '../../shared/rules/use-checked.js';
import { type DraftPrice, draftOf, pricesOf } from './draft.js';
import { PriceChanges } from './price-changes.js';
import { PricesEditor } from './prices-editor.js';
import { PublishPrices } from './publish-prices.js';
import { useServiceName } from './service-name.js';

type Props = Pick<PriceListsDto, 'services'> & {
  readonly latest: { readonly version: number; readonly prices: readonly ServicePriceDto[] };
  readonly close: () => void;
};

function Answer({
  answer: { wrong, replaces, changes },
  services,
}: Pick<Props, 'services'> & { readonly answer: PriceListPreviewDto }) {
  const { t } = useTexts();
  const name = useServiceName(services);
  return (
    <div role="status" data-checked={wrong ? 'wrong' : 'right'}>
      {wrong && (
        <Alert
          type="error"
          showIcon
          title={t('prices.wrong', {
            at: name(wrong),
            part: t(`prices.part.${wrong.part}`),
            why: t(`prices.why.${wrong.why}`, {
              least: formatFen(wrong.leastFen),
              most: formatFen(wrong.mostFen),
            }),
          })}
        />
      )}
      <h3>
        {replaces === 0 ? t('prices.comparedWithCatalogue') : t('rules.whatChanges', { version: replaces })}
      </h3>
      <PriceChanges services={services} changes={changes} />
    </div>
  );
}

/** The next version: made of the latest one, checked with what it changes, and published. */
export function EditPrices({ services, latest, close }: Props) {
  const { t } = useTexts();
  const may = useMay();
  const [drafts, setDrafts] = useState(() => draftOf(latest.prices));
  const { checked, keep } = useChecked<readonly DraftPrice[], PriceListPreviewDto>(drafts);
  const [isPublishing, setPublishing] = useState(false);
  const preview = useMutation(api.priceList.preview.mutationOptions());
  const prices = pricesOf(drafts);
  const check = () => prices && preview.mutate({ prices }, { onSuccess: keep });
  const canPublish = checked !== undefined && !checked.wrong && checked.changes.length > 0;
  const title = t('rules.editing', { version: latest.version + 1 });
  return (
    <section className="panel" aria-label={title} data-editing>
      <h2>{title}</h2>
      <p className="hint">{t('prices.editHint')}</p>
      <PricesEditor services={services} drafts={drafts} change={setDrafts} />
      <EditActs
        check={check}
        isChecking={preview.isPending}
        canCheck={prices !== undefined}
        publish={may('price-list.publish') ? () => setPublishing(true) : undefined}
        canPublish={canPublish}
        discard={close}
      />
      {!prices && (
        <p className="hint" role="status">
          {t('prices.notAmounts')}
        </p>
      )}
      {preview.isError && <RefusalNotice error={preview.error} />}
      {checked && <Answer answer={checked} services={services} />}
      {isPublishing && checked && prices && (
        <PublishPrices
          {...{ services, latest: latest.version, prices }}
          onPublished={close}
          close={() => setPublishing(false)}
        />
      )}
    </section>
  );
}
