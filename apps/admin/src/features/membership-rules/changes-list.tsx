import { formatFen } from '../../shared/format.js';
import { inLanguage, useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { usePrivilegeText } from '../../shared/membership/privilege-text.js';
import { type Change, isUnchanged, type RulesChanges, type Shown } from './changes.js';

function useShown(): (shown: Shown | undefined) => string {
  const { t } = useTexts();
  const privilege = usePrivilegeText();
  return (shown) => {
    if (!shown) return t('rules.nothing');
    if (shown.as === 'privilege') return privilege(shown.value);
    if (shown.as === 'yes') return shown.value ? t('rules.yes') : t('rules.no');
    return shown.as === 'fen' ? formatFen(Number(shown.value)) : String(shown.value);
  };
}

function Changes({ changes }: { readonly changes: readonly Change[] }) {
  const { t } = useTexts();
  const text = useShown();
  const nameOf = ({ field, isPrivilege, before }: Change) => {
    if (!isPrivilege) return wordOf('rules.field', field);
    const name = wordOf('privilege.code', field);
    return before?.as === 'yes' ? t('rules.inGrace', { name }) : name;
  };
  return (
    <ul className="plain-list">
      {changes.map((change, index) => (
        <li key={index} data-change={change.field}>
          {t('rules.change', {
            field: nameOf(change),
            before: text(change.before),
            after: text(change.after),
          })}
        </li>
      ))}
    </ul>
  );
}

/** What a version would change, in words, and for how many members. */
export function ChangesList({ changes }: { readonly changes: RulesChanges }) {
  const { t, language } = useTexts();
  if (isUnchanged(changes)) return <p className="hint">{t('rules.unchanged')}</p>;
  return (
    <div className="rules-changes">
      {changes.common.length > 0 && (
        <div>
          <h4>{t('rules.common')}</h4>
          <Changes changes={changes.common} />
        </div>
      )}
      {changes.levels.map(({ level, name, what, changes: ofLevel, members }) => (
        <div key={level} data-level-change={level} data-members={members}>
          <h4>{t(`rules.levelIs.${what}`, { name: inLanguage(name, language), members })}</h4>
          <Changes changes={ofLevel} />
        </div>
      ))}
      {changes.plans.map(({ code, what, changes: ofPlan }) => (
        <div key={code}>
          <h4>{t(`rules.planIs.${what}`, { code })}</h4>
          <Changes changes={ofPlan} />
        </div>
      ))}
    </div>
  );
}
