import { memoryVault } from '@banzhen/vault/testing';
import { postgresFieldSealer } from '../sealing/postgres-field-sealer.js';

/** Keys that live as long as the test's process. */
export const testVault = memoryVault();

export const testSealer = postgresFieldSealer(testVault);
