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
import { NumberChanges } from './number-changes.js';
import type { Field, Numbers } from './numbers.js';
import { NumbersEditor } from './numbers-editor.js';
import { PublishNumbers } from './publish-numbers.js';

type Props = {
  readonly fields: readonly Field[];
  readonly latest: { readonly version: number; readonly numbers: Numbers };
  readonly close: () => void;
};

/** What was typed when it was checked; typing on makes the answer old. */
type Checked = { readonly numbers: Numbers; readonly answer: ClinicPolicyPreviewDto };

function Answer({ answer: { wrong, replaces, changes } }: Pick<Checked, 'answer'>) {
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
  const [checked, setChecked] = useState<Checked>();
  const [isPublishing, setPublishing] = useState(false);
  const preview = useMutation(api.clinicRules.previewPolicy.mutationOptions());
  const check = () =>
    preview.mutate({ policy: numbers }, { onSuccess: (answer) => setChecked({ numbers, answer }) });
  const isChecked = checked?.numbers === numbers;
  const isSame = JSON.stringify(numbers) === JSON.stringify(latest.numbers);
  const canPublish = isChecked && !checked.answer.wrong && !isSame;
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
      {isChecked && <Answer answer={checked.answer} />}
      {isPublishing && isChecked && (
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
