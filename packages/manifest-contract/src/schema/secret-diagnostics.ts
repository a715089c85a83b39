import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { describeManifest, type Remark, type Repair, type Span } from '../diagnostics/report.js';
import { scanParsedText } from '../secrets/index.js';
import type { ParsedText } from '../text/parsed-text.js';

/** A diagnostic for each raw secret of a text (FR-007), at most `limit` and one more. */
export function secretDiagnostics(parsed: ParsedText, limit: number): Diagnostic[] {
  // A text beyond the limits is refused for that alone, before anything that costs.
  if (parsed.documents.length === 0) return [];
  return scanParsedText(parsed)
    .slice(0, limit + 1)
    .map((finding) => {
      const message = `A raw secret stands here (rule ${finding.ruleId}).`;
      const span: Span = [finding.start, finding.end];
      const fix = referenceFix(parsed.text, span, finding.envName);
      const remark: Remark = {
        code: 'raw_secret',
        path: [],
        message,
        hint: hintOf(parsed.text.slice(finding.start, finding.end), finding.hint),
        ...(fix && { fix }),
      };
      return { ...describeManifest(remark, parsed.positions, span), pointer: finding.pointer ?? '' };
    });
}

/** What other tools write for a variable or a stored secret, and references that lack a part. */
const REFERENCE_LIKE =
  /^["']?(?:\$[A-Za-z_]\w*|\$\{[^}]*\}|\$\([^)]*\)|%\w+%|\$?\{\{[^}]*\}\}|<[^>]*>|(?:env|secret|ssm|op|profile|vault)s?:\S*)["']?$/i;

/** To somebody who meant a reference, that a literal is none to keep is no help: the forms are. */
function hintOf(written: string, hint: string): string {
  if (written.length > 256 || !REFERENCE_LIKE.test(written)) return hint;
  return `${hint} The forms of references are \${NAME}, profile://provider#field and vault://mount/path#field, whole and exact.`;
}

/** Puts a reference in the place of a secret that is a whole value. Never safe: the run needs that variable then. */
function referenceFix(text: string, [start, end]: Span, name: string): Repair | undefined {
  const quote = text.charAt(start - 1);
  const isQuoted = (quote === '"' || quote === "'") && text.charAt(end) === quote;
  const span: Span = isQuoted ? [start - 1, end + 1] : [start, end];
  const lineStart = text.lastIndexOf('\n', span[0] - 1) + 1;
  const before = text.slice(Math.max(lineStart, span[0] - 3), span[0]);
  const after = text.slice(span[1], span[1] + 3);
  if (text.slice(start, end).includes('\n') || !/[:,[{-]\s+$/.test(before)) return undefined;
  if (after !== '' && !/^\s*(?:[,}\]\r\n]|$| #)/.test(after)) return undefined;
  const reference = `\${${name}}`;
  return {
    title: `Write the reference \`${reference}\``,
    confidence: 'unsure',
    edits: [{ span, text: `"${reference}"` }],
  };
}
