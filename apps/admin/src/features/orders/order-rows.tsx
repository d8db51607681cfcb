import type { BoardRowDto } from '@banzhen/contracts';
import { Link } from '@tanstack/react-router';
import { formatDay, formatFen, formatStretch } from '../../shared/format.js';
import { inLanguage, useTexts } from '../../shared/i18n/i18n.js';
import { OrderStateTag } from '../../shared/order/order-states.js';

/** Orders as a table, one line each. */
export function OrderRows({ rows }: { readonly rows: readonly BoardRowDto[] }) {
  const { t, language } = useTexts();
  return (
    <div className="table-frame">
      <table className="order-rows">
        <caption className="visually-hidden">{t('orders.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('orders.number')}</th>
            <th scope="col">{t('orders.state')}</th>
            <th scope="col">{t('order.patient')}</th>
            <th scope="col">{t('order.service')}</th>
            <th scope="col">{t('order.time')}</th>
            <th scope="col" className="number">
              {t('money.total')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.orderId} data-order={row.orderId} data-status={row.status}>
              <th scope="row">
                <Link to="/orders/$orderId" params={{ orderId: row.orderId }}>
                  {row.orderNo}
                </Link>
                <div className="fine">
                  {t('orders.bookedOn', { day: formatDay(row.createdAt, row.zone, language) })}
                </div>
              </th>
              <td>
                <OrderStateTag status={row.status} />
              </td>
              <td>{row.patientName}</td>
              <td>
                {inLanguage(row.serviceTitle, language)}
                <div className="fine">{row.hospitalName}</div>
              </td>
              <td>{formatStretch(row.startsAt, row.endsAt, row.zone, language)}</td>
              <td className="number">{formatFen(row.totalFen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
