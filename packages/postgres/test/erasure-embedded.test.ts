import { openMemoryDatabase } from '@banzhen/postgres/testing';
import { erasureSuite } from './erasure-suite.js';

erasureSuite('PGlite', openMemoryDatabase);
