import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresFieldSealer } from '@banzhen/postgres/sealing';
import { createKeysFile, keysFile, openVault } from '@banzhen/vault';

const folder = mkdtempSync(join(tmpdir(), 'banzhen-keys-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** The keys of this run alone, shared by all processes that work on its servers. */
export const keysPath = join(folder, 'keys.json');
await createKeysFile(keysPath, new Date());

export const vault = await openVault(keysFile(keysPath));

/** Seals what a proof itself writes, so that the product's processes can read it. */
export const sealer = postgresFieldSealer(vault);
