import type { PlannedSessionDto, SchedulePreviewDto } from '@banzhen/contracts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { api } from '../../shared/api/client.js';
import type { Names } from '../../shared/clinic/session-names.js';
import { dayAfter } from '../../shared/clinic/week.js';
import { formatStretch } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { RefusalNotice } from '../../shared/layout/refusal-notice.js';
import { Field } from './plan-fields.js';
import { useScheduleDone, type Week } from './use-schedule.js';

type Dates = { readonly from: string; readonly until: string };

function Preview({ preview, names }: { readonly preview: SchedulePreviewDto; readonly names: Names }) {
  const { t, language } = useTexts();
  const { creates, unchanged, conflicts, late, zone } = preview;
  const line = ({ startsAt, endsAt, doctorId, roomId }: PlannedSessionDto) =>
    `${formatStretch(startsAt, endsAt, zone, language)} ${names(doctorId)} · ${names(roomId)}`;
  return (
    <div role="status" data-preview={creates.length}>
      <p>
        {t('schedule.previewIs', {
          creates: creates.length,
          unchanged,
          conflicts: conflicts.length,
          late: late.length,
        })}
      </p>
      <ul className="plain-list">
        {conflicts.map(({ plan, reason }) => (
          <li key={`${plan.doctorId} ${plan.startsAt}`} data-conflict={reason}>
            {line(plan)}: {t(`schedule.conflict.${reason}`)}
          </li>
        ))}
        {late.map(({ plan, why }) => (
          <li key={`${plan.doctorId} ${plan.startsAt}`} data-late={why}>
            {line(plan)}: {t(`schedule.late.${why}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}

type Props = { readonly week: Week; readonly names: Names };

/** Says what publishing some dates would do, and then does it: all of it or nothing. */
export function PublishPanel({ week: { hospitalId, monday }, names }: Props) {
  const { t } = useTexts();
  const id = useId();
  const [dates, setDates] = useState<Dates>({ from: monday, until: dayAfter(monday, 7) });
  const [asked, setAsked] = useState<Dates>();
  const preview = useQuery(
    api.schedule.preview.queryOptions(
      { hospitalId, ...(asked ?? dates) },
      { enabled: asked !== undefined, retry: false },
    ),
  );
  const publish = useMutation(api.schedule.publish.mutationOptions());
  const done = useScheduleDone(() => setAsked(undefined));
  const seen = asked && preview.data;
  const isClear = seen && seen.conflicts.length + seen.late.length === 0 && seen.creates.length > 0;
  const look = (event: FormEvent) => {
    event.preventDefault();
    publish.reset();
    setAsked(dates);
    if (asked) void preview.refetch();
  };
  const field = (name: keyof Dates, label: string) => (
    <Field id={`${id}${name}`} label={label}>
      <Input
        id={`${id}${name}`}
        type="date"
        required
        value={dates[name]}
        onChange={(event) => {
          setAsked(undefined);
          setDates((before) => ({ ...before, [name]: event.target.value }));
        }}
      />
    </Field>
  );
  return (
    <section className="panel" aria-label={t('schedule.publishing')}>
      <h2>{t('schedule.publishing')}</h2>
      <p className="hint">{t('schedule.publishHint')}</p>
      <form className="plan-fields" onSubmit={look}>
        {field('from', t('schedule.publishFrom'))}
        {field('until', t('schedule.publishUntil'))}
        <Button htmlType="submit" loading={preview.isFetching} data-act="preview">
          {t('schedule.preview')}
        </Button>
        <Button
          type="primary"
          disabled={!isClear}
          loading={publish.isPending}
          data-act="publish"
          onClick={() => asked && publish.mutate({ hospitalId, ...asked }, { onSuccess: done })}
        >
          {t('schedule.publish')}
        </Button>
      </form>
      {asked && preview.isError && <RefusalNotice error={preview.error} />}
      {seen && <Preview preview={seen} names={names} />}
      {publish.isError && <RefusalNotice error={publish.error} />}
    </section>
  );
}
