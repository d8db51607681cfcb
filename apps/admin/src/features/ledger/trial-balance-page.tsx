import './ledger.css';
import { CheckCircleOutlined, WarningFilled } from '@ant-design/icons';
import type { TrialBalanceDto } from '@banzhen/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import { api } from '../../shared/api/client.js';
import { formatFen } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { NothingHere, PageFailure, PageSkeleton, PageTitle } from '../../shared/layout/page.js';
import { accountWord } from '../../shared/ledger-account.js';
import { LedgerPages } from './ledger-pages.js';

function Sum({ sumFen }: { readonly sumFen: number }) {
  const { t } = useTexts();
  return sumFen === 0 ? (
    <Tag variant="solid" color="#237804" icon={<CheckCircleOutlined />}>
      {t('ledger.balanced')}
    </Tag>
  ) : (
    <Tag variant="solid" color="#a8071a" icon={<WarningFilled />}>
      {t('ledger.unbalanced', { sum: formatFen(sumFen) })}
    </Tag>
  );
}

/** One account leads to its postings; what orders hold is many accounts in one line. */
function Account({ line }: { readonly line: TrialBalanceDto['accounts'][number] }) {
  const { t } = useTexts();
  const word = accountWord(line.account, line.name);
  return line.orders === undefined ? (
    <Link to="/ledger/postings" search={{ account: line.account }}>
      {word}
    </Link>
  ) : (
    <>
      {word} <span className="fine">{t('ledger.orders', { orders: line.orders })}</span>
    </>
  );
}

/** Every account with its balance; the sum of all is zero or something is very wrong. */
export function TrialBalancePage() {
  const { t } = useTexts();
  const balance = useQuery(api.dispatch.trialBalance.queryOptions());
  return (
    <>
      <PageTitle text={t('ledger.title')} />
      <LedgerPages />
      <p className="hint">{t('ledger.signs')}</p>
      {balance.isPending && <PageSkeleton />}
      {balance.isError && <PageFailure error={balance.error} retry={() => void balance.refetch()} />}
      {balance.data?.accounts.length === 0 && (
        <NothingHere why={t('ledger.noEntries')}>
          <Link to="/">{t('nav.backToBoard')}</Link>
        </NothingHere>
      )}
      {balance.data && balance.data.accounts.length > 0 && (
        <section className="panel">
          <Sum sumFen={balance.data.sumFen} />
          <div className="table-frame">
            <table>
              <caption className="visually-hidden">{t('ledger.title')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('ledger.account')}</th>
                  <th scope="col" className="number">
                    {t('ledger.balance')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {balance.data.accounts.map((line) => (
                  <tr key={line.account}>
                    <th scope="row">
                      <Account line={line} />
                    </th>
                    <td className="number">{formatFen(line.balanceFen)}</td>
                  </tr>
                ))}
              </tbody>
              <tfoot>
                <tr>
                  <th scope="row">{t('ledger.sum')}</th>
                  <td className="number" data-sum-fen={balance.data.sumFen}>
                    {formatFen(balance.data.sumFen)}
                  </td>
                </tr>
              </tfoot>
            </table>
          </div>
        </section>
      )}
    </>
  );
}
