import type { CertificationDto } from '@banzhen/contracts';
import { useTexts } from '../../shared/i18n/i18n.js';
import type { Paper, ShownPaper } from './credentials.js';

/** Until when a paper counts; the term of an identity card stands on its back. */
function useTerm({ kind, validUntil }: Paper): string | undefined {
  const { t } = useTexts();
  if (validUntil) return t('credentials.until', { day: validUntil });
  if (kind === 'identity-front') return undefined;
  return t(kind === 'identity-back' ? 'credentials.longTerm' : 'credentials.noTerm');
}

function OnePaper({ paper, shown }: { readonly paper: Paper; readonly shown: ShownPaper | undefined }) {
  const { t } = useTexts();
  const term = useTerm(paper);
  const name = t(`credentials.paper.${paper.kind}`);
  const number = shown?.number ?? paper.maskedNumber;
  return (
    <li className="panel" data-paper={paper.kind}>
      <h2>{name}</h2>
      {shown?.realName && <p>{t('credentials.name', { name: shown.realName })}</p>}
      {number && <p className="number">{t('credentials.number', { number })}</p>}
      {term !== undefined && <p>{term}</p>}
      {shown &&
        (shown.isPicture ? (
          <figure>
            <img src={shown.url} alt={t('credentials.picture', { name })} />
          </figure>
        ) : (
          <a href={shown.url} download={`${paper.kind}.pdf`}>
            {t('credentials.save', { name })}
          </a>
        ))}
    </li>
  );
}

/** The papers of a submission side by side; those that were looked at with their pictures. */
export function Papers({
  certification,
  shown,
}: {
  readonly certification: CertificationDto;
  readonly shown: readonly ShownPaper[];
}) {
  return (
    <ul className="papers">
      {certification.documents.map((paper) => (
        <OnePaper key={paper.kind} paper={paper} shown={shown.find(({ kind }) => kind === paper.kind)} />
      ))}
    </ul>
  );
}
