import type { PublishedPolicyDto } from '@banzhen/contracts';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import { useMay } from '../../shared/api/me.js';
import { mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { PageFailure, PageSkeleton, PageTitle } from '../../shared/layout/page.js';
import { VersionedRules } from '../../shared/rules/versioned-rules.js';
import { rulesOf } from './draft.js';
import { EditRules } from './edit-rules.js';
import { RulesView } from './rules-view.js';

function Rules({ versions }: { readonly versions: readonly PublishedPolicyDto[] }) {
  const { t } = useTexts();
  const may = useMay();
  return (
    <VersionedRules
      versions={versions}
      none={t('rules.none')}
      mayEdit={may('membership-policy.preview')}
      view={({ policy }) => <RulesView rules={rulesOf(policy)} />}
      edit={({ policy }, close) => (
        <EditRules
          key={policy.version}
          latest={{ version: policy.version, rules: rulesOf(policy) }}
          close={close}
        />
      )}
    />
  );
}

/** Levels, privileges and plans: what is in force, what was and will be, and the next version. */
export function RulesPage() {
  const { t } = useTexts();
  // What is being typed is made of the latest version: it is read again when somebody comes back, not while they type.
  const policies = useQuery(api.membership.policies.queryOptions(undefined, { refetchOnWindowFocus: false }));
  return (
    <>
      <PageTitle text={t('rules.title')} />
      <p className="hint">
        {t('rules.hint')} · {t('zone.all', { zone: wordOf('zone', mainlandZone) })}
      </p>
      {policies.isPending && <PageSkeleton />}
      {policies.isError && <PageFailure error={policies.error} retry={() => void policies.refetch()} />}
      {policies.data && <Rules versions={policies.data} />}
    </>
  );
}
