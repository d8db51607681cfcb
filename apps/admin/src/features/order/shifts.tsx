import { CheckCircleOutlined, SearchOutlined, SendOutlined } from '@ant-design/icons';
import type { OrderDetailDto, ShiftDto } from '@banzhen/contracts';
import { Link } from '@tanstack/react-router';
import { Button, Tag } from 'antd';
import type { ReactNode } from 'react';
import { formatStretch } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { DueClock } from '../../shared/order/due-clock.js';
import type { Act } from './acts/acts.js';

type Props = { readonly order: OrderDetailDto; readonly start: (act: Act) => void };

const looks: Record<ShiftDto['cover'], { readonly color: string; readonly icon: ReactNode }> = {
  open: { color: '#ad4e00', icon: <SearchOutlined /> },
  offered: { color: '#0958d9', icon: <SendOutlined /> },
  accepted: { color: '#006d75', icon: <CheckCircleOutlined /> },
};

function ShiftActs({ order, shift, start }: Props & { readonly shift: ShiftDto }) {
  const { t } = useTexts();
  const may = (command: string) => order.allowed.includes(command);
  const canOffer = shift.cover === 'open' && may('offer');
  const canReplace = shift.cover === 'accepted' && (may('change_escort') || may('release'));
  return (
    <div className="shift-acts">
      <Link
        to="/orders/$orderId/shifts/$shiftNo"
        params={{ orderId: order.orderId, shiftNo: String(shift.no) }}
        className={canOffer ? 'button-link' : 'button-link quiet'}
      >
        {canOffer ? t('order.assign') : canReplace ? t('order.reassign') : t('order.seeCandidates')}
      </Link>
      {shift.cover === 'offered' && may('withdraw') && (
        <Button onClick={() => start({ kind: 'withdraw', shift })}>{t('act.withdraw.button')}</Button>
      )}
      {shift.cover === 'accepted' && may('release') && (
        <Button danger onClick={() => start({ kind: 'release', shift })}>
          {t('act.release.button')}
        </Button>
      )}
    </div>
  );
}

/** Every shift with who covers it. */
export function Shifts({ order, start }: Props) {
  const { t, language } = useTexts();
  return (
    <section className="panel" aria-labelledby="shifts-title">
      <h2 id="shifts-title">{t('order.shifts')}</h2>
      <ul className="shifts">
        {order.shifts.map((shift) => (
          <li key={shift.no} data-shift={shift.no}>
            <div>
              <strong>{t('order.shiftNo', { no: shift.no })}</strong>{' '}
              <Tag variant="solid" {...looks[shift.cover]}>
                {t(`cover.${shift.cover}`)}
              </Tag>
              {shift.escortName}
            </div>
            <div>{formatStretch(shift.startsAt, shift.endsAt, order.zone, language)}</div>
            {shift.offerExpiresAt && <DueClock kind="offer-expiry" dueAt={shift.offerExpiresAt} />}
            <ShiftActs order={order} shift={shift} start={start} />
          </li>
        ))}
      </ul>
    </section>
  );
}
