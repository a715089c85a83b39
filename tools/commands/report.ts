/** What a command of several steps tells: a line a step as it goes, then its faults, then one JSON object with the figures. */
export class Report {
  readonly faults: string[] = [];
  /** What the closing JSON line tells besides faults and times. */
  readonly figures: Record<string, unknown> = {};
  private readonly seconds: Record<string, number> = {};

  /** Does the work of a command, ends it at the first failure of a step it must do, and reports. */
  static async of(command: string, work: (report: Report) => Promise<void>): Promise<void> {
    const report = new Report();
    try {
      await work(report);
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
    }
    report.close(command);
  }

  /** Runs a step whose failure is a fault and no more. */
  async step(name: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await this.must(name, work);
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
    }
  }

  /** Runs a step that the ones behind it need: its failure is a fault and ends the command's work. */
  async must<T>(name: string, work: () => Promise<T>): Promise<T> {
    const started = performance.now();
    const before = this.faults.length;
    try {
      return await work();
    } catch (error) {
      this.faults.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      throw new Stopped();
    } finally {
      const seconds = tenths((performance.now() - started) / 1000);
      this.seconds[name] = seconds;
      console.log(`${this.faults.length === before ? 'ok    ' : 'FAULT '} ${name} (${seconds} s)`);
    }
  }

  private close(command: string): void {
    for (const fault of this.faults) console.log(`\nFAULT ${fault}`);
    const total = tenths(Object.values(this.seconds).reduce((sum, seconds) => sum + seconds, 0));
    const ok = this.faults.length === 0;
    const figures = { command, ok, faults: this.faults.length, ...this.figures };
    console.log(JSON.stringify({ ...figures, seconds: { ...this.seconds, total } }));
    process.exitCode = ok ? 0 : 1;
  }
}

class Stopped extends Error {}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
