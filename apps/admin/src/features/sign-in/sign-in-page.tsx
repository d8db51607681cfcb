import './sign-in.css';
import { UserOutlined } from '@ant-design/icons';
import type { DemoPersonDto } from '@banzhen/contracts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api, queryClient } from '../../shared/api/client.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { LanguageButton } from '../../shared/layout/console-layout.js';
import { NothingHere, PageFailure, PageSkeleton, PageTitle } from '../../shared/layout/page.js';
import { RefusalNotice } from '../../shared/layout/refusal-notice.js';
import { StaffSignIn } from './staff-sign-in.js';

const isStaff = ({ roles }: DemoPersonDto): boolean =>
  roles.some((role) => role !== 'family' && role !== 'escort');

type Props = { readonly onSignedIn: () => void };

/** In a demonstration one of its people is picked, or one signs in as in production, where nobody can be picked. */
function WayIn({ onSignedIn }: Props) {
  const { t } = useTexts();
  const [hasAccount, setHasAccount] = useState(false);
  const people = useQuery(api.demo.people.queryOptions());
  const signIn = useMutation(api.demo.signInAs.mutationOptions({ onSuccess: onSignedIn }));
  if (people.isPending) return <PageSkeleton />;
  if (people.isError) return <PageFailure error={people.error} retry={() => void people.refetch()} />;
  if (people.data.length === 0) return <StaffSignIn onSignedIn={onSignedIn} />;
  if (hasAccount)
    return (
      <>
        <StaffSignIn onSignedIn={onSignedIn} />
        <Button type="link" onClick={() => setHasAccount(false)}>
          {t('staffSignIn.pick')}
        </Button>
      </>
    );
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
      <Button type="link" onClick={() => setHasAccount(true)}>
        {t('staffSignIn.withAccount')}
      </Button>
    </>
  );
}

/** The way into the console. */
export function SignInPage({ onSignedIn }: Props) {
  const { t } = useTexts();
  return (
    <main id="content" className="sign-in">
      <div className="panel">
        <div className="sign-in-head">
          <img src="/icon.svg" alt="" width="40" height="40" />
          <LanguageButton />
        </div>
        <PageTitle text={t('signIn.title')} />
        <WayIn
          onSignedIn={() => {
            queryClient.clear();
            onSignedIn();
          }}
        />
      </div>
    </main>
  );
}
