import type { WebhookEndpointDto } from '@banzhen/contracts';
import { Button, Tag } from 'antd';
import { formatInstant, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { type EndpointAct, useHospitalNames } from './use-webhooks.js';

type Props = {
  readonly endpoint: WebhookEndpointDto;
  /** Counted on the page: two may have one address. */
  readonly no: number;
  readonly isShown: boolean;
  readonly show: () => void;
  readonly start: (act: EndpointAct) => void;
};

/** Whether it is told, and if not, why and since when. */
function State({ endpoint: { state, disabled, failingSince } }: Pick<Props, 'endpoint'>) {
  const { t, language } = useTexts();
  const when = (instant: string) => formatInstant(instant, mainlandZone, language);
  return (
    <p data-state={state}>
      <Tag color={state === 'active' ? 'success' : 'error'}>{t(`webhooks.state.${state}`)}</Tag>{' '}
      {disabled && t(`webhooks.why.${disabled.why}`, { at: when(disabled.at) })}
      {failingSince && t('webhooks.failingSince', { at: when(failingSince) })}
    </p>
  );
}

/** One place at which a partner is told of events. */
export function EndpointCard({ endpoint, no, isShown, show, start }: Props) {
  const { t } = useTexts();
  const nameOf = useHospitalNames();
  const { url, hospitalIds, eventTypes, acts } = endpoint;
  return (
    <section className="panel" aria-label={`${no}. ${url}`} data-endpoint={endpoint.endpointId}>
      <h2 className="webhook-url">
        {no}. {url}
      </h2>
      <State endpoint={endpoint} />
      <dl className="webhook-facts">
        <dt>{t('webhooks.hospitals')}</dt>
        <dd>{hospitalIds.map(nameOf).join('、')}</dd>
        <dt>{t('webhooks.types')}</dt>
        <dd>{eventTypes.length === 0 ? t('webhooks.allTypes') : eventTypes.join(', ')}</dd>
      </dl>
      <div className="webhook-acts">
        <Button type="primary" ghost data-act="deliveries" aria-expanded={isShown} onClick={show}>
          {t('webhooks.deliveries.title')}
        </Button>
        {acts.map((act) => (
          <Button
            key={act}
            danger={act === 'remove'}
            data-act={act}
            onClick={() => start(act)}
            aria-label={t('webhooks.actFor', { act: t(`webhooks.act.${act}.button`), url })}
          >
            {t(`webhooks.act.${act}.button`)}
          </Button>
        ))}
      </div>
    </section>
  );
}
