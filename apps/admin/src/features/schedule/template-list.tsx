import type { ClinicDirectoryDto, ExceptionDto, TemplateDto, TemplatesDto } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api/client.js';
import { useMay } from '../../shared/api/me.js';
import type { Names } from '../../shared/clinic/session-names.js';
import { clockOf } from '../../shared/clinic/week.js';
import { formatDate } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { NothingHere } from '../../shared/layout/page.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import { EndTemplateDialog } from './end-template-dialog.js';
import { ExceptionDialog } from './exception-dialog.js';
import { TemplateDialog } from './template-dialog.js';
import { useScheduleDone } from './use-schedule.js';

type Props = {
  readonly planning: TemplatesDto;
  readonly directory: ClinicDirectoryDto;
  readonly names: Names;
  readonly monday: string;
};

type Begun =
  | { readonly act: 'add' }
  | { readonly act: 'change' | 'end' | 'exception'; readonly template: TemplateDto }
  | { readonly act: 'remove'; readonly exception: ExceptionDto };

function RemoveExceptionDialog({ exception, close }: { exception: ExceptionDto; close: () => void }) {
  const { t, language } = useTexts();
  const done = useScheduleDone(close);
  const remove = useMutation(api.schedule.removeException.mutationOptions());
  const { templateId, exceptionId } = exception;
  const date = formatDate(exception.date, language);
  return (
    <ActDialog
      title={t('schedule.removeException', { date })}
      confirmWord={t('schedule.remove')}
      consequences={[t('schedule.removeThen', { date }), t('schedule.templateThen')]}
      words="none"
      run={() => remove.mutateAsync({ templateId, exceptionId })}
      onDone={done}
      onClose={close}
    />
  );
}

function Begin({
  begun,
  directory,
  names,
  monday,
  close,
}: Omit<Props, 'planning'> & { begun: Begun; close: () => void }) {
  if (begun.act === 'remove') return <RemoveExceptionDialog exception={begun.exception} close={close} />;
  if (begun.act === 'add') return <TemplateDialog directory={directory} monday={monday} close={close} />;
  const { template } = begun;
  const about = { template, doctor: names(template.doctorId), monday, close };
  if (begun.act === 'change') return <TemplateDialog {...about} directory={directory} />;
  if (begun.act === 'end') return <EndTemplateDialog {...about} />;
  return <ExceptionDialog {...about} rooms={directory.rooms} />;
}

function TemplateItem({
  template,
  exceptions,
  names,
  begin,
}: {
  readonly template: TemplateDto;
  readonly exceptions: readonly ExceptionDto[];
  readonly names: Names;
  readonly begin: (begun: Begun) => void;
}) {
  const { t, language } = useTexts();
  const may = useMay()('schedule.change');
  const doctor = names(template.doctorId);
  const from = formatDate(template.effectiveFrom, language);
  const acts = ['change', 'exception', 'end'] as const;
  return (
    <li data-template={template.templateId}>
      <h3>
        {doctor} · {names(template.departmentId)}
      </h3>
      <p className="hint">
        {template.effectiveUntil
          ? t('schedule.inForceUntil', { from, until: formatDate(template.effectiveUntil, language) })
          : t('schedule.inForce', { from })}
      </p>
      <ul className="chips">
        {template.week.map((plan) => (
          <li key={`${plan.weekday} ${plan.fromMinute}`} className="week-chip">
            {t(`schedule.weekday.${plan.weekday}`)} {clockOf(plan.fromMinute)}–{clockOf(plan.toMinute)}
          </li>
        ))}
      </ul>
      {exceptions.map((exception) => (
        <p key={exception.exceptionId} data-exception={exception.exceptionId}>
          {formatDate(exception.date, language)}{' '}
          {exception.fromMinute === undefined ? '' : clockOf(exception.fromMinute)}{' '}
          {t(`schedule.exception.${exception.kind}`)}{' '}
          {may && (
            <Button
              size="small"
              onClick={() => begin({ act: 'remove', exception })}
              aria-label={t('schedule.removeException', { date: formatDate(exception.date, language) })}
            >
              {t('schedule.remove')}
            </Button>
          )}
        </p>
      ))}
      {may && (
        <ul className="button-line">
          {acts.map((act) => (
            <li key={act}>
              <Button
                size="small"
                data-act={act}
                onClick={() => begin({ act, template })}
                aria-label={t(`schedule.templateActOf.${act}`, { doctor })}
              >
                {t(`schedule.templateAct.${act}`)}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

/** From what the sessions of the week follow: weekly hours and the days that differ. */
export function TemplateList({ planning, ...rest }: Props) {
  const { t } = useTexts();
  const may = useMay()('schedule.change');
  const [begun, setBegun] = useState<Begun>();
  return (
    <section className="panel" aria-label={t('schedule.templates')}>
      <div className="panel-head">
        <h2>{t('schedule.templates')}</h2>
        {may && rest.directory.doctors.length > 0 && (
          <Button data-act="add-template" onClick={() => setBegun({ act: 'add' })}>
            {t('schedule.addTemplate')}
          </Button>
        )}
      </div>
      {planning.templates.length === 0 && <NothingHere why={t('schedule.noTemplates')} />}
      <ul className="template-list">
        {planning.templates.map((template) => (
          <TemplateItem
            key={template.templateId}
            template={template}
            exceptions={planning.exceptions.filter(({ templateId }) => templateId === template.templateId)}
            names={rest.names}
            begin={setBegun}
          />
        ))}
      </ul>
      {begun && <Begin {...rest} begun={begun} close={() => setBegun(undefined)} />}
    </section>
  );
}
