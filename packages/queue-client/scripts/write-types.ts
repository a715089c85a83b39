import { writeFileSync } from 'node:fs';
import { apiTypes } from '../src/testing/api-types.js';

writeFileSync(new URL('../src/client/api.generated.ts', import.meta.url), await apiTypes());
process.exit();
