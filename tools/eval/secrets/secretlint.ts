import { createEngine } from '@secretlint/node';

/** secretlint with its recommended rules, as a yardstick. */
export async function secretlintDetector() {
  const engine = await createEngine({
    cwd: import.meta.dirname,
    formatter: 'json',
    color: false,
    maskSecrets: true,
    configFileJSON: { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend' }] },
  });
  return async (text: string): Promise<readonly { line: number; endLine: number }[]> => {
    const { output } = await engine.executeOnContent({ content: text, filePath: 'manifest.yaml' });
    const results: unknown = output === '' ? [] : JSON.parse(output);
    return Array.isArray(results) ? results.flatMap(linesOf) : [];
  };
}

function linesOf(result: unknown): { line: number; endLine: number }[] {
  if (
    typeof result !== 'object' ||
    result === null ||
    !('messages' in result) ||
    !Array.isArray(result.messages)
  )
    return [];
  return result.messages.flatMap(
    (message: { loc?: { start?: { line?: number }; end?: { line?: number } } }) => {
      const line = message.loc?.start?.line;
      return line === undefined ? [] : [{ line, endLine: message.loc?.end?.line ?? line }];
    },
  );
}
