import { Button, Checkbox, Input } from 'antd';
import { useId, useState } from 'react';
import { inLanguage, useTexts } from '../../shared/i18n/i18n.js';
import { FilterField } from '../../shared/layout/filter-form.js';
import { NumberField } from '../../shared/rules/number-field.js';
import { fenOf, yuanOf } from '../../shared/yuan.js';
import type { Level, Plan, Rules } from './draft.js';
import * as draft from './draft.js';
import { PrivilegeRow } from './privilege-rows.js';

type Props = { readonly rules: Rules; readonly change: (rules: Rules) => void };

function Common({ rules, change }: Props) {
  const { t } = useTexts();
  const of = t('rules.common');
  const field = (name: 'periodDays' | 'graceDays' | 'growthPerYuan') => (
    <NumberField
      label={t(`rules.field.${name}`)}
      of={of}
      value={rules[name]}
      change={(value) => change({ ...rules, [name]: value })}
    />
  );
  const points = (name: keyof Rules['points']) => (
    <NumberField
      label={t(`rules.field.points.${name}`)}
      of={of}
      value={rules.points[name]}
      change={(value) => change({ ...rules, points: { ...rules.points, [name]: value } })}
    />
  );
  return (
    <fieldset className="week-row">
      <legend>{of}</legend>
      <div className="rules-fields">
        {field('periodDays')}
        {field('graceDays')}
        {field('growthPerYuan')}
        {points('perYuan')}
        {points('lifetimeDays')}
        {points('restoredForDays')}
      </div>
    </fieldset>
  );
}

function LevelFields({
  rules,
  change,
  level,
  index,
}: Props & { readonly level: Level; readonly index: number }) {
  const { t, language } = useTexts();
  const id = useId();
  const set = (patch: Partial<Level>) => change(draft.changeLevel(rules, index, patch));
  const of = t('rules.levelNo', { no: level.level, name: inLanguage(level.name, language) });
  const name = (which: 'zh' | 'en', label: string) => (
    <FilterField id={`${id}${which}`} label={label}>
      <Input
        id={`${id}${which}`}
        value={level.name[which]}
        maxLength={60}
        aria-label={`${of}: ${label}`}
        onChange={(event) => set({ name: { ...level.name, [which]: event.target.value } })}
      />
    </FilterField>
  );
  return (
    <fieldset className="week-row" data-level={level.level}>
      <legend>{of}</legend>
      <div className="rules-fields">
        {name('zh', t('rules.field.nameZh'))}
        {name('en', t('rules.field.nameEn'))}
        <NumberField
          label={t('rules.field.growthThreshold')}
          of={of}
          value={level.growthThreshold}
          change={(growthThreshold) => set({ growthThreshold })}
        />
        <NumberField
          label={t('rules.field.keepLine')}
          of={of}
          value={level.keepLine}
          change={(keepLine) => set({ keepLine })}
        />
      </div>
      <ul className="rules-privileges">
        {level.privileges.map((privilege, place) => (
          <PrivilegeRow
            key={place}
            privilege={privilege}
            of={of}
            change={(patch) => change(draft.changePrivilege(rules, index, place, patch))}
            remove={() => change(draft.removePrivilege(rules, index, place))}
          />
        ))}
      </ul>
      <Button size="small" onClick={() => change(draft.addPrivilege(rules, index))}>
        {t('rules.addPrivilege')}
      </Button>
    </fieldset>
  );
}

/** Yuan as they are typed; only amounts are taken over. */
function PriceField({ plan, of, set }: { plan: Plan; of: string; set: (patch: Partial<Plan>) => void }) {
  const { t } = useTexts();
  const id = useId();
  const [typed, setTyped] = useState(() => yuanOf(plan.priceFen));
  const isAmount = fenOf(typed) !== undefined;
  return (
    <FilterField id={id} label={t('rules.priceYuan')}>
      <Input
        id={id}
        inputMode="decimal"
        value={typed}
        {...(isAmount ? {} : { status: 'error' as const, 'aria-invalid': true })}
        aria-label={`${of}: ${t('rules.priceYuan')}`}
        onChange={(event) => {
          setTyped(event.target.value);
          const priceFen = fenOf(event.target.value);
          if (priceFen !== undefined) set({ priceFen });
        }}
        onBlur={() => setTyped(yuanOf(plan.priceFen))}
      />
    </FilterField>
  );
}

function PlanFields({ rules, change, plan, index }: Props & { readonly plan: Plan; readonly index: number }) {
  const { t, language } = useTexts();
  const id = useId();
  const set = (patch: Partial<Plan>) => change(draft.changePlan(rules, index, patch));
  const of = t('rules.planNo', { no: index + 1 });
  return (
    <fieldset className="week-row" data-plan={plan.code}>
      <legend>{of}</legend>
      <div className="rules-fields">
        <FilterField id={`${id}code`} label={t('rules.code')}>
          <Input
            id={`${id}code`}
            value={plan.code}
            maxLength={60}
            autoComplete="off"
            aria-label={`${of}: ${t('rules.code')}`}
            onChange={(event) => set({ code: event.target.value.trim() })}
          />
        </FilterField>
        <FilterField id={`${id}level`} label={t('rules.field.level')}>
          <select
            id={`${id}level`}
            value={plan.level}
            onChange={(event) => set({ level: Number(event.target.value) })}
          >
            {rules.levels.map(({ level, name }) => (
              <option key={level} value={level}>
                {inLanguage(name, language)}
              </option>
            ))}
          </select>
        </FilterField>
        <PriceField plan={plan} of={of} set={set} />
        <NumberField
          label={t('rules.field.days')}
          of={of}
          value={plan.days}
          change={(days) => set({ days })}
        />
        <Checkbox checked={plan.isOpen} onChange={(event) => set({ isOpen: event.target.checked })}>
          {t('rules.field.isOpen')}
        </Checkbox>
        <Button
          size="small"
          onClick={() => change(draft.removePlan(rules, index))}
          aria-label={t('rules.removeOf', { what: of })}
        >
          {t('schedule.remove')}
        </Button>
      </div>
    </fieldset>
  );
}

/** Levels, privileges and plans as fields; nothing is published by typing. */
export function RulesEditor({ rules, change }: Props) {
  const { t } = useTexts();
  return (
    <>
      <Common rules={rules} change={change} />
      {rules.levels.map((level, index) => (
        <LevelFields key={level.level} rules={rules} change={change} level={level} index={index} />
      ))}
      <ul className="button-line">
        <li>
          <Button onClick={() => change(draft.addLevel(rules))}>{t('rules.addLevel')}</Button>
        </li>
        {rules.levels.length > 1 && (
          <li>
            <Button onClick={() => change(draft.removeLastLevel(rules))}>{t('rules.removeLevel')}</Button>
          </li>
        )}
      </ul>
      <h3>{t('rules.plans')}</h3>
      {rules.plans.map((plan, index) => (
        <PlanFields key={index} rules={rules} change={change} plan={plan} index={index} />
      ))}
      <Button onClick={() => change(draft.addPlan(rules))}>{t('rules.addPlan')}</Button>
    </>
  );
}
