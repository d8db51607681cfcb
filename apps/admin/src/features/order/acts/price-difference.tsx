import type { QuoteDto, ReschedulePreviewDto } from '@banzhen/contracts';
import { formatFen } from '../../../shared/format.js';
import { useTexts } from '../../../shared/i18n/i18n.js';
import { wordOf } from '../../../shared/i18n/words.js';
import { useRemaining } from '../../../shared/order/due-clock.js';

type Props = { readonly quote: QuoteDto; readonly preview: ReschedulePreviewDto };

function Sum({ name, amountFen }: { readonly name: string; readonly amountFen: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="money">{formatFen(amountFen)}</dd>
    </div>
  );
}

/** The new price line by line, what becomes owed or goes back, and whether the escorts can come. */
export function PriceDifference({ quote, preview }: Props) {
  const { t } = useTexts();
  const { text } = useRemaining(quote.validUntil);
  const { totalBeforeFen, totalAfterFen, balanceFen, refundFen, escorts } = preview;
  return (
    <div className="quote" data-quote={quote.quoteId}>
      <dl className="sums">
        {quote.lines.map((line) => (
          <Sum key={line.kind} name={wordOf('priceLine', line.kind)} amountFen={line.amountFen} />
        ))}
      </dl>
      <dl className="sums totals">
        <Sum name={t('reschedule.before')} amountFen={totalBeforeFen} />
        <Sum name={t('reschedule.after')} amountFen={totalAfterFen} />
        {balanceFen > 0 && <Sum name={t('reschedule.owed')} amountFen={balanceFen} />}
        {refundFen > 0 && <Sum name={t('reschedule.back')} amountFen={refundFen} />}
      </dl>
      {balanceFen === 0 && refundFen === 0 && <p>{t('reschedule.noDifference')}</p>}
      <p>{t(`reschedule.escorts.${escorts}`)}</p>
      <p className="hint">{t('cancel.valid', { left: text })}</p>
    </div>
  );
}
