import { Input } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { FilterField, FilterForm } from '../../shared/layout/filter-form.js';
import { shortId } from '../../shared/short-id.js';
import type { AuditFilter } from './filter.js';
import { auditOperations } from './operations.js';

type Props = {
  readonly filter: AuditFilter;
  readonly names: ReadonlyMap<string, string>;
  readonly change: (filter: AuditFilter) => void;
};

type Typed = { readonly target: { readonly value: string } };
type SelectProps = {
  readonly id: string;
  readonly value: string | undefined;
  readonly set: (event: Typed) => void;
  readonly children: ReactNode;
};

function Select({ id, value, set, children }: SelectProps) {
  return (
    <select id={id} value={value ?? ''} onChange={set}>
      {children}
    </select>
  );
}

/** By who, what, which thing, outcome and day. */
export function AuditFilterForm({ filter, names, change }: Props) {
  const { t } = useTexts();
  const ids = useId();
  const [draft, setDraft] = useState(filter);
  const set = (name: keyof AuditFilter) => (event: Typed) =>
    setDraft((before) => ({ ...before, [name]: event.target.value.trim() || undefined }));
  const people = [...names];
  const isUnknown = filter.who !== undefined && !names.has(filter.who);
  return (
    <FilterForm find={() => change(draft)} clear={() => change({})}>
      <FilterField id={`${ids}who`} label={t('audit.who')}>
        <Select id={`${ids}who`} value={draft.who} set={set('who')}>
          <option value="">{t('audit.everybody')}</option>
          {isUnknown && <option value={filter.who}>{shortId(filter.who ?? '')}</option>}
          {people.map(([accountId, name]) => (
            <option key={accountId} value={accountId}>
              {name}
            </option>
          ))}
        </Select>
      </FilterField>
      <FilterField id={`${ids}what`} label={t('audit.what')}>
        <Select id={`${ids}what`} value={draft.what} set={set('what')}>
          <option value="">{t('audit.everything')}</option>
          {auditOperations.map((operation) => (
            <option key={operation} value={operation}>
              {wordOf('operation', operation)}
            </option>
          ))}
        </Select>
      </FilterField>
      <FilterField id={`${ids}outcome`} label={t('audit.outcome')}>
        <Select id={`${ids}outcome`} value={draft.outcome} set={set('outcome')}>
          <option value="">{t('audit.everyOutcome')}</option>
          <option value="done">{t('outcome.done')}</option>
          <option value="refused">{t('outcome.refused')}</option>
        </Select>
      </FilterField>
      <FilterField id={`${ids}object`} label={t('audit.objectId')}>
        <Input id={`${ids}object`} value={draft.object ?? ''} autoComplete="off" onChange={set('object')} />
      </FilterField>
      <FilterField id={`${ids}from`} label={t('postings.from')}>
        <Input id={`${ids}from`} type="date" value={draft.from ?? ''} onChange={set('from')} />
      </FilterField>
      <FilterField id={`${ids}to`} label={t('postings.to')}>
        <Input id={`${ids}to`} type="date" value={draft.to ?? ''} onChange={set('to')} />
      </FilterField>
    </FilterForm>
  );
}
