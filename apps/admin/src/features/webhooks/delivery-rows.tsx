import type { WebhookDeliveryDto } from '@banzhen/contracts';
import { Button, Tag } from 'antd';
import { formatExactClock, formatInstant, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';

const colours = { pending: 'processing', delivered: 'success', failed: 'error' } as const;

/** The body of the attempts and what came of each. */
function Told({ delivery: { body, tried, eventId } }: { readonly delivery: WebhookDeliveryDto }) {
  const { t, language } = useTexts();
  return (
    <details>
      <summary>{t('webhooks.deliveries.details')}</summary>
      <p className="fine">webhook-id: {eventId}</p>
      <pre className="webhook-body">{JSON.stringify(JSON.parse(body), null, 2)}</pre>
      {tried.length === 0 && <p>{t('webhooks.deliveries.untried')}</p>}
      <ol className="webhook-attempts">
        {tried.map(({ no, at, tookMs, status, failure }) => (
          <li key={no}>
            {formatInstant(at, mainlandZone, language).replace(/\S+$/, '')}
            {formatExactClock(at, mainlandZone, language)} ·{' '}
            {failure ? t(`webhooks.failure.${failure}`) : t('webhooks.answered', { status })} · {tookMs} ms
          </li>
        ))}
      </ol>
    </details>
  );
}

type Props = {
  readonly deliveries: readonly WebhookDeliveryDto[];
  readonly replay: (delivery: WebhookDeliveryDto) => void;
};

/** Deliveries as a table, the newest first. */
export function DeliveryRows({ deliveries, replay }: Props) {
  const { t, language } = useTexts();
  const when = (instant: string) => formatInstant(instant, mainlandZone, language);
  return (
    <div className="table-frame">
      <table className="stacked-rows">
        <caption className="visually-hidden">{t('webhooks.deliveries.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('webhooks.deliveries.event')}</th>
            <th scope="col">{t('webhooks.deliveries.createdAt')}</th>
            <th scope="col">{t('webhooks.deliveries.state')}</th>
            <th scope="col">{t('webhooks.deliveries.told')}</th>
            <th scope="col">{t('webhooks.deliveries.act')}</th>
          </tr>
        </thead>
        <tbody>
          {deliveries.map((delivery) => (
            <tr key={delivery.deliveryId} data-delivery={delivery.deliveryId}>
              <th scope="row">{delivery.type}</th>
              <td data-label={t('webhooks.deliveries.createdAt')}>{when(delivery.createdAt)}</td>
              <td data-label={t('webhooks.deliveries.state')} data-state={delivery.state}>
                <Tag color={colours[delivery.state]}>{t(`webhooks.delivery.${delivery.state}`)}</Tag>
                {delivery.state === 'pending' && (
                  <div className="fine">{t('webhooks.deliveries.due', { at: when(delivery.dueAt) })}</div>
                )}
              </td>
              <td data-label={t('webhooks.deliveries.told')}>
                <Told delivery={delivery} />
              </td>
              <td>
                {delivery.state !== 'pending' && (
                  <Button
                    size="small"
                    onClick={() => replay(delivery)}
                    aria-label={t('webhooks.replay.buttonFor', {
                      type: delivery.type,
                      at: when(delivery.createdAt),
                    })}
                  >
                    {t('webhooks.replay.button')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
