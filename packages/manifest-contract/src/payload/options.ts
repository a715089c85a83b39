import { guess, nearest } from '../diagnostics/nearest.js';
import { nameKey, type Path } from '../diagnostics/pointer.js';
import type { Remark } from '../diagnostics/report.js';
import { isJsonObject, type JsonValue } from '../json.js';
import { manifestSchema } from '../schema/manifest-schema.js';
import type { ManifestOptions } from './job-payload.js';

const OPTIONS = ['dryRun', 'forceFull', 'maxDocs'] as const;
// The manifest's own blocks; `run` is one of them, since options overlay its fields and never replace it whole.
const STRUCTURE = new Set(Object.keys(manifestSchema.shape));

/**
 * Reads `manifest.options`: only `dryRun`, `forceFull` and `maxDocs` (FR-006). Absent and null are no options. The
 * result has its keys always in the same order.
 */
export function readOptions(
  value: JsonValue | undefined,
  path: Path,
  remark: (remark: Remark) => void,
): ManifestOptions {
  if (value === undefined || value === null) return {};
  if (!isJsonObject(value)) {
    const hint = 'Write an object: {"dryRun": true}.';
    remark({ code: 'wrong_type', path, message: '`options` takes an object.', hint });
    return {};
  }
  const structure = [...STRUCTURE, 'manifest', 'source', 'name', 'action'];
  for (const key of Object.keys(value)) {
    if (isOption(key)) continue;
    const { names } = guess(key, OPTIONS);
    const near = names[0] ?? null;
    const structural = near === null ? nearest(key, structure) : null;
    if (STRUCTURE.has(key) || structural !== null) {
      remark({
        code: 'structural_option',
        path: [...path, key],
        message: `${nameKey(key)} is part of the manifest's structure; options may not override it.`,
        hint: 'Change it in the manifest itself, and submit that. Options are dryRun, forceFull and maxDocs.',
      });
    } else {
      remark({
        code: 'unknown_option',
        path: [...path, key],
        message: `The option ${nameKey(key)} is unknown.`,
        hint: near === null ? 'Options are dryRun, forceFull and maxDocs.' : `Did you mean \`${near}\`?`,
        suggestions: names,
      });
    }
  }
  return {
    ...readFlag(value.dryRun, 'dryRun', path, remark),
    ...readFlag(value.forceFull, 'forceFull', path, remark),
    ...readMaxDocs(value.maxDocs, path, remark),
  };
}

function isOption(key: string): boolean {
  return OPTIONS.some((option) => option === key);
}

function readFlag(
  value: JsonValue | undefined,
  key: 'dryRun' | 'forceFull',
  path: Path,
  remark: (remark: Remark) => void,
): ManifestOptions {
  if (value === undefined) return {};
  if (typeof value === 'boolean') return { [key]: value };
  const hint = `Write true or false, without quotes; leave \`${key}\` out to keep the manifest's own.`;
  remark({ code: 'invalid_option', path: [...path, key], message: `\`${key}\` takes true or false.`, hint });
  return {};
}

function readMaxDocs(
  value: JsonValue | undefined,
  path: Path,
  remark: (remark: Remark) => void,
): ManifestOptions {
  if (value === undefined) return {};
  if (value === null || (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1)) {
    return { maxDocs: value };
  }
  const message = '`maxDocs` takes a whole number, 1 or more, or null.';
  const hint = 'Write a number without quotes, such as 500, or null for no limit.';
  remark({ code: 'invalid_option', path: [...path, 'maxDocs'], message, hint });
  return {};
}
