import type { ClinicSessionDto } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { Button, InputNumber } from 'antd';
import { useId, useState } from 'react';
import { api } from '../../shared/api/client.js';
import { SeatBar } from '../../shared/clinic/seat-bar.js';
import { type Names, returningOf } from '../../shared/clinic/session-names.js';
import { formatInstant, formatStretch } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { Dialog } from '../../shared/layout/dialog.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import { StopDialog } from './stop-dialog.js';
import { useScheduleDone } from './use-schedule.js';

type SessionAct = PlainAct | 'stop';
/** Those that a sentence and a reason are enough for. */
type PlainAct = 'publish' | 'capacity' | 'suspend' | 'resume' | 'close';

/** These take something from patients or from the clinic. */
const dangerous: readonly SessionAct[] = ['stop', 'suspend', 'close'];

/** What the machine of sessions lets staff do in a state. */
const actsIn = ({ status, seats }: ClinicSessionDto): readonly SessionAct[] => {
  const capacity: readonly SessionAct[] = seats.by === 'session' ? ['capacity'] : [];
  if (status === 'DRAFT') return ['publish', ...capacity];
  if (status === 'PUBLISHED') return capacity;
  if (status === 'RELEASED') return [...capacity, 'stop', 'suspend', 'close'];
  return status === 'SUSPENDED' ? ['resume', 'close'] : [];
};

type Props = {
  readonly session: ClinicSessionDto;
  readonly zone: string;
  readonly names: Names;
  readonly close: () => void;
};

function useCommands({ clinicSessionId, version }: ClinicSessionDto) {
  const publish = useMutation(api.schedule.publishSession.mutationOptions());
  const capacity = useMutation(api.schedule.changeCapacity.mutationOptions());
  const suspend = useMutation(api.schedule.suspendSession.mutationOptions());
  const resume = useMutation(api.schedule.resumeSession.mutationOptions());
  const close = useMutation(api.schedule.closeSession.mutationOptions());
  const about = { clinicSessionId, expectedVersion: version };
  return (act: PlainAct, reason: string, seats: number): Promise<unknown> => {
    if (act === 'capacity') return capacity.mutateAsync({ ...about, reason, capacity: seats });
    const commands = { publish, suspend, resume, close };
    return commands[act].mutateAsync({ ...about, reason });
  };
}

function SessionActDialog({ session, zone, names, act, close }: Props & { readonly act: PlainAct }) {
  const { t, language } = useTexts();
  const id = useId();
  const done = useScheduleDone(close);
  const run = useCommands(session);
  const [seats, setSeats] = useState(session.capacity);
  const told = {
    doctor: names(session.doctorId),
    when: formatStretch(session.startsAt, session.endsAt, zone, language),
    booked: session.booked,
    held: session.held,
  };
  return (
    <ActDialog
      title={t(`schedule.actTitle.${act}`, told)}
      confirmWord={t(`schedule.does.${act}`)}
      isDangerous={dangerous.includes(act)}
      consequences={[t(`schedule.then.${act}`, told)]}
      {...(act === 'publish' ? { words: 'none' as const } : {})}
      {...(act === 'capacity' ? { firstControl: `${id}seats` } : {})}
      run={(reason) => run(act, reason, seats)}
      onDone={done}
      onReload={done}
      onClose={close}
    >
      {act === 'capacity' && (
        <div className="field">
          <label htmlFor={`${id}seats`}>{t('schedule.capacity')}</label>
          <InputNumber
            id={`${id}seats`}
            min={1}
            max={1000}
            precision={0}
            value={seats}
            onChange={(given) => setSeats(given ?? session.capacity)}
          />
        </div>
      )}
    </ActDialog>
  );
}

function SessionFacts({ session, zone, names }: Omit<Props, 'close'>) {
  const { t, language } = useTexts();
  const facts: readonly (readonly [string, string])[] = [
    [t('schedule.doctor'), `${names(session.doctorId)} · ${names(session.departmentId)}`],
    [t('schedule.room'), names(session.roomId)],
    [t('schedule.state'), t(`schedule.status.${session.status}`)],
    [
      t('schedule.releaseAt'),
      session.releaseAt ? formatInstant(session.releaseAt, zone, language) : t('schedule.atPublication'),
    ],
    [t('schedule.capacity'), String(session.capacity)],
    [t('schedule.free'), String(session.remaining)],
    [t('schedule.held'), String(session.held)],
    [t('schedule.booked'), String(session.booked)],
    [t('schedule.returning'), String(returningOf(session))],
  ];
  return (
    <>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <SeatBar session={session} />
    </>
  );
}

/** One clinic session: where its seats are, and what can be done about it now. */
export function SessionDialog(props: Props) {
  const { session, zone, close } = props;
  const { t, language } = useTexts();
  const [act, setAct] = useState<SessionAct>();
  if (act === 'stop') return <StopDialog {...props} />;
  if (act) return <SessionActDialog {...props} act={act} />;
  const acts = actsIn(session);
  return (
    <Dialog
      title={formatStretch(session.startsAt, session.endsAt, zone, language)}
      onCancel={close}
      footer={<Button onClick={close}>{t('act.back')}</Button>}
    >
      <SessionFacts {...props} />
      {acts.length === 0 && <p className="hint">{t('schedule.noActs')}</p>}
      <ul className="button-line session-acts">
        {acts.map((one) => (
          <li key={one}>
            <Button data-act={one} danger={dangerous.includes(one)} onClick={() => setAct(one)}>
              {t(`schedule.does.${one}`)}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
