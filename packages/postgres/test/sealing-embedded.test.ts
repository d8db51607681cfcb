import { openMemoryDatabase } from '@banzhen/postgres/testing';
import { sealingSuite } from './sealing-suite.js';

sealingSuite('PGlite', openMemoryDatabase);
