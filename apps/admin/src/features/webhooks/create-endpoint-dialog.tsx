import { useMutation } from '@tanstack/react-query';
import { Checkbox, Input } from 'antd';
import { useId, useState } from 'react';
import { useActDone } from '../../shared/act/use-act-done.js';
import { api } from '../../shared/api/client.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { ActDialog } from '../../shared/order/act-dialog.js';
import { useHospitalNames } from './use-webhooks.js';

type Props = {
  readonly partnerId: string;
  readonly hospitalIds: readonly string[];
  readonly eventTypes: readonly string[];
  readonly tellSecret: (secret: string) => void;
  readonly close: () => void;
};

type Choice = {
  readonly legend: string;
  readonly hint?: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly chosen: readonly string[];
  readonly change: (chosen: readonly string[]) => void;
};

/** Some of a list, under what they are about. */
function SomeOf({ legend, hint, options, chosen, change }: Choice) {
  const label = useId();
  return (
    <fieldset className="bare field">
      <legend id={label}>{legend}</legend>
      {hint && <p className="hint">{hint}</p>}
      <Checkbox.Group
        aria-labelledby={label}
        className="webhook-choice"
        options={[...options]}
        value={[...chosen]}
        onChange={(values) => change(values.map(String))}
      />
    </fieldset>
  );
}

/** A new place at which the partner is told of events from now on. */
export function CreateEndpointDialog({ partnerId, hospitalIds, eventTypes, tellSecret, close }: Props) {
  const { t } = useTexts();
  const nameOf = useHospitalNames();
  const [url, setUrl] = useState('');
  const [hospitals, setHospitals] = useState(hospitalIds);
  const [types, setTypes] = useState<readonly string[]>([]);
  const create = useMutation(api.webhook.create.mutationOptions());
  const done = useActDone(api.webhook.pathKey(), close);
  const run = async () => {
    const wanted = { partnerId, url, hospitalIds: [...hospitals], eventTypes: [...types] };
    tellSecret((await create.mutateAsync(wanted)).secret);
  };
  return (
    <ActDialog
      title={t('webhooks.create.title')}
      confirmWord={t('webhooks.create.button')}
      consequences={[t('webhooks.create.consequence')]}
      words="none"
      firstControl="webhook-url"
      canConfirm={url.trim() !== '' && hospitals.length > 0}
      run={run}
      onDone={done}
      onClose={close}
    >
      <div className="field">
        <label htmlFor="webhook-url">{t('webhooks.url')}</label>
        <Input
          id="webhook-url"
          type="url"
          autoComplete="off"
          placeholder="https://clinic.example/webhooks"
          value={url}
          onChange={(event) => setUrl(event.target.value)}
        />
      </div>
      <SomeOf
        legend={t('webhooks.hospitals')}
        hint={t('webhooks.create.hospitalsHint')}
        options={hospitalIds.map((id) => ({ value: id, label: nameOf(id) }))}
        chosen={hospitals}
        change={setHospitals}
      />
      <SomeOf
        legend={t('webhooks.types')}
        hint={t('webhooks.create.typesHint')}
        options={eventTypes.map((type) => ({ value: type, label: type }))}
        chosen={types}
        change={setTypes}
      />
    </ActDialog>
  );
}
