import { formatFen } from '../../../shared/format.js';
import { useTexts } from '../../../shared/i18n/i18n.js';

const parts = ['refundFen', 'escortFen', 'platformFen', 'taxFen', 'compensationFen', 'balanceFen'] as const;
type Part = (typeof parts)[number];
type Props = { readonly split: { readonly [P in Part]?: number } };

/** Where the money goes, part by part, as the server says; what cannot move money here is not a part of it. */
export function SplitSums({ split }: Props) {
  const { t } = useTexts();
  return (
    <dl className="sums">
      {parts.map((part) => {
        const amountFen = split[part];
        if (amountFen === undefined) return null;
        return (
          <div key={part} data-part={part}>
            <dt>{t(`split.${part}`)}</dt>
            <dd className="money">{formatFen(amountFen)}</dd>
          </div>
        );
      })}
    </dl>
  );
}
