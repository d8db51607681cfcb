import type { imposeSanctionInput } from '@banzhen/contracts';
import { useMutation } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { api } from '../../shared/api/client.js';
import { formatInstant, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { OneOf } from '../../shared/layout/one-of.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import type { PersonActProps } from './person.js';
import { UntilField, untilOf } from './until-field.js';

type Wish = z.input<typeof imposeSanctionInput>;
type Measure = Wish['measure'];
type Kind = Measure['kind'];
type Restrictable = Extract<Measure, { kind: 'restricted' }>['functions'][number];

const kinds: readonly Kind[] = ['warned', 'restricted', 'banned'];
const functions: readonly Restrictable[] = ['book', 'work', 'review', 'chat'];
const causes: readonly Wish['cause'][] = [
  'false-credentials',
  'malicious-review',
  'disorder',
  'fraud',
  'other',
];

/** Undefined while nothing is chosen that is to be taken away. */
function measureOf(kind: Kind, [first, ...rest]: readonly Restrictable[]): Measure | undefined {
  if (kind !== 'restricted') return { kind };
  return first === undefined ? undefined : { kind, functions: [first, ...rest] };
}

function Functions({
  chosen,
  change,
}: {
  chosen: readonly Restrictable[];
  change: (to: Restrictable[]) => void;
}) {
  const { t } = useTexts();
  return (
    <fieldset className="bare field">
      <legend>{t('impose.functions')}</legend>
      <Checkbox.Group
        value={[...chosen]}
        onChange={change}
        options={functions.map((one) => ({ value: one, label: t(`function.${one}`) }))}
      />
    </fieldset>
  );
}

/** B44: warns somebody, takes functions away, or bans them; acts on their next request. */
export function ImposeSanctionDialog({ whom, ...callbacks }: PersonActProps) {
  const { t, language } = useTexts();
  const impose = useMutation(api.people.sanction.mutationOptions());
  const [kind, setKind] = useState<Kind>('warned');
  const [taken, setTaken] = useState<readonly Restrictable[]>([]);
  const [cause, setCause] = useState<Wish['cause']>('disorder');
  const [until, setUntil] = useState('');
  const measure = measureOf(kind, taken);
  const limit = untilOf(until);
  const told = {
    name: whom.name,
    functions: taken.map((one) => t(`function.${one}`)).join(t('board.nameJoin')) || '…',
    until: limit.until
      ? t('until.till', { at: formatInstant(limit.until, mainlandZone, language) })
      : t('until.forGood'),
  };
  const run = async (reason: string) => {
    if (measure) await impose.mutateAsync({ accountId: whom.accountId, measure, cause, reason, ...limit });
  };
  return (
    <ActDialog
      title={t('impose.title', told)}
      confirmWord={t(`impose.confirm.${kind}`)}
      isDangerous={kind !== 'warned'}
      canConfirm={measure !== undefined}
      consequences={[t(`impose.first.${kind}`, told), t(`impose.second.${kind}`, told)]}
      words={{ label: t('impose.reason') }}
      quickReasons={[t('impose.reasonA'), t('impose.reasonB')]}
      run={run}
      {...callbacks}
    >
      <OneOf
        legend={t('impose.kind')}
        value={kind}
        change={setKind}
        options={kinds.map((one) => ({ value: one, label: t(`sanctionKind.${one}`) }))}
      />
      {kind === 'restricted' && <Functions chosen={taken} change={setTaken} />}
      <OneOf
        legend={t('sanction.cause')}
        value={cause}
        change={setCause}
        options={causes.map((one) => ({ value: one, label: t(`cause.${one}`) }))}
      />
      <UntilField wallTime={until} change={setUntil} />
    </ActDialog>
  );
}
