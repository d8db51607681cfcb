import type { MembershipPolicyPreviewDto } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useActDone } from '../../shared/act/use-act-done.js';
import { api } from '../../shared/api/client.js';
import { formatInstant, instantOf, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import { InForceField } from '../../shared/rules/in-force-field.js';
import { membersConcerned, rulesChanges } from './changes.js';
import { ChangesList } from './changes-list.js';
import { type Rules, sentOf } from './draft.js';

type Props = {
  /** The highest version, which the draft was made of. */
  readonly latest: { readonly version: number; readonly rules: Rules };
  readonly draft: Rules;
  readonly members: MembershipPolicyPreviewDto['members'];
  readonly onPublished: () => void;
  readonly close: () => void;
};

/** Publishes the next version, from now on or from a later instant; a version never changes. */
export function PublishRules({ latest, draft, members, onPublished, close }: Props) {
  const { t, language } = useTexts();
  const id = useId();
  const done = useActDone(api.membership.pathKey(), () => {
    close();
    onPublished();
  });
  const publish = useMutation(api.membership.publishPolicy.mutationOptions());
  const [wallTime, setWallTime] = useState('');
  const inForceFrom = wallTime === '' ? undefined : instantOf(wallTime, mainlandZone);
  const changes = rulesChanges(latest.rules, draft, members);
  const when = inForceFrom ? formatInstant(inForceFrom, mainlandZone, language) : t('rules.fromNow');
  return (
    <ActDialog
      title={t('rules.publishTitle', { version: latest.version + 1 })}
      confirmWord={t('rules.publish')}
      isDangerous
      consequences={[
        t('rules.then', { when }),
        t('rules.thenMembers', { members: membersConcerned(changes) }),
        t('rules.thenForGood'),
      ]}
      words="none"
      firstControl={`${id}from`}
      run={() =>
        publish.mutateAsync({
          policy: sentOf(draft),
          latest: latest.version,
          ...(inForceFrom ? { inForceFrom } : {}),
        })
      }
      onDone={done}
      onClose={close}
    >
      <InForceField id={`${id}from`} wallTime={wallTime} change={setWallTime} />
      <ChangesList changes={changes} />
    </ActDialog>
  );
}
