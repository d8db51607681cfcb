import type { PublishedPolicyDto } from '@banzhen/contracts';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api/client.js';
import { useMay } from '../../shared/api/me.js';
import { mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { NothingHere, PageFailure, PageSkeleton, PageTitle } from '../../shared/layout/page.js';
import { VersionList } from '../../shared/rules/version-list.js';
import { latestOf, shownOf } from '../../shared/rules/versions.js';
import { rulesOf } from './draft.js';
import { EditRules } from './edit-rules.js';
import { RulesView } from './rules-view.js';

function Rules({ versions }: { readonly versions: readonly PublishedPolicyDto[] }) {
  const { t } = useTexts();
  const may = useMay();
  const [wanted, setWanted] = useState<number>();
  const [isEditing, setEditing] = useState(false);
  const latest = latestOf(versions);
  const shown = shownOf(versions, wanted);
  if (!latest || !shown) return <NothingHere why={t('rules.none')} />;
  const { version } = shown.policy;
  return (
    <>
      <section className="panel" aria-label={t('rules.versions')}>
        <div className="panel-head">
          <h2>{t('rules.versions')}</h2>
          {may('membership-policy.preview') && !isEditing && (
            <Button type="primary" data-act="edit-rules" onClick={() => setEditing(true)}>
              {t('rules.edit', { version: latest.policy.version + 1 })}
            </Button>
          )}
        </div>
        <VersionList versions={versions} shown={version} show={setWanted} />
      </section>
      {isEditing ? (
        <EditRules
          key={latest.policy.version}
          latest={{ version: latest.policy.version, rules: rulesOf(latest.policy) }}
          close={() => setEditing(false)}
        />
      ) : (
        <section className="panel" aria-label={t('rules.version', { version })} data-shown={version}>
          <h2>{t('rules.version', { version })}</h2>
          <RulesView rules={rulesOf(shown.policy)} />
        </section>
      )}
    </>
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
