import type { ClinicSessionDto, EntryInLineDto } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { useActDone } from '../../shared/act/use-act-done.js';
import { api } from '../../shared/api/client.js';
import { formatStretch } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import type { EntryAct } from './entry-acts.js';

type Props = {
  readonly entry: EntryInLineDto;
  readonly act: EntryAct;
  readonly session: ClinicSessionDto;
  readonly zone: string;
  readonly close: () => void;
};

/** One act of the desk about an entry. A seat that is offered by hand takes a reason. */
export function EntryActDialog({ entry, act, session, zone, close }: Props) {
  const { t, language } = useTexts();
  const done = useActDone(api.waitlist.pathKey(), close);
  const offer = useMutation(api.waitlist.offer.mutationOptions());
  const resume = useMutation(api.waitlist.resume.mutationOptions());
  const leave = useMutation(api.waitlist.leave.mutationOptions());
  const about = { entryId: entry.entryId, expectedVersion: entry.version };
  const { clinicSessionId, startsAt, endsAt } = session;
  const told = { patient: entry.patientName, session: formatStretch(startsAt, endsAt, zone, language) };
  const run = (reason: string): Promise<unknown> => {
    if (act === 'offer') return offer.mutateAsync({ ...about, clinicSessionId, reason });
    return (act === 'resume' ? resume : leave).mutateAsync(about);
  };
  return (
    <ActDialog
      title={t(`waitlists.ask.${act}`, told)}
      confirmWord={t(`waitlists.does.${act}`)}
      isDangerous={act === 'leave'}
      consequences={[t(`waitlists.then.${act}`, told), t(`waitlists.also.${act}`, told)]}
      {...(act === 'offer'
        ? {
            words: { label: t('waitlists.reason') },
            quickReasons: [t('waitlists.reasonA'), t('waitlists.reasonB')],
          }
        : ({ words: 'none', firstControl: 'act-confirm' } as const))}
      run={run}
      onDone={done}
      onReload={done}
      onClose={close}
    />
  );
}
