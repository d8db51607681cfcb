import type { NumberFieldDto } from '@banzhen/contracts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useActDone } from '../../act/use-act-done.js';
import { formatInstant, instantOf, mainlandZone } from '../../format.js';
import { useTexts } from '../../i18n/i18n.js';
import { RefusalNotice } from '../../layout/refusal-notice.js';
import { ActDialog } from '../../order/act-dialog.js';
import { InForceField } from '../in-force-field.js';
import { NumberChanges } from './number-changes.js';
import type { RulesOfNumbers } from './rules-of-numbers.js';

type Props<Numbers> = {
  readonly rules: RulesOfNumbers<Numbers>;
  readonly fields: readonly NumberFieldDto[];
  /** The highest version, which the draft was made of. */
  readonly latest: number;
  readonly draft: Numbers;
  readonly onPublished: () => void;
  readonly close: () => void;
};

/** Publishes the next version with a reason, from now on or from a later instant; a version never changes. */
export function PublishNumbers<Numbers>({
  rules,
  fields,
  latest,
  draft,
  onPublished,
  close,
}: Props<Numbers>) {
  const { t, language } = useTexts();
  const id = useId();
  const { texts, key } = rules;
  const done = useActDone(key, () => {
    close();
    onPublished();
  });
  const publish = useMutation({ mutationFn: rules.publish });
  const [wallTime, setWallTime] = useState('');
  const from = wallTime === '' ? {} : { inForceFrom: instantOf(wallTime, mainlandZone) };
  const preview = useQuery({
    queryKey: [texts, 'preview', draft, wallTime],
    queryFn: () => rules.preview({ policy: draft, ...from }),
  });
  const when = from.inForceFrom
    ? formatInstant(from.inForceFrom, mainlandZone, language)
    : t('rules.fromNow');
  return (
    <ActDialog
      title={t(`${texts}.publishTitle`, { version: latest + 1 })}
      confirmWord={t('rules.publish')}
      isDangerous
      consequences={[t(`${texts}.then`, { when }), t(`${texts}.thenKept`), t('rules.thenForGood')]}
      words={{ label: t('numberRules.reason') }}
      firstControl={`${id}from`}
      run={(reason) => publish.mutateAsync({ policy: draft, latest, reason, ...from })}
      onDone={done}
      onClose={close}
    >
      <InForceField id={`${id}from`} wallTime={wallTime} change={setWallTime} />
      {preview.isError && <RefusalNotice error={preview.error} />}
      {preview.data && (
        <>
          <h4>{t('rules.whatChanges', { version: preview.data.replaces })}</h4>
          <NumberChanges {...{ texts, fields }} changes={preview.data.changes} />
        </>
      )}
    </ActDialog>
  );
}
