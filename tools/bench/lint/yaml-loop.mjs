// What lint cannot do without: reads the files of a folder and parses each with `yaml`.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseDocument } from 'yaml';

const [, , folder = ''] = process.argv;
for (const file of readdirSync(folder)) parseDocument(readFileSync(path.join(folder, file), 'utf8')).toJS();
