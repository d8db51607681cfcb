import { erasureSuite } from './erasure-suite.js';
import { openEmbedded } from './open-embedded.js';

erasureSuite('PGlite', openEmbedded);
