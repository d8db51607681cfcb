import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useActDone } from '../../shared/act/use-act-done.js';
import { api } from '../../shared/api/client.js';
import { formatInstant, instantOf, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { RefusalNotice } from '../../shared/layout/refusal-notice.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import { InForceField } from '../../shared/rules/in-force-field.js';
import { NumberChanges } from './number-changes.js';
import type { Numbers } from './numbers.js';

type Props = {
  /** The highest version, which the draft was made of. */
  readonly latest: number;
  readonly draft: Numbers;
  readonly onPublished: () => void;
  readonly close: () => void;
};

/** Publishes the next version with a reason, from now on or from a later instant; a version never changes. */
export function PublishNumbers({ latest, draft, onPublished, close }: Props) {
  const { t, language } = useTexts();
  const id = useId();
  const done = useActDone(api.clinicRules.pathKey(), () => {
    close();
    onPublished();
  });
  const publish = useMutation(api.clinicRules.publishPolicy.mutationOptions());
  const [wallTime, setWallTime] = useState('');
  const from = wallTime === '' ? {} : { inForceFrom: instantOf(wallTime, mainlandZone) };
  const { mutateAsync: look } = useMutation(api.clinicRules.previewPolicy.mutationOptions());
  const preview = useQuery({
    queryKey: [...api.clinicRules.previewPolicy.mutationKey(), draft, wallTime],
    queryFn: () => look({ policy: draft, ...from }),
  });
  const when = from.inForceFrom
    ? formatInstant(from.inForceFrom, mainlandZone, language)
    : t('rules.fromNow');
  return (
    <ActDialog
      title={t('clinicRules.publishTitle', { version: latest + 1 })}
      confirmWord={t('rules.publish')}
      isDangerous
      consequences={[t('clinicRules.then', { when }), t('clinicRules.thenKept'), t('rules.thenForGood')]}
      words={{ label: t('clinicRules.reason') }}
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
          <NumberChanges changes={preview.data.changes} />
        </>
      )}
    </ActDialog>
  );
}
