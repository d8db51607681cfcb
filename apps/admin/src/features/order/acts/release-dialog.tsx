import type { ShiftDto } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { Radio } from 'antd';
import { useId, useState } from 'react';
import { api } from '../../../shared/api/client.js';
import { formatInstant } from '../../../shared/format.js';
import { useTexts } from '../../../shared/i18n/i18n.js';
import { ActDialog } from '../../../shared/order/act-dialog.js';
import type { ActProps } from './acts.js';

type Props = ActProps & { readonly shift: ShiftDto };

/** O8: an escort is taken off one shift, or off all of theirs that can still be given up. */
export function ReleaseDialog({ shift, order, ...callbacks }: Props) {
  const { t, language } = useTexts();
  const release = useMutation(api.dispatch.release.mutationOptions());
  const [extent, setExtent] = useState<'this' | 'all'>('this');
  const extentLabel = useId();
  const theirs = order.shifts.filter(
    ({ escortId, cover, allowed }) =>
      cover === 'accepted' && escortId === shift.escortId && (allowed ?? order.allowed).includes('release'),
  );
  const told = {
    name: shift.escortName ?? '',
    no: shift.no,
    shifts: theirs.length,
    starts: formatInstant(shift.startsAt, order.zone, language),
  };
  const run = (reason: string) =>
    release.mutateAsync({
      orderId: order.orderId,
      expectedVersion: order.version,
      reason,
      ...(shift.escortId ? { escortId: shift.escortId } : {}),
      ...(extent === 'this' ? { shiftNo: shift.no } : {}),
    });
  return (
    <ActDialog
      title={t('act.release.title', told)}
      confirmWord={t('act.release.button')}
      isDangerous
      consequences={[
        t(extent === 'this' ? 'act.release.this' : 'act.release.all', told),
        t('act.release.second', told),
      ]}
      quickReasons={[t('act.release.reasonA'), t('act.release.reasonB')]}
      run={run}
      {...callbacks}
    >
      {theirs.length > 1 && (
        <fieldset className="bare">
          <legend id={extentLabel}>{t('act.release.extent')}</legend>
          <Radio.Group
            aria-labelledby={extentLabel}
            value={extent}
            onChange={(event) => setExtent(event.target.value)}
            options={[
              { value: 'this', label: t('act.release.onlyThis', told) },
              { value: 'all', label: t('act.release.allTheirs', told) },
            ]}
          />
        </fieldset>
      )}
    </ActDialog>
  );
}
