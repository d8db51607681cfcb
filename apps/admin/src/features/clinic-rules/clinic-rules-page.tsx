import type { ClinicPoliciesDto } from '@banzhen/contracts';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import { useMay } from '../../shared/api/me.js';
import { mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { PageFailure, PageSkeleton, PageTitle } from '../../shared/layout/page.js';
import { VersionedRules } from '../../shared/rules/versioned-rules.js';
import { EditNumbers } from './edit-numbers.js';
import { numbersOf } from './numbers.js';
import { NumbersView } from './numbers-view.js';

function Rules({ policies: { fields, versions } }: { readonly policies: ClinicPoliciesDto }) {
  const { t } = useTexts();
  const may = useMay();
  return (
    <VersionedRules
      versions={versions}
      none={t('clinicRules.none')}
      mayEdit={may('clinic-policy.preview')}
      view={({ policy, reason }) => (
        <>
          <p className="hint" data-reason>
            {reason ? t('clinicRules.because', { reason }) : t('clinicRules.first')}
          </p>
          <NumbersView fields={fields} numbers={numbersOf(policy)} />
        </>
      )}
      edit={({ policy }, close) => (
        <EditNumbers
          key={policy.version}
          fields={fields}
          latest={{ version: policy.version, numbers: numbersOf(policy) }}
          close={close}
        />
      )}
    />
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
