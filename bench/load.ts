import { Agent, request } from 'node:http';

export type Figures = { perSecond: number; p50: number; p99: number; errors: number };

const percentile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** Runs `work` by `clients` in turns for `ms`; milliseconds of each turn give rate and percentiles. */
export async function measure(clients: number, ms: number, work: (client: number, turn: number) => Promise<boolean>): Promise<Figures> {
  const times: number[] = [];
  let errors = 0;
  const until = performance.now() + ms;
  const began = performance.now();
  const client = async (index: number) => {
    for (let turn = 0; performance.now() < until; turn++) {
      const start = performance.now();
      if (!(await work(index, turn))) errors += 1;
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, index) => client(index)));
  const seconds = (performance.now() - began) / 1000;
  times.sort((a, b) => a - b);
  return { perSecond: times.length / seconds, p50: percentile(times, 0.5), p99: percentile(times, 0.99), errors };
}

/** A kept-alive HTTP sender with little of its own: its processor time is part of every HTTP figure here. */
export function openSender(address: string, sockets: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets });
  const { hostname, port } = new URL(address);
  return (method: 'GET' | 'POST', path: string, body?: string, headers: Record<string, string> = {}) =>
    new Promise<{ status: number; text: string; headers: NodeJS.Dict<string | string[]> }>((done, failed) => {
      const sent = request(
        {
          agent,
          hostname,
          port,
          method,
          path,
          headers: {
            ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
            ...headers,
          },
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('end', () => done({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString(), headers: answer.headers }));
        },
      );
      sent.on('error', failed);
      sent.end(body);
    });
}

export const row = (name: string, { perSecond, p50, p99, errors }: Figures, more = '') =>
  `${name.padEnd(34)} ${perSecond.toFixed(0).padStart(7)}/s   p50 ${p50.toFixed(1).padStart(6)} ms   p99 ${p99.toFixed(1).padStart(6)} ms   ${errors > 0 ? `${errors} ERRORS ` : ''}${more}`;

export const median = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
