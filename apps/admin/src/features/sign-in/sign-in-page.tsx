import './sign-in.css';
import { UserOutlined } from '@ant-design/icons';
import type { DemoPersonDto } from '@banzhen/contracts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { api, queryClient } from '../../shared/api/client.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { LanguageButton } from '../../shared/layout/console-layout.js';
import { NothingHere, PageFailure, PageSkeleton, PageTitle } from '../../shared/layout/page.js';
import { RefusalNotice } from '../../shared/layout/refusal-notice.js';

const isStaff = ({ roles }: DemoPersonDto): boolean =>
  roles.some((role) => role !== 'family' && role !== 'escort');

/** The development way in: picks one of the demo's people. In production nobody can be picked. */
function PickPerson({ onSignedIn }: { readonly onSignedIn: () => void }) {
  const { t } = useTexts();
  const people = useQuery(api.demo.people.queryOptions());
  const signIn = useMutation(api.demo.signInAs.mutationOptions({ onSuccess: onSignedIn }));
  if (people.isPending) return <PageSkeleton />;
  if (people.isError) return <PageFailure error={people.error} retry={() => void people.refetch()} />;
  if (people.data.length === 0) return <p data-closed>{t('signIn.closed')}</p>;
  const staff = people.data.filter(isStaff);
  if (staff.length === 0) return <NothingHere why={t('signIn.nobody')} />;
  return (
    <>
      <p>{t('signIn.hint')}</p>
      <ul className="people">
        {staff.map((person) => (
          <li key={person.accountId}>
            <Button
              block
              size="large"
              icon={<UserOutlined />}
              loading={signIn.isPending && signIn.variables.accountId === person.accountId}
              onClick={() => signIn.mutate({ accountId: person.accountId })}
            >
              <span>
                {person.name}
                <span className="fine">
                  {person.roles.map((role) => t(`role.${role}`)).join(t('board.nameJoin'))}
                </span>
              </span>
            </Button>
          </li>
        ))}
      </ul>
      {signIn.isError && <RefusalNotice error={signIn.error} />}
    </>
  );
}

/** The way into the console. */
export function SignInPage({ onSignedIn }: { readonly onSignedIn: () => void }) {
  const { t } = useTexts();
  return (
    <main id="content" className="sign-in">
      <div className="panel">
        <div className="sign-in-head">
          <img src="/icon.svg" alt="" width="40" height="40" />
          <LanguageButton />
        </div>
        <PageTitle text={t('signIn.title')} />
        <PickPerson
          onSignedIn={() => {
            queryClient.clear();
            onSignedIn();
          }}
        />
      </div>
    </main>
  );
}
