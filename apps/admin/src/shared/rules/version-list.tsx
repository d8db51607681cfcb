import './rules.css';
import { Button, Tag } from 'antd';
import { serverNowMs } from '../api/server-clock.js';
import { formatInstant, mainlandZone } from '../format.js';
import { useTexts } from '../i18n/i18n.js';
import { type Published, type VersionState, versionState } from './versions.js';

const colours: Readonly<Record<VersionState, string>> = {
  'in-force': 'success',
  coming: 'processing',
  past: 'default',
};

type Props = {
  readonly versions: readonly Published[];
  readonly shown: number;
  readonly show: (version: number) => void;
};

/** The versions of some rules: which is in force, was and will be, and which is shown. */
export function VersionList({ versions, shown, show }: Props) {
  const { t, language } = useTexts();
  return (
    <ul className="rules-versions">
      {versions.map((one) => {
        const { version } = one.policy;
        const state = versionState(one, serverNowMs());
        return (
          <li key={version} data-version={version} data-state={state}>
            <Button aria-pressed={version === shown} onClick={() => show(version)}>
              {t('rules.version', { version })}
            </Button>
            <Tag color={colours[state]}>{t(`rules.state.${state}`)}</Tag>
            <span>
              {Date.parse(one.inForceFrom) > 0
                ? t('rules.from', { at: formatInstant(one.inForceFrom, mainlandZone, language) })
                : t('rules.fromTheBeginning')}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
