import { openEmbedded } from './open-embedded.js';
import { sealingSuite } from './sealing-suite.js';

sealingSuite('PGlite', openEmbedded);
