import type { DatabaseConfig } from '@banzhen/postgres';
import type { PlatformConfig } from './config.js';

/** Which database a configuration means. */
export const databaseConfig = ({ storage, databaseConnections }: PlatformConfig) =>
  storage.kind === 'server'
    ? ({
        kind: 'postgres',
        url: storage.databaseUrl,
        connections: databaseConnections,
        ...(storage.replica ? { replica: storage.replica } : {}),
      } as const)
    : ({ kind: 'embedded', dataDir: storage.dataDir, holder: 'banzhen' } as const);

/** The same for a command, which others are told of who find the folder of the embedded engine held. */
export const databaseHeldBy = (config: PlatformConfig, holder: string): DatabaseConfig => {
  const wanted = databaseConfig(config);
  return wanted.kind === 'embedded' ? { ...wanted, holder } : wanted;
};
