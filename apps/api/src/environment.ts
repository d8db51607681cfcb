import { type PlatformConfig, readConfig } from '@banzhen/platform';

/** The only place of this app that reads the environment. */
export const readEnvironment = (): PlatformConfig => readConfig(process.env);
