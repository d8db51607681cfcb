import type { MembershipPolicyPreviewDto } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api/client.js';
import { useMay } from '../../shared/api/me.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { RefusalNotice } from '../../shared/layout/refusal-notice.js';
import { EditActs } from '../../shared/rules/edit-acts.js';
import { useChecked } from '../../shared/rules/use-checked.js';
import { isUnchanged, rulesChanges } from './changes.js';
import { ChangesList } from './changes-list.js';
import { isWhole, type Rules, sentOf } from './draft.js';
import { PublishRules } from './publish-rules.js';
import { RulesEditor } from './rules-editor.js';

type Props = {
  readonly latest: { readonly version: number; readonly rules: Rules };
  readonly close: () => void;
};

function Answer({
  latest,
  rules,
  answer: { wrong, members },
}: Pick<Props, 'latest'> & { readonly rules: Rules; readonly answer: MembershipPolicyPreviewDto }) {
  const { t } = useTexts();
  return (
    <div role="status" data-checked={wrong ? 'wrong' : 'right'}>
      {wrong && (
        <Alert
          type="error"
          showIcon
          title={t('rules.wrong', { at: wrong.at, why: wordOf('rules.why', wrong.why) })}
        />
      )}
      <h3>{t('rules.whatChanges', { version: latest.version })}</h3>
      <ChangesList changes={rulesChanges(latest.rules, rules, members)} />
    </div>
  );
}

/** The next version: made of the latest one, checked with what it changes for whom, and published. */
export function EditRules({ latest, close }: Props) {
  const { t } = useTexts();
  const may = useMay();
  const [rules, setRules] = useState(latest.rules);
  const { checked, keep } = useChecked<Rules, MembershipPolicyPreviewDto>(rules);
  const [isPublishing, setPublishing] = useState(false);
  const preview = useMutation(api.membership.previewPolicy.mutationOptions());
  const check = () => preview.mutate({ policy: sentOf(rules) }, { onSuccess: keep });
  const canPublish =
    checked !== undefined && !checked.wrong && !isUnchanged(rulesChanges(latest.rules, rules, []));
  return (
    <section className="panel" aria-label={t('rules.editing', { version: latest.version + 1 })} data-editing>
      <h2>{t('rules.editing', { version: latest.version + 1 })}</h2>
      <p className="hint">{t('rules.editHint')}</p>
      <RulesEditor rules={rules} change={setRules} />
      <EditActs
        check={check}
        isChecking={preview.isPending}
        canCheck={isWhole(rules)}
        publish={may('membership-policy.publish') ? () => setPublishing(true) : undefined}
        canPublish={canPublish}
        discard={close}
      />
      {!isWhole(rules) && <p className="hint">{t('rules.notWhole')}</p>}
      {preview.isError && <RefusalNotice error={preview.error} />}
      {checked && <Answer latest={latest} rules={rules} answer={checked} />}
      {isPublishing && checked && (
        <PublishRules
          latest={latest}
          draft={rules}
          members={checked.members}
          onPublished={close}
          close={() => setPublishing(false)}
        />
      )}
    </section>
  );
}
