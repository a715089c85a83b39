import { DIAGNOSTICS } from '../diagnostics/codes.js';
import { DIAGNOSTIC_EXAMPLES } from './diagnostic-examples.js';

/** docs/diagnostics.md, as the codes and their examples have it. */
export function diagnosticsPage(): string {
  const sections = Object.entries(DIAGNOSTICS).map(([code, { severity, meaning }]) => {
    const example = Object.entries(DIAGNOSTIC_EXAMPLES).find(([own]) => own === code)?.[1];
    return [
      `## ${code}`,
      `${severity === 'error' ? 'Error' : 'Warning'}. ${meaning}`,
      `Wrong:${shown(example?.wrong)}`,
      `Right:${shown(example?.right)}`,
    ].join('\n\n');
  });
  return `${HEAD}\n\n${sections.join('\n\n')}\n`;
}

const HEAD = `# Diagnostics

Everything the contract finds wrong comes at once, in order of place. Each entry has:

| Field | What it is |
|---|---|
| \`code\` | One of the codes below; the list is closed. |
| \`severity\` | \`error\` refuses, \`warning\` only remarks. |
| \`in\` | \`manifest\` for the YAML, \`body\` for the job payload around it. |
| \`pointer\` | JSON Pointer into the one or the other. A key that may be a secret is spelled \`?\`. |
| \`message\`, \`hint\` | What is wrong, and what would be right. |
| \`line\`, \`column\`, \`endLine\`, \`endColumn\` | The place in the YAML, counted from 1 in UTF-16 units, the end exclusive; null for the body. |
| \`range\` | The same as \`{start, end}\`, each with \`line\`, \`column\` and \`offset\`, which counts from 0. |
| \`related\` | Other places that belong to it: a duplicate names the first. |
| \`suggestions\` | Known names near to an unknown one, the nearest first. Left out where there are none. |
| \`fix\` | Edits that mend it: \`{title, confidence, edits: [{range, text}]}\`. Left out where only the author knows what is right. |
| \`docs\` | The URL of the section below. |

A fix is \`safe\` when what was meant is beyond doubt and the text validates once its other faults are mended; all others
are \`unsure\`, and a person decides. No entry ever repeats a value that may be a secret, and no comment in a manifest
switches an entry off. Of several faults with one cause, one is told. Beyond the limit (100) the last entry says that there
are more.

The examples are fragments: of the manifest for YAML, of the payload's \`manifest\` for JSON. The tests run them.`;

/** Code when it is code; a whole manifest is not worth the space. */
function shown(example = ''): string {
  if (example.startsWith('version: v0\nmetadata'))
    return example.includes('---') ? ' two manifests with `---` between.' : ' a v0 manifest.';
  if (example.includes('version: v0\\nmetadata'))
    return fence('json', '{"source": {"kind": "inline", "content": "version: v0 …"}}');
  if (!/[:{#]/.test(example)) return ` ${example}.`;
  return fence(example.startsWith('{') ? 'json' : 'yaml', example.trim());
}

function fence(language: string, code: string): string {
  return `\n\n\`\`\`${language}\n${code}\n\`\`\``;
}
