import { Input } from 'antd';
import { useTexts } from '../../shared/i18n/i18n.js';

type Props = { readonly value: string; readonly change: (url: string) => void };

/** Where a system of a clinic is. */
export function UrlField({ value, change }: Props) {
  const { t } = useTexts();
  return (
    <div className="field">
      <label htmlFor="system-url">{t('clinicSystems.url')}</label>
      <Input
        id="system-url"
        type="url"
        autoComplete="off"
        aria-required
        placeholder="https://his.clinic.example/banzhen/"
        value={value}
        onChange={(event) => change(event.target.value)}
      />
    </div>
  );
}
