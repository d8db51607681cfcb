import type { grantRoleInput } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { Input } from 'antd';
import { useId, useState } from 'react';
import type { z } from 'zod';
import { api } from '../../shared/api/client.js';
import { formatInstant, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { OneOf } from '../../shared/layout/one-of.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import { cityCodes, isCityCode } from './cities.js';
import type { PersonActProps } from './person.js';
import { UntilField, untilOf } from './until-field.js';

type Role = z.input<typeof grantRoleInput>['role'];

const roles: readonly Role[] = ['dispatcher', 'quality', 'finance', 'support', 'admin', 'auditor'];
const everywhere: readonly Role[] = ['admin', 'auditor'];

/** A city of the list, or any other by its code; empty means all of them. */
function CityField({ city, change }: { readonly city: string; readonly change: (city: string) => void }) {
  const { t } = useTexts();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{t('grant.city')}</label>
      <Input
        id={id}
        list={`${id}cities`}
        value={city}
        maxLength={6}
        inputMode="numeric"
        autoComplete="off"
        aria-describedby={`${id}hint`}
        onChange={(event) => change(event.target.value.trim())}
      />
      <datalist id={`${id}cities`}>
        {cityCodes.map((code) => (
          <option key={code} value={code}>
            {wordOf('city', code)}
          </option>
        ))}
      </datalist>
      <p id={`${id}hint`} className="hint">
        {isCityCode(city) ? wordOf('city', city) : t('grant.cityHint')}
      </p>
    </div>
  );
}

/** Makes somebody staff; it counts from their next request on. */
export function GrantRoleDialog({ whom, ...callbacks }: PersonActProps) {
  const { t, language } = useTexts();
  const grant = useMutation(api.people.grantRole.mutationOptions());
  const [role, setRole] = useState<Role>('dispatcher');
  const [city, setCity] = useState('');
  const [until, setUntil] = useState('');
  const takesCity = !everywhere.includes(role);
  const cityCode = takesCity && city !== '' ? city : undefined;
  const limit = untilOf(until);
  const told = {
    name: whom.name,
    role: t(`role.${role}`),
    city: cityCode === undefined ? t('role.everyCity') : wordOf('city', cityCode),
    until: limit.until
      ? t('until.till', { at: formatInstant(limit.until, mainlandZone, language) })
      : t('until.forGood'),
  };
  return (
    <ActDialog
      title={t('grant.title', told)}
      confirmWord={t('grant.confirm', told)}
      isDangerous={role === 'admin'}
      canConfirm={cityCode === undefined || isCityCode(cityCode)}
      consequences={[t('grant.first', told), t(`grant.does.${role}`), t('grant.second')]}
      words="none"
      firstControl="grant-role"
      run={() =>
        grant.mutateAsync({ accountId: whom.accountId, role, ...(cityCode ? { cityCode } : {}), ...limit })
      }
      {...callbacks}
    >
      <OneOf
        legend={t('grant.role')}
        value={role}
        change={setRole}
        options={roles.map((one) => ({ value: one, label: t(`role.${one}`) }))}
        firstId="grant-role"
      />
      {takesCity && <CityField city={city} change={setCity} />}
      <UntilField wallTime={until} change={setUntil} />
    </ActDialog>
  );
}
