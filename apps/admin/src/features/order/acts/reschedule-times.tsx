import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { instantOf, wallTimeOf } from '../../../shared/format.js';
import { useTexts } from '../../../shared/i18n/i18n.js';
import { wordOf } from '../../../shared/i18n/words.js';
import type { Times } from './use-reschedule-quote.js';

type Props = {
  readonly present: Times;
  readonly zone: string;
  readonly isAsking: boolean;
  readonly ask: (times: Times) => void;
  /** The times were edited, so what was asked for is not what stands in the fields any more. */
  readonly onEdit: () => void;
};

export const NEW_START = 'new-start';
const NEW_END = 'new-end';

/** The new start and end on the wall clock of the hospital; the end moves with the start, so that the visit keeps its length. */
export function RescheduleTimes({ present, zone, isAsking, ask, onEdit }: Props) {
  const { t } = useTexts();
  const lengthMs = Date.parse(present.endsAt) - Date.parse(present.startsAt);
  const [start, setStart] = useState(wallTimeOf(present.startsAt, zone));
  const [end, setEnd] = useState(wallTimeOf(present.endsAt, zone));
  const isComplete = start !== '' && end !== '';
  const moveStart = (wallTime: string) => {
    onEdit();
    setStart(wallTime);
    if (wallTime === '') return;
    const startMs = Date.parse(instantOf(wallTime, zone));
    setEnd(wallTimeOf(new Date(startMs + lengthMs).toISOString(), zone));
  };
  const moveEnd = (wallTime: string) => {
    onEdit();
    setEnd(wallTime);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (isComplete) ask({ startsAt: instantOf(start, zone), endsAt: instantOf(end, zone) });
  };
  return (
    <form onSubmit={submit} className="new-times">
      <div>
        <label htmlFor={NEW_START}>{t('reschedule.start')}</label>
        <Input
          id={NEW_START}
          type="datetime-local"
          value={start}
          onChange={(event) => moveStart(event.target.value)}
        />
      </div>
      <div>
        <label htmlFor={NEW_END}>{t('reschedule.end')}</label>
        <Input
          id={NEW_END}
          type="datetime-local"
          value={end}
          min={start}
          onChange={(event) => moveEnd(event.target.value)}
        />
      </div>
      <p className="hint">{t('zone.all', { zone: wordOf('zone', zone) })}</p>
      <Button htmlType="submit" loading={isAsking} disabled={!isComplete} data-ask-quote>
        {t('reschedule.ask')}
      </Button>
    </form>
  );
}
