import './members.css';
import type { MemberStatusDto } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { client } from '../../shared/api/client.js';
import { useMay } from '../../shared/api/me.js';
import { readRefusal } from '../../shared/api/refusal.js';
import { mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { NothingHere, PageSkeleton, PageTitle } from '../../shared/layout/page.js';
import { RefusalNotice } from '../../shared/layout/refusal-notice.js';
import { FindPersonForm } from '../../shared/people/find-person-form.js';
import { MemberCard } from './member-card.js';
import { MemberList } from './member-list.js';

export type MembersQuery = {
  readonly account?: string | undefined;
  readonly status?: MemberStatusDto | undefined;
};

type Props = { readonly query: MembersQuery; readonly change: (query: MembersQuery) => void };

const isNobody = (error: unknown): boolean => readRefusal(error).refusal?.type === 'NotFound';

/** Finds a member by their whole phone number, or in the list; shows one of them, with what may be done. */
export function MembersPage({ query, change }: Props) {
  const { t } = useTexts();
  const may = useMay();
  const { account, status } = query;
  // Every search is audited, so it is sent once, when somebody asks for it.
  const find = useMutation({
    mutationFn: (phone: string) => client.membership.find.query({ phone }),
    onSuccess: ({ accountId }) => change({ ...query, account: accountId }),
  });
  return (
    <>
      <PageTitle text={t('members.title')} />
      <FindPersonForm phone="" find={(phone) => find.mutate(phone)} />
      <p className="hint">
        {t('people.audited')} · {t('zone.all', { zone: wordOf('zone', mainlandZone) })}
      </p>
      {find.isPending && <PageSkeleton />}
      {find.isError &&
        (isNobody(find.error) ? (
          <NothingHere why={t('people.nobody')} />
        ) : (
          <RefusalNotice error={find.error} />
        ))}
      {account !== undefined && (
        <>
          {may('member.list') && (
            <Button data-act="all-members" onClick={() => change({ status })}>
              {t('members.backToAll')}
            </Button>
          )}
          <MemberCard key={account} accountId={account} />
        </>
      )}
      {account === undefined && may('member.list') && (
        <MemberList
          status={status}
          choose={(wanted) => change({ status: wanted })}
          open={(accountId) => change({ ...query, account: accountId })}
        />
      )}
    </>
  );
}
