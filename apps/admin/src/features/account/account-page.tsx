import './account.css';
import { mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { PageTitle } from '../../shared/layout/page.js';
import { OwnSanctions } from './own-sanctions.js';
import { Security } from './security.js';
import { Sessions } from './sessions.js';

/** What somebody sees and does about their own account. */
export function AccountPage() {
  const { t } = useTexts();
  return (
    <>
      <PageTitle text={t('ownAccount.title')} />
      <p className="hint">{t('zone.all', { zone: wordOf('zone', mainlandZone) })}</p>
      <Security />
      <Sessions />
      <OwnSanctions />
    </>
  );
}
