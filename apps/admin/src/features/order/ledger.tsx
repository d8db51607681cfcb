import type { OrderDetailDto } from '@banzhen/contracts';
import { Link } from '@tanstack/react-router';
import { useMay } from '../../shared/api/me.js';
import { formatFen, formatInstant } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { accountWord } from '../../shared/ledger-account.js';

/** Every entry of the ledger about this order; its sum is zero. */
export function Ledger({ order }: { readonly order: OrderDetailDto }) {
  const { t, language } = useTexts();
  const sumFen = order.ledger.reduce((sum, { amountFen }) => sum + amountFen, 0);
  const may = useMay();
  return (
    <section className="panel" aria-labelledby="ledger-title">
      <h2 id="ledger-title">{t('ledger.ofOrder')}</h2>
      {order.ledger.length > 0 && may('ledger.read') && (
        <p>
          <Link to="/ledger/postings" search={{ order: order.orderNo }}>
            {t('ledger.seePostings')}
          </Link>
        </p>
      )}
      {order.ledger.length === 0 ? (
        <p className="column-empty">{t('ledger.empty')}</p>
      ) : (
        <div className="table-frame">
          <table>
            <caption className="visually-hidden">{t('ledger.ofOrder')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('ledger.kind')}</th>
                <th scope="col">{t('ledger.account')}</th>
                <th scope="col" className="number">
                  {t('money.amount')}
                </th>
              </tr>
            </thead>
            <tbody>
              {order.ledger.map((entry, index) => (
                <tr key={index}>
                  <td>
                    {wordOf('posting', entry.kind)}
                    <div className="fine">{formatInstant(entry.at, order.zone, language)}</div>
                  </td>
                  <td>
                    {may('ledger.read') ? (
                      <Link to="/ledger/postings" search={{ account: entry.account }}>
                        {accountWord(entry.account, entry.name)}
                      </Link>
                    ) : (
                      accountWord(entry.account, entry.name)
                    )}
                  </td>
                  <td className="number">{formatFen(entry.amountFen)}</td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row" colSpan={2}>
                  {t('ledger.sum')}
                </th>
                <td className="number">{formatFen(sumFen)}</td>
              </tr>
            </tfoot>
          </table>
        </div>
      )}
    </section>
  );
}
