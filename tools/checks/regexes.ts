/** Every regular expression that stands in a folder's sources, for checks over all of them. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export interface FoundRegex {
  /** `rules/models.ts:12`: path below the folder, and line. */
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

/** The literals of all sources that ship; one that stands several times is told once, at its first place. */
export function regexesIn(folder: string): FoundRegex[] {
  const found = new Map<string, FoundRegex>();
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|(^|\/)testing\//.test(file))
    .sort();
  for (const file of files) {
    const tree = ts.createSourceFile(
      file,
      readFileSync(path.join(folder, file), 'utf8'),
      ts.ScriptTarget.ES2022,
    );
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const end = node.text.lastIndexOf('/');
        const line = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
        if (!found.has(node.text)) {
          const [source, flags] = [node.text.slice(1, end), node.text.slice(end + 1)];
          found.set(node.text, { place: `${file}:${line}`, source, flags });
        }
      }
      ts.forEachChild(node, visit);
    };
    visit(tree);
  }
  return [...found.values()];
}
