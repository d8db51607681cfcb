import { Button, Checkbox } from 'antd';
import { useId } from 'react';
import { byCity } from '../../shared/clinic/by-city.js';
import { useHospitals } from '../../shared/clinic/hospital-field.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { PageFailure, PageSkeleton } from '../../shared/layout/page.js';
import { byGroup, presetOf, presets } from './partners.js';

type Chosen = { readonly chosen: readonly string[]; readonly change: (chosen: readonly string[]) => void };

type BoxProps = Chosen & {
  readonly name: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
};

/** Several of one kind, each of which may be chosen or not; what is chosen of other kinds stays. */
function Boxes({ name, options, chosen, change }: BoxProps) {
  const legend = useId();
  const here = options.map(({ value }) => value);
  const others = chosen.filter((one) => !here.includes(one));
  return (
    <fieldset className="bare key-boxes" aria-labelledby={legend}>
      <legend id={legend}>{name}</legend>
      <Checkbox.Group
        options={[...options]}
        value={chosen.filter((one) => here.includes(one))}
        onChange={(values) => change([...others, ...values])}
      />
    </fieldset>
  );
}

/** The hospitals that a key is for. */
export function HospitalBoxes({ chosen, change }: Chosen) {
  const { t } = useTexts();
  const hospitals = useHospitals();
  if (hospitals.isPending) return <PageSkeleton />;
  if (hospitals.isError)
    return <PageFailure error={hospitals.error} retry={() => void hospitals.refetch()} />;
  return (
    <div className="field" data-boxes="hospitals">
      <h3>{t('partnerKeys.hospitals')}</h3>
      {byCity(hospitals.data).map(({ cityCode, hospitals: here }) => (
        <Boxes
          key={cityCode}
          name={wordOf('city', cityCode)}
          options={here.map(({ hospitalId, name }) => ({ value: hospitalId, label: name }))}
          chosen={chosen}
          change={change}
        />
      ))}
    </div>
  );
}

/** What a key may do, by what it is about; the usual choices with one press. */
export function OperationBoxes({ operations, chosen, change }: Chosen & { operations: readonly string[] }) {
  const { t } = useTexts();
  return (
    <div className="field" data-boxes="operations">
      <h3>{t('partnerKeys.operations')}</h3>
      <div className="button-line">
        {presets.map((preset) => (
          <Button key={preset} size="small" onClick={() => change(presetOf(preset, operations))}>
            {t(`partnerKeys.preset.${preset}`)}
          </Button>
        ))}
      </div>
      {byGroup(operations).map(({ group, operations: here }) => (
        <Boxes
          key={group}
          name={t(`partnerKeys.group.${group}`)}
          options={here.map((value) => ({ value, label: wordOf('operation', value) }))}
          chosen={chosen}
          change={change}
        />
      ))}
    </div>
  );
}
