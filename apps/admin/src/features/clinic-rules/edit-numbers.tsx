import type { ClinicPolicyPreviewDto } from '@banzhen/contracts';
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
import { NumberChanges } from './number-changes.js';
import type { Field, Numbers } from './numbers.js';
import { NumbersEditor } from './numbers-editor.js';
import { PublishNumbers } from './publish-numbers.js';

type Props = {
  readonly fields: readonly Field[];
  readonly latest: { readonly version: number; readonly numbers: Numbers };
  readonly close: () => void;
};

function Answer({ answer: { wrong, replaces, changes } }: { readonly answer: ClinicPolicyPreviewDto }) {
  const { t } = useTexts();
  return (
    <div role="status" data-checked={wrong ? 'wrong' : 'right'}>
      {wrong && (
        <Alert
          type="error"
          showIcon
          title={t('clinicRules.wrong', {
            at: wordOf('clinicRules.field', wrong.at),
            why: t(`clinicRules.why.${wrong.why}`, { least: wrong.least, most: wrong.most }),
          })}
        />
      )}
      <h3>{t('rules.whatChanges', { version: replaces })}</h3>
      <NumberChanges changes={changes} />
    </div>
  );
}

/** The next version: made of the latest one, checked with what it changes, and published. */
export function EditNumbers({ fields, latest, close }: Props) {
  const { t } = useTexts();
  const may = useMay();
  const [numbers, setNumbers] = useState(latest.numbers);
  const { checked, keep } = useChecked<Numbers, ClinicPolicyPreviewDto>(numbers);
  const [isPublishing, setPublishing] = useState(false);
  const preview = useMutation(api.clinicRules.previewPolicy.mutationOptions());
  const check = () => preview.mutate({ policy: numbers }, { onSuccess: keep });
  const isSame = JSON.stringify(numbers) === JSON.stringify(latest.numbers);
  const canPublish = checked !== undefined && !checked.wrong && !isSame;
  const title = t('rules.editing', { version: latest.version + 1 });
  return (
    <section className="panel" aria-label={title} data-editing>
      <h2>{title}</h2>
      <p className="hint">{t('clinicRules.editHint')}</p>
      <NumbersEditor fields={fields} numbers={numbers} change={setNumbers} />
      <EditActs
        check={check}
        isChecking={preview.isPending}
        publish={may('clinic-policy.publish') ? () => setPublishing(true) : undefined}
        canPublish={canPublish}
        discard={close}
      />
      {preview.isError && <RefusalNotice error={preview.error} />}
      {checked && <Answer answer={checked} />}
      {isPublishing && checked && (
        <PublishNumbers
          latest={latest.version}
          draft={numbers}
          onPublished={close}
          close={() => setPublishing(false)}
        />
      )}
    </section>
  );
}
