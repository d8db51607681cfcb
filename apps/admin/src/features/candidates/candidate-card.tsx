import { CheckCircleOutlined, StopOutlined } from '@ant-design/icons';
import type { CandidateDto, WhyNotDto } from '@banzhen/contracts';
import { Button } from 'antd';
import { formatDay, formatHundredths, formatInstant, type Language } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';

function detailText({ code, detail }: WhyNotDto, zone: string, language: Language): string | undefined {
  if (detail === undefined) return undefined;
  if (code === 'duty-day') return formatDay(detail, zone, language);
  if (/^\d{4}-\d\d-\d\dT/.test(detail)) return formatInstant(detail, zone, language);
  if (code === 'service-not-offered') return undefined;
  const group = { 'gender-wish': 'gender', 'skill-missing': 'skill' }[code];
  return group === undefined ? wordOf('whyNotDetail', detail) : wordOf(group, detail);
}

function WhyNot({ whyNot, zone }: { readonly whyNot: readonly WhyNotDto[]; readonly zone: string }) {
  const { t, language } = useTexts();
  return (
    <div className="why-not">
      <h4>{t('candidates.whyNot', { reasons: whyNot.length })}</h4>
      <ul>
        {whyNot.map((one) => {
          const detail = detailText(one, zone, language);
          return (
            <li key={`${one.code} ${one.detail}`} data-why-not={one.code}>
              <StopOutlined aria-hidden /> {wordOf('whyNot', one.code)}
              {detail !== undefined && <span className="fine"> {t('candidates.detail', { detail })}</span>}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Score({ candidate }: { readonly candidate: CandidateDto }) {
  const { t } = useTexts();
  return (
    <details className="score">
      <summary>{t('candidates.score', { score: candidate.score })}</summary>
      <div className="table-frame">
        <table>
          <caption className="visually-hidden">{t('candidates.scoreOf', { name: candidate.name })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('candidates.term')}</th>
              <th scope="col" className="number">
                {t('candidates.value')}
              </th>
              <th scope="col" className="number">
                {t('candidates.weight')}
              </th>
              <th scope="col" className="number">
                {t('candidates.points')}
              </th>
            </tr>
          </thead>
          <tbody>
            {candidate.terms.map((term) => (
              <tr key={term.code}>
                <th scope="row">
                  {wordOf('term', term.code)}
                  <div className="fine">{wordOf('termMeaning', term.code)}</div>
                </th>
                <td className="number">{term.value}</td>
                <td className="number">× {term.weight}</td>
                <td className="number">{term.points}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

type Props = {
  readonly candidate: CandidateDto;
  readonly rank?: number;
  readonly zone: string;
  readonly actWord?: string;
  readonly onAct: () => void;
};

/** One escort: who, how good a match and why, or every reason why not. */
export function CandidateCard({ candidate, rank, zone, actWord, onAct }: Props) {
  const { t } = useTexts();
  const facts = [
    wordOf('gender', candidate.gender),
    candidate.ratingCount > 0
      ? t('candidates.rating', {
          rating: formatHundredths(candidate.ratingHundredths),
          count: candidate.ratingCount,
        })
      : t('candidates.noRating'),
    ...candidate.skills.map((skill) => wordOf('skill', skill)),
  ];
  return (
    <li className="candidate" data-escort={candidate.escortId} data-eligible={candidate.whyNot.length === 0}>
      <div className="candidate-head">
        {rank !== undefined && <span className="rank">{t('candidates.rank', { rank })}</span>}
        <h3>{candidate.name}</h3>
        {candidate.whyNot.length === 0 && (
          <span className="eligible">
            <CheckCircleOutlined aria-hidden /> {t('candidates.eligible')}
          </span>
        )}
        {actWord !== undefined && (
          <Button
            type={rank === 1 ? 'primary' : 'default'}
            onClick={onAct}
            aria-label={t('candidates.actFor', { act: actWord, name: candidate.name })}
          >
            {actWord}
          </Button>
        )}
      </div>
      <p>{facts.join(' · ')}</p>
      {candidate.whyNot.length === 0 ? (
        <Score candidate={candidate} />
      ) : (
        <WhyNot whyNot={candidate.whyNot} zone={zone} />
      )}
    </li>
  );
}
