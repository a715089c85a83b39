import { existsSync } from 'node:fs';
import {
  DIAGNOSTICS,
  type DiagnosticCode,
  deriveRequiredCapabilities,
  hashManifest,
  type Manifest,
  nearest,
  parseManifest,
} from '@moonmind/manifest-contract';
import { collectSecretRefs } from '@moonmind/manifest-contract/references';
import { EXIT, type ExitCode, UsageError } from '../exit.js';
import { readText, STDIN, shown } from '../files.js';
import { out } from '../io.js';

const DOCS = 'https://github.com/MoonLadderStudios/moonmind-manifest/blob/main/docs/diagnostics.md';

/** Explains a diagnostic's code, or what a manifest amounts to; without either, lists the codes. */
export function explain(subject: string | undefined): ExitCode {
  if (subject === undefined) {
    const width = Math.max(...Object.keys(DIAGNOSTICS).map((code) => code.length));
    for (const [code, { severity, meaning }] of Object.entries(DIAGNOSTICS))
      out.write(`${code.padEnd(width)}  ${severity.padEnd(7)}  ${meaning}\n`);
    return EXIT.clean;
  }
  if (isCode(subject)) {
    const { severity, meaning } = DIAGNOSTICS[subject];
    out.write(
      `${out.style(subject, 'bold')} (${severity})\n${meaning}\nWrong and right: ${DOCS}#${subject}\n`,
    );
    return EXIT.clean;
  }
  if (subject !== STDIN && !existsSync(subject)) {
    const near = nearest(subject, Object.keys(DIAGNOSTICS));
    throw new UsageError(
      `${subject} is neither a file nor a diagnostic's code.${near ? ` Did you mean ${near}?` : ' Without an argument, the codes are listed.'}`,
    );
  }
  return explainManifest(subject);
}

function explainManifest(file: string): ExitCode {
  const text = readText(file);
  const { manifest, diagnostics } = parseManifest(text);
  if (!manifest) {
    const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
    throw new UsageError(
      `${shown(file)} is no valid manifest: ${errors} error${errors === 1 ? '' : 's'}. \`moonmind manifest lint ${file}\` tells them.`,
    );
  }
  const row = (name: string, value: string) => out.write(`${out.style(name.padEnd(13), 'bold')} ${value}\n`);
  row('name', manifest.metadata.name);
  row('version', manifest.version);
  row('hash', hashManifest(text));
  row('capabilities', 'a worker needs all of these');
  for (const [capability, reason] of reasonsOf(manifest)) out.write(`  ${capability.padEnd(20)} ${reason}\n`);
  const { env, profile, vault } = collectSecretRefs(JSON.parse(JSON.stringify(manifest)));
  const references = [
    ...env.map(({ name }) => `\${${name}}`),
    ...profile.map(({ normalized }) => normalized),
    ...vault.map(({ ref }) => ref),
  ];
  row('secrets', references.length === 0 ? 'none' : 'the worker resolves these');
  for (const reference of references) out.write(`  ${reference}\n`);
  row('run', JSON.stringify(manifest.run ?? {}));
  return EXIT.clean;
}

/** Each capability that the manifest requires, with what asks for it. */
function reasonsOf(manifest: Manifest): [capability: string, reason: string][] {
  const reasons = new Map<string, string>();
  const { embeddings, vectorStore, dataSources } = manifest;
  const sources = dataSources.map((source) => ({ ...manifest, dataSources: [source] }));
  for (const [index, one] of sources.entries()) {
    const required = deriveRequiredCapabilities(one);
    const [provider, store, reader] = [required.at(-3), required.at(-2), required.at(-1)];
    for (const capability of required) {
      if (reasons.has(capability)) continue;
      const reason =
        capability === provider
          ? `embeddings.provider: ${embeddings.provider}`
          : capability === store
            ? `vectorStore.type: ${vectorStore.type}`
            : capability === reader
              ? `dataSources[${index}].type: ${dataSources[index]?.type}`
              : 'every manifest';
      reasons.set(capability, reason);
    }
  }
  return [...reasons];
}

function isCode(text: string): text is DiagnosticCode {
  return Object.hasOwn(DIAGNOSTICS, text);
}
