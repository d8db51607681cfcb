import type { ClinicPoliciesDto } from '@banzhen/contracts';
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
import { EditNumbers } from './edit-numbers.js';
import { numbersOf } from './numbers.js';
import { NumbersView } from './numbers-view.js';

function Rules({ policies: { fields, versions } }: { readonly policies: ClinicPoliciesDto }) {
  const { t } = useTexts();
  const may = useMay();
  const [wanted, setWanted] = useState<number>();
  const [isEditing, setEditing] = useState(false);
  const latest = latestOf(versions);
  const shown = shownOf(versions, wanted);
  if (!latest || !shown) return <NothingHere why={t('clinicRules.none')} />;
  const { version } = shown.policy;
  return (
    <>
      <section className="panel" aria-label={t('rules.versions')}>
        <div className="panel-head">
          <h2>{t('rules.versions')}</h2>
          {may('clinic-policy.preview') && !isEditing && (
            <Button type="primary" data-act="edit-rules" onClick={() => setEditing(true)}>
              {t('rules.edit', { version: latest.policy.version + 1 })}
            </Button>
          )}
        </div>
        <VersionList versions={versions} shown={version} show={setWanted} />
      </section>
      {isEditing ? (
        <EditNumbers
          key={latest.policy.version}
          fields={fields}
          latest={{ version: latest.policy.version, numbers: numbersOf(latest.policy) }}
          close={() => setEditing(false)}
        />
      ) : (
        <section className="panel" aria-label={t('rules.version', { version })} data-shown={version}>
          <h2>{t('rules.version', { version })}</h2>
          <p className="hint" data-reason>
            {shown.reason ? t('clinicRules.because', { reason: shown.reason }) : t('clinicRules.first')}
          </p>
          <NumbersView fields={fields} numbers={numbersOf(shown.policy)} />
        </section>
      )}
    </>
  );
}

/** The numbers by which seats are booked: what is in force, what was and will be, and the next version. */
export function ClinicRulesPage() {
  const { t } = useTexts();
  // What is being typed is made of the latest version: it is read again when somebody comes back, not while they type.
  const policies = useQuery(
    api.clinicRules.policies.queryOptions(undefined, { refetchOnWindowFocus: false }),
  );
  return (
    <>
      <PageTitle text={t('clinicRules.title')} />
      <p className="hint">
        {t('clinicRules.hint')} · {t('zone.all', { zone: wordOf('zone', mainlandZone) })}
      </p>
      {policies.isPending && <PageSkeleton />}
      {policies.isError && <PageFailure error={policies.error} retry={() => void policies.refetch()} />}
      {policies.data && <Rules policies={policies.data} />}
    </>
  );
}
