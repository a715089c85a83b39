import { expect, test } from 'vitest';
import { legacyRemark } from './legacy.js';

test.each([
  [{ apiVersion: 'x' }, ['apiVersion']],
  [{ apiVersion: 'x', kind: 'Readers', spec: {} }, ['apiVersion']],
  [{ kind: 'Readers', spec: {} }, ['kind']],
  [{ kind: 'Readers' }, undefined],
  [{ spec: {} }, undefined],
  [{}, undefined],
  // Who writes a version means the new form.
  [{ version: 'v0', apiVersion: 'x' }, undefined],
  [['apiVersion'], undefined],
  [null, undefined],
])('%j is of the old form: %j', (value, path) => {
  const remark = legacyRemark(value);
  expect(remark?.path).toEqual(path);
  if (remark) expect(remark).toMatchObject({ code: 'legacy_manifest' });
});
