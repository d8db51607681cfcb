import { formatFen } from '../../shared/format.js';
import { inLanguage, useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { usePrivilegeText } from '../../shared/membership/privilege-text.js';
import type { Rules } from './draft.js';

function Levels({ rules }: { readonly rules: Rules }) {
  const { t, language } = useTexts();
  const text = usePrivilegeText();
  return (
    <ul className="rules-levels">
      {rules.levels.map(({ level, name, growthThreshold, keepLine, privileges }) => (
        <li key={level} data-level={level}>
          <h4>{t('rules.levelNo', { no: level, name: inLanguage(name, language) })}</h4>
          <dl className="facts">
            <div>
              <dt>{t('rules.field.growthThreshold')}</dt>
              <dd>{growthThreshold}</dd>
            </div>
            <div>
              <dt>{t('rules.field.keepLine')}</dt>
              <dd>{keepLine}</dd>
            </div>
            {privileges.map(({ code, value, isKeptInGrace }) => (
              <div key={code}>
                <dt>{wordOf('privilege.code', code)}</dt>
                <dd>
                  {text(value)}
                  {!isKeptInGrace && <div className="fine">{t('rules.notInGrace')}</div>}
                </dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}

/** One version as it is: nothing of it ever changes. */
export function RulesView({ rules }: { readonly rules: Rules }) {
  const { t, language } = useTexts();
  const nameOf = (level: number) => {
    const found = rules.levels.find((one) => one.level === level);
    return found ? inLanguage(found.name, language) : String(level);
  };
  const numbers = [
    [t('rules.field.periodDays'), rules.periodDays],
    [t('rules.field.graceDays'), rules.graceDays],
    [t('rules.field.growthPerYuan'), rules.growthPerYuan],
    [t('rules.field.points.perYuan'), rules.points.perYuan],
    [t('rules.field.points.lifetimeDays'), rules.points.lifetimeDays],
    [t('rules.field.points.restoredForDays'), rules.points.restoredForDays],
  ] as const;
  return (
    <>
      <dl className="facts">
        {numbers.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h3>{t('rules.levels')}</h3>
      <Levels rules={rules} />
      <h3>{t('rules.plans')}</h3>
      {rules.plans.length === 0 && <p className="hint">{t('rules.noPlans')}</p>}
      <ul className="plain-list">
        {rules.plans.map((plan) => (
          <li key={plan.code}>
            {t('rules.planLine', {
              code: plan.code,
              level: nameOf(plan.level),
              days: plan.days,
              price: formatFen(plan.priceFen),
            })}
            {!plan.isOpen && ` · ${t('rules.closed')}`}
          </li>
        ))}
      </ul>
    </>
  );
}
