import type { PrivilegeValueDto } from '@banzhen/contracts';
import { Button, Checkbox, Input } from 'antd';
import { useId } from 'react';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { FilterField } from '../../shared/layout/filter-form.js';
import { NumberField } from '../../shared/rules/number-field.js';
import { emptyValue, kindOf, type Privilege, privilegeKinds } from './draft.js';

type RowProps = {
  readonly privilege: Privilege;
  readonly of: string;
  readonly change: (patch: Partial<Privilege>) => void;
  readonly remove: () => void;
};

function ValueFields({
  value,
  of,
  change,
}: {
  readonly value: PrivilegeValueDto;
  readonly of: string;
  readonly change: (value: PrivilegeValueDto) => void;
}) {
  const { t } = useTexts();
  switch (value.kind) {
    case 'flag':
      return (
        <Checkbox checked={value.isOn} onChange={(event) => change({ ...value, isOn: event.target.checked })}>
          {t('privilege.on')}
        </Checkbox>
      );
    case 'number':
      return (
        <NumberField
          label={t('rules.number')}
          of={of}
          value={value.number}
          change={(number) => change({ ...value, number })}
        />
      );
    case 'rate':
      return (
        <NumberField
          label={t('rules.rate')}
          of={of}
          value={value.rate}
          change={(rate) => change({ ...value, rate })}
        />
      );
    case 'quota':
      return (
        <>
          <NumberField
            label={t('rules.most')}
            of={of}
            value={value.most}
            change={(most) => change({ ...value, most })}
          />
          <NumberField
            label={t('rules.everyDays')}
            of={of}
            value={value.everyDays}
            change={(everyDays) => change({ ...value, everyDays })}
          />
        </>
      );
  }
}

/** One privilege of a level: its code, what it is worth, and whether it stays in the grace. */
export function PrivilegeRow({ privilege, of, change, remove }: RowProps) {
  const { t } = useTexts();
  const id = useId();
  const { code, value, isKeptInGrace } = privilege;
  const name = code === '' ? t('rules.newPrivilege') : wordOf('privilege.code', code);
  const fixedKind = kindOf(code);
  const about = `${of} · ${name}`;
  return (
    <li className="rules-privilege" data-privilege={code}>
      <strong>{name}</strong>
      {fixedKind === undefined && (
        <>
          <FilterField id={`${id}code`} label={t('rules.code')}>
            <Input
              id={`${id}code`}
              value={code}
              maxLength={60}
              autoComplete="off"
              aria-label={`${about}: ${t('rules.code')}`}
              onChange={(event) => change({ code: event.target.value.trim() })}
            />
          </FilterField>
          <FilterField id={`${id}kind`} label={t('rules.kind')}>
            <select
              id={`${id}kind`}
              value={value.kind}
              onChange={(event) => {
                const kind = privilegeKinds.find((one) => one === event.target.value);
                if (kind) change({ value: emptyValue(kind) });
              }}
            >
              {privilegeKinds.map((kind) => (
                <option key={kind} value={kind}>
                  {t(`rules.kindIs.${kind}`)}
                </option>
              ))}
            </select>
          </FilterField>
        </>
      )}
      <ValueFields value={value} of={about} change={(worth) => change({ value: worth })} />
      <Checkbox checked={isKeptInGrace} onChange={(event) => change({ isKeptInGrace: event.target.checked })}>
        {t('rules.keptInGrace')}
      </Checkbox>
      <Button size="small" onClick={remove} aria-label={t('rules.removeOf', { what: about })}>
        {t('schedule.remove')}
      </Button>
    </li>
  );
}
