import { type Spread, spreadOf } from '../statistics.js';

export interface Rate extends Spread {
  readonly perSecond: number;
}

/** Repeats `work` for so many seconds, `width` at once; latencies in milliseconds. */
export async function measure(width: number, seconds: number, work: () => Promise<void>): Promise<Rate> {
  const latencies: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1000;
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let begin = performance.now(); begin < end; begin = performance.now()) {
        await work();
        latencies.push(performance.now() - begin);
      }
    }),
  );
  return {
    perSecond: Math.round((latencies.length * 1000) / (performance.now() - start)),
    ...spreadOf(latencies),
  };
}
