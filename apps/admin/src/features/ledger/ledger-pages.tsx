import { Link } from '@tanstack/react-router';
import { useTexts } from '../../shared/i18n/i18n.js';

/** The two pages of the ledger. */
export function LedgerPages() {
  const { t } = useTexts();
  return (
    <nav className="ledger-pages" aria-label={t('nav.ledger')}>
      <Link to="/ledger" activeOptions={{ exact: true }}>
        {t('ledger.title')}
      </Link>
      <Link to="/ledger/postings" activeOptions={{ includeSearch: false }}>
        {t('postings.title')}
      </Link>
    </nav>
  );
}
