import { openEmbedded } from './database/embedded.js';
import { describeStore } from './testing/conformance.js';

describeStore('PGlite', () => openEmbedded(undefined));
