import type { TemplateDto } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { Input } from 'antd';
import { useId, useState } from 'react';
import { api } from '../../shared/api/client.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import { Field } from './plan-fields.js';
import { useScheduleDone } from './use-schedule.js';

type Props = {
  readonly template: TemplateDto;
  readonly doctor: string;
  readonly monday: string;
  readonly close: () => void;
};

/** Ends weekly hours on a day. */
export function EndTemplateDialog({ template, doctor, monday, close }: Props) {
  const { t } = useTexts();
  const id = useId();
  const done = useScheduleDone(close);
  const end = useMutation(api.schedule.endTemplate.mutationOptions());
  const [day, setDay] = useState(template.effectiveUntil ?? monday);
  const { templateId, version } = template;
  return (
    <ActDialog
      title={t('schedule.endTemplate', { doctor })}
      confirmWord={t('schedule.end')}
      isDangerous
      canConfirm={day !== ''}
      consequences={[t('schedule.endThen')]}
      words="none"
      firstControl={`${id}day`}
      run={() => end.mutateAsync({ templateId, expectedVersion: version, effectiveUntil: day })}
      onDone={done}
      onReload={done}
      onClose={close}
    >
      <Field id={`${id}day`} label={t('schedule.effectiveUntil')}>
        <Input id={`${id}day`} type="date" value={day} onChange={(event) => setDay(event.target.value)} />
      </Field>
    </ActDialog>
  );
}
