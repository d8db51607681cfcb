import { Button } from 'antd';
import { useState } from 'react';
import { useMe } from '../../shared/api/me.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { PasswordDialog } from './password-dialog.js';

/** Who is signed in, how that was proven, and the way to another password. */
export function Security() {
  const { t } = useTexts();
  const me = useMe();
  const [isChanging, setChanging] = useState(false);
  const hasApp = me?.authLevel === 'password+totp';
  return (
    <section className="panel" aria-label={t('ownAccount.security')}>
      <h2>{t('ownAccount.security')}</h2>
      <dl className="facts">
        <div>
          <dt>{t('ownAccount.name')}</dt>
          <dd>{me?.name}</dd>
        </div>
        <div>
          <dt>{t('people.roles')}</dt>
          <dd>{me?.roles.map((role) => t(`role.${role}`)).join(t('board.nameJoin'))}</dd>
        </div>
        <div>
          <dt>{t('ownAccount.provenBy')}</dt>
          <dd>{t(`authLevel.${me?.authLevel ?? 'code'}`)}</dd>
        </div>
        <div>
          <dt>{t('proof.totp')}</dt>
          <dd data-totp={hasApp}>{t(hasApp ? 'ownAccount.hasApp' : 'ownAccount.hasNoApp')}</dd>
        </div>
      </dl>
      <div className="account-acts">
        <Button onClick={() => setChanging(true)} data-act="password">
          {t('password.button')}
        </Button>
      </div>
      {isChanging && <PasswordDialog close={() => setChanging(false)} />}
    </section>
  );
}
