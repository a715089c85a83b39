export interface Test {
  readonly id: string;
  readonly name: string;
  readonly file: string;
  run(): unknown;
}
interface Declare {
  (name: string, run: () => unknown): void;
  each(rows: readonly unknown[]): (name: string, run: (...cells: never[]) => unknown) => void;
  skip(name: string, run: () => unknown): void;
}
type Hook = (run: () => unknown) => void;
interface Api {
  readonly it: Declare;
  readonly describe: Declare;
  readonly beforeAll: Hook;
  readonly afterAll: Hook;
  readonly beforeEach: Hook;
  readonly afterEach: Hook;
}
export declare function collectTests(
  evaluate: (api: Api, onFile: (file: string) => boolean) => void,
  options?: { provided?: Record<string, unknown>; onFile?: (file: string) => boolean },
): Test[];
