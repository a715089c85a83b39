/** The TypeScript that READMEs and docs show, compiled strictly, as in the project of whoever pastes it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export interface Example {
  /** The page and the example's number on it. */
  readonly name: string;
  readonly code: string;
}

/** The `ts` blocks of a page. */
export function examplesIn(page: string, markdown: string): Example[] {
  return [...markdown.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = ''], index) => ({
    name: `${page} ${index + 1}`,
    code,
  }));
}

/** The examples of every README and of the docs below `root`. */
export function allExamples(root: string): Example[] {
  const readmes = ['packages', 'apps', 'examples'].flatMap((folder) =>
    readdirSync(path.join(root, folder)).map((name) => `${folder}/${name}/README.md`),
  );
  const docs = readdirSync(path.join(root, 'docs')).map((name) => `docs/${name}`);
  return ['README.md', ...readmes, ...docs]
    .filter((page) => existsSync(path.join(root, page)))
    .flatMap((page) => examplesIn(page, readFileSync(path.join(root, page), 'utf8')));
}

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  customConditions: ['@moonmind/source'],
  types: ['node'],
  skipLibCheck: true,
  noEmit: true,
};

/** What the compiler says of the examples, one line each. They import the packages as they stand in `root`. */
export function faultsOf(examples: readonly Example[], root: string): string[] {
  const files = new Map(examples.map(({ code }, index) => [path.join(root, `example-${index}.ts`), code]));
  // What the root itself does not depend on.
  const paths = { '@moonmind/api/testing': [path.join(root, 'apps/api/src/test-kit/index.ts')] };
  const host = ts.createCompilerHost(OPTIONS);
  const { readFile, fileExists } = host;
  host.readFile = (file) => files.get(file) ?? readFile(file);
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.getCurrentDirectory = () => root;
  const program = ts.createProgram([...files.keys()], { ...OPTIONS, paths }, host);
  return [...files.keys()].flatMap((file, index) => {
    const source = program.getSourceFile(file);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map(({ messageText, start = 0 }) => {
      const line = (source?.getLineAndCharacterOfPosition(start).line ?? 0) + 1;
      return `${examples[index]?.name}:${line}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
  });
}
