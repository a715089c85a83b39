import { spreadOf } from '../../bench/statistics.js';
import { CLASSES, type Plant } from './plant.js';

/** Finds secrets in a text: the first and last line of each. */
export type Detector = (text: string) => Promise<readonly { line: number; endLine: number }[]>;

/** A text without a secret. */
export interface Innocent {
  readonly label: string;
  readonly text: string;
}

/** How a detector did. Shares are in per cent. */
export interface Figures {
  readonly recall: number;
  /** Share of plants with a finding within a line of the secret. */
  readonly nearby: number;
  readonly byClass: Readonly<Record<string, number>>;
  readonly falseAlarms: number;
  readonly falseAlarmsInFiles: number;
  /** Megabytes of real files in a second of processor time, the median over several passes. */
  readonly mbPerSecond: number;
}

export interface Exhibits {
  readonly plants: readonly Plant[];
  readonly innocents: readonly Innocent[];
  readonly files: readonly Innocent[];
}

/** Runs a detector over everything; `tell` hears of each miss and false alarm. */
export async function judge(
  detect: Detector,
  exhibits: Exhibits,
  tell: (line: string) => void,
): Promise<Figures> {
  const tallies = new Map<string, { planted: number; found: number }>(
    CLASSES.map((kind) => [kind, { planted: 0, found: 0 }]),
  );
  let nearby = 0;
  for (const made of exhibits.plants) {
    const findings = await detect(made.text);
    const tally = tallies.get(made.kind);
    if (tally !== undefined) {
      tally.planted += 1;
      if (findings.length > 0) tally.found += 1;
    }
    if (
      findings.some((finding) => finding.line <= made.lastLine + 1 && finding.endLine >= made.firstLine - 1)
    )
      nearby += 1;
    else tell(`${findings.length === 0 ? 'missed' : 'far off'}: ${made.kind}: ${made.label}`);
  }
  const falseAlarms = await alarms(detect, exhibits.innocents, tell);
  const falseAlarmsInFiles = await alarms(detect, exhibits.files, tell);
  const total = [...tallies.values()].reduce((sum, tally) => sum + tally.found, 0);
  return {
    recall: share(total, exhibits.plants.length),
    nearby: share(nearby, exhibits.plants.length),
    byClass: Object.fromEntries(
      [...tallies].map(([kind, tally]) => [kind, share(tally.found, tally.planted)]),
    ),
    falseAlarms,
    falseAlarmsInFiles,
    mbPerSecond: await speed(detect, exhibits.files),
  };
}

async function alarms(
  detect: Detector,
  innocents: readonly Innocent[],
  tell: (line: string) => void,
): Promise<number> {
  let count = 0;
  for (const { label, text } of innocents) {
    const [finding] = await detect(text);
    if (finding === undefined) continue;
    count += 1;
    tell(`false alarm: ${label}, line ${finding.line}`);
  }
  return count;
}

/** Of passes, of which each takes some hundredths of a second; the first ones are still being compiled. */
const PASSES = 5;

async function speed(detect: Detector, files: readonly Innocent[]): Promise<number> {
  const bytes = files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  const speeds: number[] = [];
  for (let pass = 0; pass < PASSES; pass += 1) {
    const before = process.cpuUsage();
    for (const { text } of files) await detect(text);
    const { user, system } = process.cpuUsage(before);
    speeds.push(bytes / (user + system));
  }
  return round(spreadOf(speeds).median);
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : round((100 * part) / whole);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
