import { describe, expect, it } from 'vitest';
import { detectSecrets } from './detect.js';
import { RedactionError, redactSecrets } from './redact.js';
import { safeRedactSecrets } from './safe-redact.js';

describe('safeRedactSecrets', () => {
  it('gives what redactSecrets gives', () => {
    const text = 'password: hunter2\n';
    expect(safeRedactSecrets(text)).toEqual({ success: true, ...redactSecrets(text) });
    expect(safeRedactSecrets(text)).toMatchObject({
      text: 'password: ${PASSWORD}\n',
      findings: [{ line: 1 }],
    });
  });

  // The name of an alias admits no braces, and what stands without them is a literal again.
  it('returns why a text cannot be made clean, with the place and never the secret', () => {
    const text = '# a\n* *password=hunter2://\n';
    expect(detectSecrets(text)).toHaveLength(1);
    const result = safeRedactSecrets(text);
    expect(result).toMatchObject({ success: false, error: { name: 'RedactionError' } });
    const message = result.success ? '' : result.error.message;
    expect(message).toMatch(/at line 2, column 13\b.*\$\{NAME\}/);
    expect(message).not.toContain('hunter2');
    expect(() => redactSecrets(text)).toThrow(RedactionError);
  });
});
