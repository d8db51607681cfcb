import { useQuery } from '@tanstack/react-query';
import { useMay } from '../../api/me.js';
import { mainlandZone } from '../../format.js';
import { useTexts } from '../../i18n/i18n.js';
import { wordOf } from '../../i18n/words.js';
import { PageFailure, PageSkeleton, PageTitle } from '../../layout/page.js';
import { VersionedRules } from '../versioned-rules.js';
import { EditNumbers } from './edit-numbers.js';
import { NumbersView } from './numbers-view.js';
import type { PublishedNumbers, RulesOfNumbers } from './rules-of-numbers.js';

type Props<Numbers> = { readonly rules: RulesOfNumbers<Numbers> };

function Versions<Numbers extends object>({
  rules,
  published: { fields, lists, versions },
}: Props<Numbers> & { readonly published: PublishedNumbers<Numbers> }) {
  const { t } = useTexts();
  const may = useMay();
  const { texts, groups } = rules;
  return (
    <VersionedRules
      versions={versions}
      none={t('numberRules.none')}
      mayEdit={may(rules.mayPreview)}
      view={({ numbers, reason }) => (
        <>
          <p className="hint" data-reason>
            {reason ? t('numberRules.because', { reason }) : t('numberRules.first')}
          </p>
          <NumbersView {...{ texts, groups, fields, lists, numbers }} />
        </>
      )}
      edit={({ policy: { version }, numbers }, close) => (
        <EditNumbers key={version} {...{ rules, fields, lists, close }} latest={{ version, numbers }} />
      )}
    />
  );
}

/** The numbers of a policy: what is in force, what was and will be, and the next version. */
export function NumbersPage<Numbers extends object>({ rules }: Props<Numbers>) {
  const { t } = useTexts();
  // What is being typed is made of the latest version: it is read again when somebody comes back, not while they type.
  const published = useQuery({ queryKey: rules.key, queryFn: rules.read, refetchOnWindowFocus: false });
  return (
    <>
      <PageTitle text={t(`${rules.texts}.title`)} />
      <p className="hint">
        {t(`${rules.texts}.hint`)} · {t('zone.all', { zone: wordOf('zone', mainlandZone) })}
      </p>
      {published.isPending && <PageSkeleton />}
      {published.isError && <PageFailure error={published.error} retry={() => void published.refetch()} />}
      {published.data && <Versions rules={rules} published={published.data} />}
    </>
  );
}
