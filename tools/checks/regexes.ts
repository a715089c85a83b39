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

/**
 * The literals of all sources that ship, and what `new RegExp` puts together of constants of its file; one that stands several
 * times is told once, at its first place.
 */
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
    const constants = constantsOf(tree);
    const visit = (node: ts.Node): void => {
      const regex = regexOf(node, constants);
      if (regex !== null) {
        const line = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
        const key = `/${regex.source}/${regex.flags}`;
        if (!found.has(key)) found.set(key, { place: `${file}:${line}`, ...regex });
      }
      ts.forEachChild(node, visit);
    };
    visit(tree);
  }
  return [...found.values()];
}

type Constants = ReadonlyMap<string, ts.Expression>;

function constantsOf(tree: ts.SourceFile): Constants {
  const constants = new Map<string, ts.Expression>();
  for (const statement of tree.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations)
      if (ts.isIdentifier(name) && initializer) constants.set(name.text, initializer);
  }
  return constants;
}

function regexOf(node: ts.Node, constants: Constants): { source: string; flags: string } | null {
  if (ts.isRegularExpressionLiteral(node)) {
    const end = node.text.lastIndexOf('/');
    return { source: node.text.slice(1, end), flags: node.text.slice(end + 1) };
  }
  if (!ts.isNewExpression(node) || !ts.isIdentifier(node.expression) || node.expression.text !== 'RegExp')
    return null;
  const [pattern, flags] = node.arguments ?? [];
  const source = pattern && textOf(pattern, constants);
  return source ? { source, flags: flags ? (textOf(flags, constants) ?? '') : '' } : null;
}

/** What an expression of constants says; undefined where it takes more than this file to know. */
function textOf(node: ts.Expression, constants: Constants): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isIdentifier(node)) {
    const constant = constants.get(node.text);
    return constant && textOf(constant, constants);
  }
  if (
    ts.isPropertyAccessExpression(node) &&
    node.name.text === 'source' &&
    ts.isIdentifier(node.expression)
  ) {
    const constant = constants.get(node.expression.text);
    return constant && regexOf(constant, constants)?.source;
  }
  if (!ts.isTemplateExpression(node)) return undefined;
  let text = node.head.text;
  for (const { expression, literal } of node.templateSpans) {
    const part = textOf(expression, constants);
    if (part === undefined) return undefined;
    text += part + literal.text;
  }
  return text;
}
