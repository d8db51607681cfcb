import type { NumberFieldDto, NumberListDto, PolicyPreviewDto } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useState } from 'react';
import { useMay } from '../../api/me.js';
import { useTexts } from '../../i18n/i18n.js';
import { RefusalNotice } from '../../layout/refusal-notice.js';
import { EditActs } from '../edit-acts.js';
import { useChecked } from '../use-checked.js';
import { NumberChanges } from './number-changes.js';
import { fieldPlaceOf, scaleOf } from './numbers.js';
import { NumbersEditor } from './numbers-editor.js';
import { PublishNumbers } from './publish-numbers.js';
import type { RulesOfNumbers, RulesTexts } from './rules-of-numbers.js';
import { usePlaceName } from './use-place-name.js';

type Props<Numbers> = {
  readonly rules: RulesOfNumbers<Numbers>;
  readonly fields: readonly NumberFieldDto[];
  readonly lists: readonly NumberListDto[];
  readonly latest: { readonly version: number; readonly numbers: Numbers };
  readonly close: () => void;
};

type AnswerProps = {
  readonly texts: RulesTexts;
  readonly fields: readonly NumberFieldDto[];
  readonly answer: PolicyPreviewDto;
};

function Answer({ texts, fields, answer: { wrong, replaces, changes } }: AnswerProps) {
  const { t } = useTexts();
  const nameOf = usePlaceName(texts);
  const whyWrong = ({ at, why, least, most }: NonNullable<typeof wrong>) => {
    const unit = fields.find((field) => field.at === fieldPlaceOf(at))?.unit ?? 'plain';
    const bounds = { least: least / scaleOf(unit), most: most / scaleOf(unit) };
    return t('numberRules.wrong', { at: nameOf(at), why: t(`numberRules.why.${why}`, bounds) });
  };
  return (
    <div role="status" data-checked={wrong ? 'wrong' : 'right'}>
      {wrong && <Alert type="error" showIcon title={whyWrong(wrong)} />}
      <h3>{t('rules.whatChanges', { version: replaces })}</h3>
      <NumberChanges {...{ texts, fields, changes }} />
    </div>
  );
}

/** The next version: made of the latest one, checked with what it changes, and published. */
export function EditNumbers<Numbers extends object>({ rules, fields, lists, latest, close }: Props<Numbers>) {
  const { t } = useTexts();
  const may = useMay();
  const { texts, groups } = rules;
  const [numbers, setNumbers] = useState(latest.numbers);
  const { checked, keep } = useChecked<Numbers, PolicyPreviewDto>(numbers);
  const [isPublishing, setPublishing] = useState(false);
  const preview = useMutation({ mutationFn: rules.preview });
  const check = () => preview.mutate({ policy: numbers }, { onSuccess: keep });
  const isSame = JSON.stringify(numbers) === JSON.stringify(latest.numbers);
  const canPublish = checked !== undefined && !checked.wrong && !isSame;
  const title = t('rules.editing', { version: latest.version + 1 });
  return (
    <section className="panel" aria-label={title} data-editing>
      <h2>{title}</h2>
      <p className="hint">{t('numberRules.editHint')}</p>
      <NumbersEditor {...{ texts, groups, fields, lists, numbers }} change={setNumbers} />
      <EditActs
        check={check}
        isChecking={preview.isPending}
        publish={may(rules.mayPublish) ? () => setPublishing(true) : undefined}
        canPublish={canPublish}
        discard={close}
      />
      {preview.isError && <RefusalNotice error={preview.error} />}
      {checked && <Answer {...{ texts, fields }} answer={checked} />}
      {isPublishing && checked && (
        <PublishNumbers
          {...{ rules, fields }}
          latest={latest.version}
          draft={numbers}
          onPublished={close}
          close={() => setPublishing(false)}
        />
      )}
    </section>
  );
}
