import type { giveMembershipInput, MemberFoundDto } from '@banzhen/contracts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { InputNumber } from 'antd';
import { useId, useState } from 'react';
import type { z } from 'zod';
import { useActDone } from '../../shared/act/use-act-done.js';
import { api } from '../../shared/api/client.js';
import { inLanguage, useTexts } from '../../shared/i18n/i18n.js';
import { OneOf } from '../../shared/layout/one-of.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import type { MemberAct } from './statuses.js';

type Cause = z.input<typeof giveMembershipInput>['cause'];
const causes: Readonly<Record<MemberAct, readonly Cause[]>> = {
  give: ['goodwill', 'campaign', 'correction'],
  freeze: ['request', 'sanction', 'correction'],
  resume: ['request', 'correction', 'goodwill'],
};
const USUAL_DAYS = 30;

type Props = { readonly member: MemberFoundDto; readonly close: () => void };

function CauseField({ act, value, change }: { act: MemberAct; value: Cause; change: (to: Cause) => void }) {
  const { t } = useTexts();
  return (
    <OneOf
      legend={t('members.cause')}
      value={value}
      change={change}
      firstId="member-cause"
      options={causes[act].map((one) => ({ value: one, label: t(`cause.${one}`) }))}
    />
  );
}

/** M1 by staff: a level of the rules in force, for some days. */
function GiveDialog({ member, close }: Props) {
  const { t, language } = useTexts();
  const id = useId();
  const done = useActDone(api.membership.pathKey(), close);
  const give = useMutation(api.membership.give.mutationOptions());
  const policies = useQuery(api.membership.policies.queryOptions());
  const policy = policies.data?.find(({ isInForce }) => isInForce)?.policy;
  // A gift that is sent twice is given once.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [level, setLevel] = useState(1);
  const [days, setDays] = useState(USUAL_DAYS);
  const [cause, setCause] = useState<Cause>('goodwill');
  const chosen = policy?.levels.find((one) => one.level === level);
  const told = { name: member.name, level: chosen ? inLanguage(chosen.name, language) : '…', days };
  return (
    <ActDialog
      title={t('members.give.title', told)}
      confirmWord={t('members.does.give')}
      canConfirm={chosen !== undefined}
      consequences={[t('members.give.first', told), t('members.give.second')]}
      words="none"
      firstControl={`${id}level`}
      run={() => give.mutateAsync({ accountId: member.accountId, level, days, cause, idempotencyKey })}
      onDone={done}
      onReload={done}
      onClose={close}
    >
      <div className="field">
        <label htmlFor={`${id}level`}>{t('members.level')}</label>
        <select
          id={`${id}level`}
          value={level}
          onChange={(event) => setLevel(Number(event.target.value))}
          data-loaded={policy !== undefined}
        >
          {policy?.levels.map((one) => (
            <option key={one.level} value={one.level}>
              {inLanguage(one.name, language)}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${id}days`}>{t('members.days')}</label>
        <InputNumber
          id={`${id}days`}
          min={1}
          max={policy?.periodDays ?? 365}
          precision={0}
          value={days}
          onChange={(given) => setDays(given ?? USUAL_DAYS)}
        />
      </div>
      <CauseField act="give" value={cause} change={setCause} />
    </ActDialog>
  );
}

/** M5: the clock of a membership stops, or goes on. */
function SteerDialog({ member, act, close }: Props & { readonly act: 'freeze' | 'resume' }) {
  const { t } = useTexts();
  const done = useActDone(api.membership.pathKey(), close);
  const freeze = useMutation(api.membership.freeze.mutationOptions());
  const resume = useMutation(api.membership.resume.mutationOptions());
  const [cause, setCause] = useState<Cause>('request');
  const command = { accountId: member.accountId, expectedVersion: member.version, cause };
  const told = { name: member.name };
  return (
    <ActDialog
      title={t(`members.${act}.title`, told)}
      confirmWord={t(`members.does.${act}`)}
      isDangerous={act === 'freeze'}
      consequences={[t(`members.${act}.first`, told), t(`members.${act}.second`)]}
      words="none"
      firstControl="member-cause"
      run={() => (act === 'freeze' ? freeze : resume).mutateAsync(command)}
      onDone={done}
      onReload={done}
      onClose={close}
    >
      <CauseField act={act} value={cause} change={setCause} />
    </ActDialog>
  );
}

/** The dialog of an act about a membership. */
export function MemberActDialog({ act, ...props }: Props & { readonly act: MemberAct }) {
  return act === 'give' ? <GiveDialog {...props} /> : <SteerDialog {...props} act={act} />;
}
