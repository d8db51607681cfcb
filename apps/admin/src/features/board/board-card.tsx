import { ExclamationCircleFilled, UserAddOutlined } from '@ant-design/icons';
import type { BoardRowDto } from '@banzhen/contracts';
import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import { useMay } from '../../shared/api/me.js';
import { formatFen, formatStretch } from '../../shared/format.js';
import { inLanguage, useTexts } from '../../shared/i18n/i18n.js';
import { DueClock } from '../../shared/order/due-clock.js';
import { HallTag } from '../../shared/order/hall-tag.js';
import { OrderStateTag } from '../../shared/order/order-states.js';

/** The first shift for which somebody is looked for and nobody has an offer. */
export const openShiftNo = (row: BoardRowDto): number | undefined =>
  row.shifts.find(({ cover, coverBy }) => cover === 'open' && coverBy !== undefined)?.no;

function Cover({ row }: { readonly row: BoardRowDto }) {
  const { t } = useTexts();
  const names = [...new Set(row.shifts.flatMap(({ escortName }) => escortName ?? []))];
  const taken = row.shifts.filter(({ cover }) => cover === 'accepted').length;
  return (
    <p className="card-cover">
      {names.length > 0
        ? t('board.escorts', { names: names.join(t('board.nameJoin')) })
        : t('board.noEscort')}
      {row.shifts.length > 1 && <span>{t('board.covered', { taken, all: row.shifts.length })}</span>}
    </p>
  );
}

/** What is due on an order: its own deadline, the end of its offers, and when it would be cancelled by itself. */
function Clocks({ row }: { readonly row: BoardRowDto }) {
  const [offerEnds] = row.shifts.flatMap(({ offerExpiresAt }) => offerExpiresAt ?? []).sort();
  return (
    <div className="card-clocks">
      {row.sla && <DueClock kind={row.sla.kind} dueAt={row.sla.dueAt} />}
      {offerEnds && <DueClock kind="offer-expiry" dueAt={offerEnds} />}
      {row.giveUpAt && <DueClock kind="give-up" dueAt={row.giveUpAt} />}
    </div>
  );
}

type Props = {
  readonly row: BoardRowDto;
  readonly isTabStop: boolean;
  readonly onFocus: (orderId: string) => void;
};

/** One order on the board: its state, who, where, when, who goes, and what presses. */
export function BoardCard({ row, isTabStop, onFocus }: Props) {
  const { t, language } = useTexts();
  const may = useMay();
  const shiftNo = may('shift.offer') ? openShiftNo(row) : undefined;
  const tabIndex = isTabStop ? 0 : -1;
  return (
    <li
      className="card"
      data-order={row.orderId}
      data-status={row.status}
      onFocus={() => onFocus(row.orderId)}
    >
      <div className="card-tags">
        <OrderStateTag status={row.status} />
        {row.needsDispatcher && (
          <Tag variant="solid" color="#a8071a" icon={<ExclamationCircleFilled />}>
            {t('board.needsDispatcher')}
          </Tag>
        )}
        {row.hall?.isOpen && <HallTag order={row} />}
      </div>
      <Link
        className="card-link"
        data-card={row.orderId}
        tabIndex={tabIndex}
        to="/orders/$orderId"
        params={{ orderId: row.orderId }}
      >
        {row.patientName} · {inLanguage(row.serviceTitle, language)}
      </Link>
      <p>{row.hospitalName}</p>
      <p>{formatStretch(row.startsAt, row.endsAt, row.zone, language)}</p>
      <Cover row={row} />
      <Clocks row={row} />
      <div className="card-foot">
        <span className="card-no">{row.orderNo}</span>
        <span className="money">{formatFen(row.totalFen)}</span>
      </div>
      {shiftNo !== undefined && (
        <Link
          className="card-assign"
          tabIndex={tabIndex}
          to="/orders/$orderId/shifts/$shiftNo"
          params={{ orderId: row.orderId, shiftNo: String(shiftNo) }}
          aria-label={t('board.assignFor', { patient: row.patientName, orderNo: row.orderNo })}
        >
          <UserAddOutlined aria-hidden /> {t('board.assign')}
        </Link>
      )}
    </li>
  );
}
