import type { BundleDetailDto } from '@banzhen/contracts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useActDone } from '../../shared/act/use-act-done.js';
import { api } from '../../shared/api/client.js';
import { serverNowMs } from '../../shared/api/server-clock.js';
import { namesOf } from '../../shared/clinic/session-names.js';
import { dayAfter } from '../../shared/clinic/week.js';
import { dayOf, formatFen, formatStretch, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { OneOf } from '../../shared/layout/one-of.js';
import { PageFailure } from '../../shared/layout/page.js';
import { ActDialog } from '../../shared/order/act-dialog.js';

type Choice = 'move' | 'refund';
const DAYS = 28;

/** Sessions of the hospital that have seats; the one that was stopped has none. */
function useSessions(hospitalId: string) {
  const from = dayOf(new Date(serverNowMs()).toISOString(), mainlandZone);
  return {
    directory: useQuery(api.schedule.directory.queryOptions({ hospitalId })),
    sessions: useQuery(api.schedule.sessions.queryOptions({ hospitalId, from, until: dayAfter(from, DAYS) })),
  };
}

type FieldProps = {
  readonly hospitalId: string;
  readonly value: string | undefined;
  readonly change: (clinicSessionId: string | undefined) => void;
};

function SessionField({ hospitalId, value, change }: FieldProps) {
  const { t, language } = useTexts();
  const id = useId();
  const { directory, sessions } = useSessions(hospitalId);
  const failed = [directory, sessions].find(({ isError }) => isError);
  if (failed) return <PageFailure error={failed.error} retry={() => void failed.refetch()} />;
  const zone = sessions.data?.zone ?? mainlandZone;
  const names = directory.data && namesOf(directory.data);
  const open = sessions.data?.sessions.filter(
    ({ status, remaining }) => status === 'RELEASED' && remaining > 0,
  );
  return (
    <div className="field">
      <label htmlFor={id}>{t('bundles.toSession')}</label>
      <select
        id={id}
        value={value ?? ''}
        data-loaded={names !== undefined && open !== undefined}
        onChange={(event) => change(event.target.value || undefined)}
      >
        <option value="">{open?.length === 0 ? t('bundles.noSessions') : t('bundles.pickSession')}</option>
        {names &&
          open?.map(({ clinicSessionId, doctorId, startsAt, endsAt }) => (
            <option key={clinicSessionId} value={clinicSessionId}>
              {`${formatStretch(startsAt, endsAt, zone, language)} · ${names(doctorId)}`}
            </option>
          ))}
      </select>
    </div>
  );
}

/** O24 for a family on the phone: the visit moves free to another seat, or everything goes back. */
export function ChooseDialog({
  bundle,
  close,
}: {
  readonly bundle: BundleDetailDto;
  readonly close: () => void;
}) {
  const { t, language } = useTexts();
  const done = useActDone(api.bundle.pathKey(), close);
  const choose = useMutation(api.bundle.choose.mutationOptions());
  // A choice that is sent twice is made once.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [choice, setChoice] = useState<Choice>('move');
  const [session, setSession] = useState<string>();
  const { bundleId, version, isSeatOffered, appointment, order } = bundle;
  const isMove = choice === 'move';
  const needsSession = isMove && !isSeatOffered;
  const { startsAt, endsAt, zone } = appointment;
  const told = {
    patient: appointment.patientName,
    at: formatStretch(startsAt, endsAt, zone, language),
    total: formatFen(order.totalFen),
  };
  const moves = isSeatOffered ? t('bundles.then.moveOffered', told) : t('bundles.then.moveNamed', told);
  const named = needsSession && session !== undefined ? { clinicSessionId: session } : {};
  return (
    <ActDialog
      title={t('bundles.ask', told)}
      confirmWord={isMove ? t('bundles.move') : t('bundles.refund')}
      isDangerous={!isMove}
      canConfirm={!needsSession || session !== undefined}
      consequences={
        isMove
          ? [moves, t('bundles.then.free', told)]
          : [t('bundles.then.refund', told), t('bundles.then.over')]
      }
      words={{ label: t('bundles.reason') }}
      quickReasons={[t('bundles.reasonA')]}
      firstControl="bundle-choice"
      run={(reason) =>
        choose.mutateAsync({ bundleId, expectedVersion: version, choice, reason, idempotencyKey, ...named })
      }
      onDone={done}
      onReload={done}
      onClose={close}
    >
      <OneOf
        legend={t('bundles.wish')}
        value={choice}
        change={setChoice}
        firstId="bundle-choice"
        options={[
          { value: 'move', label: t('bundles.move') },
          { value: 'refund', label: t('bundles.refund') },
        ]}
      />
      {needsSession && <SessionField hospitalId={bundle.hospitalId} value={session} change={setSession} />}
    </ActDialog>
  );
}
