import './people.css';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import { readRefusal } from '../../shared/api/refusal.js';
import { mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { NothingHere, PageFailure, PageSkeleton, PageTitle } from '../../shared/layout/page.js';
import { FindPersonForm } from '../../shared/people/find-person-form.js';
import { PersonCard } from './person-card.js';

type Props = {
  /** Who is looked for; kept beside the address, because addresses are written down in many places. */
  readonly phone: string | undefined;
  readonly find: (phone: string) => void;
};

const isNobody = (error: unknown): boolean => readRefusal(error).refusal?.type === 'NotFound';

/** Every look at a person is audited, so nothing here looks again by itself. */
function Found({ phone }: { readonly phone: string }) {
  const { t } = useTexts();
  const person = useQuery(
    api.people.find.queryOptions(
      { phone },
      { staleTime: Number.POSITIVE_INFINITY, gcTime: 0, refetchOnWindowFocus: false },
    ),
  );
  if (person.data) return <PersonCard person={person.data} />;
  if (person.isPending) return <PageSkeleton />;
  return isNobody(person.error) ? (
    <NothingHere why={t('people.nobody')} />
  ) : (
    <PageFailure error={person.error} retry={() => void person.refetch()} />
  );
}

/** Finds a person by their whole phone number, and does about them what the signed-in person may do. */
export function PeoplePage({ phone, find }: Props) {
  const { t } = useTexts();
  return (
    <>
      <PageTitle text={t('people.title')} />
      <FindPersonForm phone={phone ?? ''} find={find} />
      <p className="hint">
        {t('people.audited')} · {t('zone.all', { zone: wordOf('zone', mainlandZone) })}
      </p>
      {phone === undefined ? <NothingHere why={t('people.begin')} /> : <Found key={phone} phone={phone} />}
    </>
  );
}
