import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTexts } from '../i18n/i18n.js';
import { NothingHere } from '../layout/page.js';
import { VersionList } from './version-list.js';
import { latestOf, type Published, shownOf } from './versions.js';

type Props<Version extends Published> = {
  readonly versions: readonly Version[];
  /** What is said where there are none. */
  readonly none: string;
  readonly mayEdit: boolean;
  /** One version as it is. */
  readonly view: (shown: Version) => ReactNode;
  /** The next version, made of the latest one. */
  readonly edit: (latest: Version, close: () => void) => ReactNode;
};

/** The versions of some rules, one of them as it is, or the next one being written. */
export function VersionedRules<Version extends Published>({
  versions,
  none,
  mayEdit,
  view,
  edit,
}: Props<Version>) {
  const { t } = useTexts();
  const [wanted, setWanted] = useState<number>();
  const [isEditing, setEditing] = useState(false);
  const latest = latestOf(versions);
  const shown = shownOf(versions, wanted);
  if (!latest || !shown) return <NothingHere why={none} />;
  const { version } = shown.policy;
  return (
    <>
      <section className="panel" aria-label={t('rules.versions')}>
        <div className="panel-head">
          <h2>{t('rules.versions')}</h2>
          {mayEdit && !isEditing && (
            <Button type="primary" data-act="edit-rules" onClick={() => setEditing(true)}>
              {t('rules.edit', { version: latest.policy.version + 1 })}
            </Button>
          )}
        </div>
        <VersionList versions={versions} shown={version} show={setWanted} />
      </section>
      {isEditing ? (
        edit(latest, () => setEditing(false))
      ) : (
        <section className="panel" aria-label={t('rules.version', { version })} data-shown={version}>
          <h2>{t('rules.version', { version })}</h2>
          {view(shown)}
        </section>
      )}
    </>
  );
}
