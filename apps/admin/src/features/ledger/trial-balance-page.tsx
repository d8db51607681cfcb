import { CheckCircleOutlined, WarningFilled } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import { api } from '../../shared/api/client.js';
import { formatFen } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { NothingHere, PageFailure, PageSkeleton, PageTitle } from '../../shared/layout/page.js';
import { accountWord } from '../../shared/ledger-account.js';

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

/** Every account with its balance; the sum of all is zero or something is very wrong. */
export function TrialBalancePage() {
  const { t } = useTexts();
  const balance = useQuery(api.dispatch.trialBalance.queryOptions());
  return (
    <>
      <PageTitle text={t('ledger.title')} />
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
                {balance.data.accounts.map(({ account, balanceFen }) => (
                  <tr key={account}>
                    <th scope="row">{accountWord(account)}</th>
                    <td className="number">{formatFen(balanceFen)}</td>
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
