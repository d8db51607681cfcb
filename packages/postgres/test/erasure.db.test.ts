import { erasureSuite } from './erasure-suite.js';
import { openOwnDatabase } from './support.js';

erasureSuite('PostgreSQL', () => openOwnDatabase(4));
