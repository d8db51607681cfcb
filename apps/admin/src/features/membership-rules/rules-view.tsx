import { formatFen } from '../../shared/format.js';
import { inLanguage, useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { usePrivilegeText } from '../../shared/membership/privilege-text.js';
import type { Rules } from './draft.js';

function Levels({ rules }: { readonly rules: Rules }) {
  const { t, language } = useTexts();
  const text = usePrivilegeText();
  const codes = [...new Set(rules.levels.flatMap(({ privileges }) => privileges.map(({ code }) => code)))];
  return (
    <div className="table-frame">
      <table className="stacked-rows">
        <caption className="visually-hidden">{t('rules.levels')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('members.level')}</th>
            <th scope="col">{t('rules.field.growthThreshold')}</th>
            <th scope="col">{t('rules.field.keepLine')}</th>
            {codes.map((code) => (
              <th key={code} scope="col">
                {wordOf('privilege.code', code)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rules.levels.map(({ level, name, growthThreshold, keepLine, privileges }) => (
            <tr key={level}>
              <th scope="row">{inLanguage(name, language)}</th>
              <td data-label={t('rules.field.growthThreshold')}>{growthThreshold}</td>
              <td data-label={t('rules.field.keepLine')}>{keepLine}</td>
              {codes.map((code) => {
                const found = privileges.find((one) => one.code === code);
                return (
                  <td key={code} data-label={wordOf('privilege.code', code)}>
                    {found ? text(found.value) : t('rules.nothing')}
                    {found && !found.isKeptInGrace && <div className="fine">{t('rules.notInGrace')}</div>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
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
