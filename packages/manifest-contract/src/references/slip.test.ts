import { describe, expect, it } from 'vitest';
import { referenceSlip } from './slip.js';

describe('referenceSlip', () => {
  it.each([
    ['$QDRANT_HOST', 'QDRANT_HOST'],
    ['$(QDRANT_HOST)', 'QDRANT_HOST'],
    ['%QDRANT_HOST%', 'QDRANT_HOST'],
    ['{{QDRANT_HOST}}', 'QDRANT_HOST'],
    ['{{ QDRANT_HOST }}', 'QDRANT_HOST'],
    ['${QDRANT_HOST', 'QDRANT_HOST'],
    ['${ host }', 'host'],
    ['${env:HOST}', 'HOST'],
    ['${env.HOST}', 'HOST'],
  ])('knows which variable %j means', (value, name) => {
    expect(referenceSlip(value)?.name).toBe(name);
  });

  it.each([
    ['https://${HOST:6333', 'Close the brace: `${NAME}`.'],
    ['$DOCS_DIR/handbook', 'Write `${NAME}`.'],
    ['https://$HOST:6333', 'Write `${NAME}`.'],
    ['${A} and ${B', 'Close the brace: `${NAME}`.'],
    ['${B and ${A}', 'A name is letters, digits and `_`, and no digit comes first: `${NAME}`.'],
    ['${HOST:-localhost}', 'A default is empty, or itself a reference: `${NAME:-${OTHER}}`.'],
    ['${HOST:?is missing}', 'A default is empty, or itself a reference: `${NAME:-${OTHER}}`.'],
    ['${HOST:-localhost}:${PORT}', 'A default is empty, or itself a reference: `${NAME:-${OTHER}}`.'],
    ['at ${HOST:-localhost} or ${HOST}', 'A default is empty, or itself a reference: `${NAME:-${OTHER}}`.'],
    [
      '${1HOST} ${HOST:-localhost}',
      'A name is letters, digits and `_`, and no digit comes first: `${NAME}`.',
    ],
    ['${1HOST}', 'A name is letters, digits and `_`, and no digit comes first: `${NAME}`.'],
    ['${my-host}', 'A name is letters, digits and `_`, and no digit comes first: `${NAME}`.'],
    ['${{ env.HOST }}', 'A name is letters, digits and `_`, and no digit comes first: `${NAME}`.'],
    ['vault:/kv/x#y', 'Write `vault://mount/path#field`.'],
    ['vault://kv/x', 'Write `vault://mount/path#field`.'],
    ['Vault://kv/x#y', 'Write `vault://mount/path#field`.'],
    ['profile://openai', 'Write `profile://provider#field`.'],
    ['PROFILE:/openai#key', 'Write `profile://provider#field`.'],
  ])('says what is amiss with %j, and leaves the rest to its author', (value, hint) => {
    expect(referenceSlip(value)).toMatchObject({ hint, name: null });
  });

  it.each([
    '',
    '${HOST}',
    '${HOST:-}',
    '${HOST:-${OTHER}}',
    '${HOST:-vault://kv/x#y}',
    'https://${HOST}:${PORT}/x',
    '$${HOST}',
    'vault://kv/x#y',
    'Profile://openai#key',
    // Hosts and ports, operators, patterns, prices.
    'vault:8200',
    '$and',
    '$.items[0]',
    'see $HOME',
    '/$A',
    '/$Abc',
    '/$AB_c',
    'see vault://kv/x',
    '^docs$',
    '$5',
    '100%',
    '50% of 80%',
    'a {{ HOST }} in a text',
    '{{ host }}',
    'a: {b}',
  ])('takes %j for what it is', (value) => {
    expect(referenceSlip(value)).toBeNull();
  });
});
