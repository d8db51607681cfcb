import type { PersonFoundDto, RoleGrantDto } from '@banzhen/contracts';
import { Button, Tag } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useMay, useMe } from '../../shared/api/me.js';
import { formatInstant, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { SanctionCard } from '../../shared/sanction/sanction-card.js';
import { sanctionState } from '../../shared/sanction/sanction-state.js';
import { liveGrants } from './live-grants.js';
import { OpenPersonAct } from './open-person-act.js';
import type { PersonAct } from './person.js';
import { useGrantWords } from './role-words.js';

type Part = { readonly person: PersonFoundDto; readonly start: (act: PersonAct) => void };

function Head({ person }: { readonly person: PersonFoundDto }) {
  const { t, language } = useTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  // In the field that was typed into, single keys would go on being letters.
  useEffect(() => heading.current?.focus(), []);
  const at = (instant: string) => formatInstant(instant, mainlandZone, language);
  return (
    <section className="panel" aria-label={person.name}>
      <h2 ref={heading} tabIndex={-1}>
        {person.name}
      </h2>
      <dl className="facts">
        <div>
          <dt>{t('people.maskedPhone')}</dt>
          <dd className="number">{person.phone}</dd>
        </div>
        <div>
          <dt>{t('people.lastSignIn')}</dt>
          <dd>{person.lastSignInAt ? at(person.lastSignInAt) : t('people.neverSignedIn')}</dd>
        </div>
        <div>
          <dt>{t('people.createdAt')}</dt>
          <dd>{at(person.createdAt)}</dd>
        </div>
      </dl>
    </section>
  );
}

function PanelHead({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="panel-head">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

function Role({ grant, start }: { grant: RoleGrantDto; start: Part['start'] }) {
  const { t } = useTexts();
  const may = useMay();
  const words = useGrantWords()(grant);
  return (
    <li data-grant={grant.grantId} data-role={grant.role}>
      <Tag>{words.role}</Tag>
      <span>
        {words.city} · {t('role.until', words)}
      </span>
      {may('role.revoke') && (
        <Button
          size="small"
          danger
          onClick={() => start({ kind: 'revoke', grant })}
          aria-label={t('revoke.buttonFor', words)}
        >
          {t('revoke.button')}
        </Button>
      )}
    </li>
  );
}

function Roles({ person, start }: Part) {
  const { t } = useTexts();
  const may = useMay();
  const grants = liveGrants(person.grants);
  return (
    <section className="panel" aria-label={t('people.roles')}>
      <PanelHead title={t('people.roles')}>
        {may('role.grant') && (
          <Button onClick={() => start({ kind: 'grant' })} data-act="grant">
            {t('grant.button')}
          </Button>
        )}
        {may('totp.reset') && grants.length > 0 && (
          <Button danger onClick={() => start({ kind: 'reset-totp' })} data-act="reset-totp">
            {t('resetTotp.button')}
          </Button>
        )}
      </PanelHead>
      {grants.length === 0 ? (
        <p className="hint">{t('people.noRoles')}</p>
      ) : (
        <ul className="role-list">
          {grants.map((grant) => (
            <Role key={grant.grantId} grant={grant} start={start} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** Why nobody here may sanction this person; undefined where it is possible. */
function useNoSanctions(person: PersonFoundDto): 'own' | 'colleague' | undefined {
  const me = useMe();
  if (me?.accountId === person.accountId) return 'own';
  return liveGrants(person.grants).length > 0 && !me?.roles.includes('admin') ? 'colleague' : undefined;
}

function Sanctions({ person, start }: Part) {
  const { t } = useTexts();
  const may = useMay();
  const why = useNoSanctions(person);
  return (
    <section className="panel" aria-label={t('people.sanctions')}>
      <PanelHead title={t('people.sanctions')}>
        {may('sanction.impose') && why === undefined && (
          <Button danger onClick={() => start({ kind: 'impose' })} data-act="impose">
            {t('impose.button')}
          </Button>
        )}
        {may('sanction.impose') && why !== undefined && (
          <span className="hint">{t(`people.cannot.${why}`)}</span>
        )}
      </PanelHead>
      {person.sanctions.length === 0 && <p className="hint">{t('people.noSanctions')}</p>}
      <div className="sanctions">
        {person.sanctions.map((sanction) => (
          <SanctionCard key={sanction.sanctionId} sanction={sanction}>
            {may('sanction.lift') && sanctionState(sanction) === 'live' && (
              <Button onClick={() => start({ kind: 'lift', sanction })} data-act="lift">
                {t('lift.button')}
              </Button>
            )}
          </SanctionCard>
        ))}
      </div>
    </section>
  );
}

/** One person: who they are, what they may do as staff, what was decided about them, and what may be done now. */
export function PersonCard({ person }: { readonly person: PersonFoundDto }) {
  const [act, setAct] = useState<PersonAct>();
  return (
    <div className="stack" data-person={person.accountId}>
      <Head person={person} />
      <Sanctions person={person} start={setAct} />
      <Roles person={person} start={setAct} />
      {act && <OpenPersonAct act={act} whom={person} close={() => setAct(undefined)} />}
    </div>
  );
}
