import type { OrderDetailDto } from '@banzhen/contracts';
import { formatFen } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';

const sums = ['capturedFen', 'refundRequestedFen', 'refundedFen', 'waivedFen', 'balanceFen'] as const;

function Payments({ order }: { readonly order: OrderDetailDto }) {
  const { t } = useTexts();
  if (order.payments.length === 0) return null;
  return (
    <>
      <h3 className="sub-title">{t('payment.title')}</h3>
      <ul className="sums">
        {order.payments.map((payment) => (
          <li key={payment.paymentId}>
            <span>
              {wordOf('channel', payment.channel)} · {wordOf('paymentState', payment.status)}
              {payment.use && ` · ${wordOf('paymentUse', payment.use)}`}
            </span>{' '}
            <span className="money">{formatFen(payment.amountFen)}</span>
            {payment.refunds.map((refund) => (
              <div key={refund.refundId} className="fine">
                {t('payment.refund', { amount: formatFen(refund.amountFen) })} ·{' '}
                {wordOf('refundReason', refund.reason)} · {wordOf('refundState', refund.status)}
              </div>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}

/** The price as it was frozen, line by line, and what has been paid and given back. */
export function Money({ order }: { readonly order: OrderDetailDto }) {
  const { t } = useTexts();
  return (
    <section className="panel" aria-labelledby="money-title">
      <h2 id="money-title">{t('money.title')}</h2>
      <div className="table-frame">
        <table>
          <caption className="visually-hidden">{t('money.lines')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('money.line')}</th>
              <th scope="col" className="number">
                {t('money.unit')}
              </th>
              <th scope="col" className="number">
                {t('money.amount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {order.lines.map((line) => (
              <tr key={line.kind}>
                <th scope="row">{wordOf('priceLine', line.kind)}</th>
                <td className="number unit">
                  {line.quantity} × {formatFen(line.unitFen)}
                </td>
                <td className="number">{formatFen(line.amountFen)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={2}>
                {t('money.total')}
              </th>
              <td className="number">{formatFen(order.totalFen)}</td>
            </tr>
          </tfoot>
        </table>
      </div>
      <dl className="sums">
        {sums
          .filter((sum) => sum === 'capturedFen' || order.money[sum] !== 0)
          .map((sum) => (
            <div key={sum}>
              <dt>{t(`money.${sum}`)}</dt>
              <dd className="money">{formatFen(order.money[sum])}</dd>
            </div>
          ))}
      </dl>
      <Payments order={order} />
    </section>
  );
}
