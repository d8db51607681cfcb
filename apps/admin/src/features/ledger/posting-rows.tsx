import type { LedgerPostingDto } from '@banzhen/contracts';
import { Link } from '@tanstack/react-router';
import { useMay } from '../../shared/api/me.js';
import { formatFen, formatInstant, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { accountWord } from '../../shared/ledger-account.js';

/** The order that money was moved for, or the partner that has paid. */
function About({ about }: Pick<LedgerPostingDto, 'about'>) {
  const { t } = useTexts();
  const may = useMay();
  if (about.kind === 'order')
    return (
      <Link to="/orders/$orderId" params={{ orderId: about.orderId }}>
        {about.orderNo}
      </Link>
    );
  const { bankReference } = about;
  const words =
    bankReference === undefined
      ? t('partnerSettlements.title')
      : `${t('partnerSettlements.reference')} ${bankReference}`;
  return may('partner.list') ? (
    <Link to="/partners/$partnerId" params={{ partnerId: about.partnerId }}>
      {words}
    </Link>
  ) : (
    words
  );
}

function Entries({ posting }: { readonly posting: LedgerPostingDto }) {
  return (
    <ul className="entries">
      {posting.entries.map(({ account, name, amountFen }, index) => (
        <li key={index}>
          <Link to="/ledger/postings" search={{ account }}>
            {accountWord(account, name)}
          </Link>
          <span className="money">{formatFen(amountFen)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Postings as a table: when and what, for which order or payment, and every entry with whose account it is on. */
export function PostingRows({ rows }: { readonly rows: readonly LedgerPostingDto[] }) {
  const { t, language } = useTexts();
  return (
    <div className="table-frame">
      <table className="postings">
        <caption className="visually-hidden">{t('postings.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('ledger.kind')}</th>
            <th scope="col">{t('orders.number')}</th>
            <th scope="col">{t('postings.entries')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((posting) => (
            <tr key={posting.postingId} data-posting={posting.kind}>
              <th scope="row">
                {wordOf('posting', posting.kind)}
                <div className="fine">{formatInstant(posting.at, mainlandZone, language)}</div>
              </th>
              <td>
                <About about={posting.about} />
              </td>
              <td>
                <Entries posting={posting} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
