import { DIAGNOSTICS, type DiagnosticCode, docsOf } from '../diagnostics/codes.js';
import type { Diagnostic, TextRange } from '../diagnostics/diagnostic.js';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const HOME = 'https://github.com/MoonLadderStudios/moonmind-manifest';

/** A file's diagnostics; `file` is its path relative to the repository's root. */
export interface FileDiagnostics {
  readonly file: string;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Diagnostics as a SARIF 2.1.0 log, indented JSON with LF behind it: for code scanning and editors.
 *
 * @param file the manifest's path relative to the repository's root
 */
export function formatSarif(
  diagnostics: readonly Diagnostic[],
  { file = 'manifest.yaml' }: { readonly file?: string } = {},
): string {
  return formatSarifFiles([{ file, diagnostics }]);
}

/** The diagnostics of several files as one SARIF 2.1.0 log with one run. */
export function formatSarifFiles(files: readonly FileDiagnostics[]): string {
  const codes = [...new Set(files.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code)))].sort();
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'moonmind-manifest-contract', informationUri: HOME, rules: codes.map(ruleOf) },
        },
        columnKind: 'utf16CodeUnits',
        results: files.flatMap(({ file, diagnostics }) => {
          const artifactLocation = { uri: encodeURI(file.replaceAll('\\', '/')) };
          return diagnostics.map((diagnostic) => resultOf(diagnostic, codes, artifactLocation));
        }),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function ruleOf(code: DiagnosticCode) {
  const { severity, meaning } = DIAGNOSTICS[code];
  return {
    id: code,
    shortDescription: { text: meaning },
    helpUri: docsOf(code),
    defaultConfiguration: { level: severity },
  };
}

function resultOf(
  { code, severity, message, hint, range, pointer, related, fix }: Diagnostic,
  codes: readonly DiagnosticCode[],
  artifactLocation: { readonly uri: string },
) {
  const physical = (place: TextRange) => ({ artifactLocation, region: regionOf(place) });
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: severity,
    message: { text: `${message} ${hint}` },
    locations: [
      {
        ...(range && { physicalLocation: physical(range) }),
        logicalLocations: [{ fullyQualifiedName: pointer === '' ? '/' : pointer }],
      },
    ],
    ...(related.length > 0 && {
      relatedLocations: related.map((place, id) => ({
        id,
        physicalLocation: physical(place.range),
        message: { text: place.message },
      })),
    }),
    ...(fix && {
      fixes: [
        {
          description: { text: fix.title },
          artifactChanges: [
            {
              artifactLocation,
              replacements: fix.edits.map((edit) => ({
                deletedRegion: regionOf(edit.range),
                insertedContent: { text: edit.text },
              })),
            },
          ],
        },
      ],
    }),
  };
}

function regionOf({ start, end }: TextRange) {
  return {
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
    charOffset: start.offset,
    charLength: end.offset - start.offset,
  };
}
