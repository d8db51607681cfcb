import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../shared/api/client.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import { NumberField } from '../../shared/rules/number-field.js';
import type { CreatedLink, Doctor } from './calendars.js';

const USUAL_DAYS = 180;

type Props = {
  readonly doctor: Doctor;
  /** Whether a link counts now, which ends. */
  readonly replaces: boolean;
  readonly tell: (told: CreatedLink) => void;
  readonly close: () => void;
};

/** Gives a doctor a link to their own calendar, for some days. */
export function CreateLinkDialog({ doctor, replaces, tell, close }: Props) {
  const { t } = useTexts();
  const client = useQueryClient();
  const create = useMutation(api.calendar.create.mutationOptions({ gcTime: 0 }));
  const [days, setDays] = useState(USUAL_DAYS);
  const run = async () => {
    tell(await create.mutateAsync({ doctorId: doctor.doctorId, days }));
    create.reset();
  };
  return (
    <ActDialog
      title={t('calendars.createTitle', { name: doctor.name })}
      confirmWord={t('calendars.create')}
      consequences={[
        t('calendars.createFirst'),
        t('calendars.createSecond'),
        ...(replaces ? [t('calendars.createEnds')] : []),
      ]}
      words="none"
      firstControl="act-confirm"
      run={run}
      onDone={() => {
        close();
        void client.invalidateQueries({ queryKey: api.calendar.pathKey() });
      }}
      onClose={close}
    >
      <NumberField
        label={t('calendars.days')}
        of={t('calendars.create')}
        value={days}
        hint={t('calendars.daysHint')}
        change={setDays}
      />
    </ActDialog>
  );
}
