import { CheckCircleOutlined, SearchOutlined, SendOutlined } from '@ant-design/icons';
import type { OrderDetailDto, ShiftDto } from '@banzhen/contracts';
import { Link } from '@tanstack/react-router';
import { Button, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useMay } from '../../shared/api/me.js';
import { formatStretch } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { DueClock } from '../../shared/order/due-clock.js';
import { isClosed } from '../../shared/order/order-states.js';
import type { Act } from './acts/acts.js';

type Props = { readonly order: OrderDetailDto; readonly start: (act: Act) => void };

const looks: Record<ShiftDto['cover'], { readonly color: string; readonly icon: ReactNode }> = {
  open: { color: '#ad4e00', icon: <SearchOutlined /> },
  offered: { color: '#0958d9', icon: <SendOutlined /> },
  accepted: { color: '#006d75', icon: <CheckCircleOutlined /> },
};

/** An open shift of an order that has ended waits for nobody any more. */
function CoverTag({ order, shift }: { readonly order: OrderDetailDto; readonly shift: ShiftDto }) {
  const { t } = useTexts();
  if (shift.cover === 'open' && isClosed(order.status)) return <Tag>{t('cover.nobody')}</Tag>;
  return (
    <Tag variant="solid" {...looks[shift.cover]}>
      {t(`cover.${shift.cover}`)}
    </Tag>
  );
}

function ShiftActs({ order, shift, start }: Props & { readonly shift: ShiftDto }) {
  const { t } = useTexts();
  const mayEver = useMay();
  const may = (command: string) => (shift.allowed ?? order.allowed).includes(command);
  const canOffer = shift.cover === 'open' && may('offer');
  const canReplace = shift.cover === 'accepted' && (may('change_escort') || may('release'));
  return (
    <div className="shift-acts">
      {mayEver('candidates.read') && (
        <Link
          to="/orders/$orderId/shifts/$shiftNo"
          params={{ orderId: order.orderId, shiftNo: String(shift.no) }}
          className={canOffer ? 'button-link' : 'button-link quiet'}
        >
          {canOffer ? t('order.assign') : canReplace ? t('order.reassign') : t('order.seeCandidates')}
        </Link>
      )}
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
              <strong>{t('order.shiftNo', { no: shift.no })}</strong> <CoverTag order={order} shift={shift} />
              {shift.escortName}
            </div>
            <div>{formatStretch(shift.startsAt, shift.endsAt, order.zone, language)}</div>
            {shift.coverBy && <DueClock kind="assign" dueAt={shift.coverBy} />}
            {shift.offerExpiresAt && <DueClock kind="offer-expiry" dueAt={shift.offerExpiresAt} />}
            {!isClosed(order.status) && <ShiftActs order={order} shift={shift} start={start} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
