import { type Scalar as ScalarNode, visit } from 'yaml';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { describeManifest, type Remark, type Repair, type Span } from '../diagnostics/report.js';
import { scanParsedText } from '../secrets/index.js';
import type { ParsedText } from '../text/parsed-text.js';
import { accepts } from './schema-path.js';

/** A diagnostic for each raw secret of a text (FR-007), at most `limit` and one more. */
export function secretDiagnostics(parsed: ParsedText, limit: number): Diagnostic[] {
  // A text beyond the limits is refused for that alone, before anything that costs.
  if (parsed.documents.length === 0) return [];
  const findings = scanParsedText(parsed).slice(0, limit + 1);
  // Most texts hold none, and are not walked again for that.
  if (findings.length === 0) return [];
  const values = valuesByContent(parsed);
  return findings.map((finding) => {
    const message = `A raw secret stands here (rule ${finding.ruleId}).`;
    const span: Span = [finding.start, finding.end];
    const value = values.get(String(span));
    const pointer = finding.pointer ?? '';
    const fix =
      value && takesReference(pointer) ? referenceFix(parsed.text, value, finding.envName) : undefined;
    const remark: Remark = {
      code: 'raw_secret',
      path: [],
      message,
      hint: hintOf(parsed.text.slice(finding.start, finding.end), finding.hint),
      ...(fix && { fix }),
    };
    return { ...describeManifest(remark, parsed.positions, span), pointer };
  });
}

/** The values of a text by their stretches, of those in quotes by what stands between the quotes as well. */
function valuesByContent({ documents }: ParsedText): Map<string, Span> {
  const values = new Map<string, Span>();
  const Scalar = (key: unknown, { range, tag, anchor, type }: ScalarNode) => {
    // What a tag or an anchor stands before is more than its text.
    if (key === 'key' || !range || tag !== undefined || anchor !== undefined) return;
    const [start, end] = range;
    values.set(String([start, end]), [start, end]);
    if (type !== 'PLAIN') values.set(String([start + 1, end - 1]), [start, end]);
  };
  for (const document of documents) visit(document, { Scalar });
  return values;
}

/** What other tools write for a variable or a stored secret, and references that lack a part. */
const REFERENCE_LIKE =
  /^["']?(?:\$[A-Za-z_]\w*|\$\{[^}]*\}|\$\([^)]*\)|%\w+%|\$?\{\{[^}]*\}\}|<[^>]*>|(?:env|secret|ssm|op|profile|vault)s?:\S*)["']?$/i;

/** To somebody who meant a reference, that a literal is none to keep is no help: the forms are. */
function hintOf(written: string, hint: string): string {
  if (written.length > 256 || !REFERENCE_LIKE.test(written)) return hint;
  return `${hint} The forms of references are \${NAME}, profile://provider#field and vault://mount/path#field, whole and exact.`;
}

/** Whether a reference may stand where a pointer leads; where keys are not named, the author is free. */
function takesReference(pointer: string): boolean {
  const steps = pointer.split('/').slice(1);
  return accepts(
    steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step)),
    '${NAME}',
  );
}

/** Puts a reference in the place of a secret that is a whole value. Never safe: the run needs that variable then. */
function referenceFix(text: string, value: Span, name: string): Repair | undefined {
  // A quote left open takes in all the lines behind it.
  if (text.slice(...value).includes('\n')) return undefined;
  const reference = `\${${name}}`;
  return {
    title: `Write the reference \`${reference}\``,
    confidence: 'unsure',
    edits: [{ span: value, text: `"${reference}"` }],
  };
}
