import { CopyOutlined, ExclamationCircleFilled } from '@ant-design/icons';
import type { OrderDetailDto } from '@banzhen/contracts';
import { App, Button, Tag } from 'antd';
import type { ReactNode } from 'react';
import { formatStretch } from '../../shared/format.js';
import { inLanguage, useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { PageTitle } from '../../shared/layout/page.js';
import { DueClock } from '../../shared/order/due-clock.js';
import { HallTag } from '../../shared/order/hall-tag.js';
import { OrderStateTag } from '../../shared/order/order-states.js';

function CopyNumber({ orderNo }: { readonly orderNo: string }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(orderNo);
      void message.success(t('order.copied', { orderNo }));
    } catch {
      void message.warning(t('order.copyFailed', { orderNo }));
    }
  };
  return (
    <Button size="small" icon={<CopyOutlined />} onClick={() => void copy()}>
      {t('order.copy')}
    </Button>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const axes = ['payment', 'refund', 'review', 'settlement', 'dispute'] as const;

/** What the order is, in which state, as whom the family sees it, and what presses. */
export function OrderHeader({ order }: { readonly order: OrderDetailDto }) {
  const { t, language } = useTexts();
  const { table, family } = order.display;
  return (
    <section className="panel order-header">
      <div className="order-title">
        <PageTitle text={t('order.titleOf', { orderNo: order.orderNo })} />
        <CopyNumber orderNo={order.orderNo} />
        <OrderStateTag status={order.status} />
        {order.needsDispatcher && (
          <Tag variant="solid" color="#a8071a" icon={<ExclamationCircleFilled />}>
            {t('board.needsDispatcher')}
          </Tag>
        )}
        <HallTag order={order} />
        {order.sla && <DueClock kind={order.sla.kind} dueAt={order.sla.dueAt} />}
        {order.giveUpAt && <DueClock kind="give-up" dueAt={order.giveUpAt} />}
      </div>
      <dl className="facts">
        <Fact name={t('order.patient')}>{order.patientName}</Fact>
        <Fact name={t('order.bookedBy')}>{order.bookedByName}</Fact>
        <Fact name={t('order.service')}>{inLanguage(order.serviceTitle, language)}</Fact>
        <Fact name={t('order.hospital')}>{order.hospitalName}</Fact>
        <Fact name={t('order.time')}>
          {formatStretch(order.startsAt, order.endsAt, order.zone, language)}
          <span className="zone">{wordOf('zone', order.zone)}</span>
        </Fact>
        <Fact name={t('order.tableState')}>{wordOf('tableState', table)}</Fact>
        <Fact name={t('order.familyState')}>
          {family === undefined ? t('order.notBookedYet') : wordOf('familyState', family)}
        </Fact>
        {axes.map((axis) => (
          <Fact key={axis} name={t(`axis.${axis}`)}>
            {wordOf(`axisState.${axis}`, order.axes[axis])}
          </Fact>
        ))}
        {order.review && (
          <Fact name={t('order.review')}>
            {t('order.stars', { stars: order.review.stars })} {order.review.text}
          </Fact>
        )}
      </dl>
    </section>
  );
}
