import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

export const TASK = {
  type: 'task',
  payload: { repository: 'acme/docs', task: { instructions: 'Mend the links.' } },
};

/** What the benchmarks read of an answer. */
interface Answer {
  readonly id: string;
  readonly token: string;
  readonly job: { readonly id: string; readonly leaseToken: string } | null;
}

/** Posts JSON over a kept connection; fails on another status than the one expected. */
export function call(
  url: string,
  path: string,
  status: number,
  body: unknown,
  token?: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const text = JSON.stringify(body);
    const sent = request(url + path, {
      method: 'POST',
      agent,
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
        ...(token ? { 'x-moonmind-worker-token': token } : {}),
      },
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const answer = Buffer.concat(chunks).toString();
        if (response.statusCode === status) resolve(JSON.parse(answer) as Answer);
        else reject(new Error(`${path}: ${response.statusCode} ${answer}`));
      });
    });
    sent.end(text);
  });
}

/** Makes a worker token. */
export async function createWorker(url: string, workerId: string): Promise<string> {
  return (await call(url, '/api/queue/workers/tokens', 201, { workerId })).token;
}
