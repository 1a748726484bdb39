import { connect } from 'node:net';

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

type Answer = { status: number; text: string; headers: Record<string, string> };
type Waiting = { done: (answer: Answer) => void; failed: (error: Error) => void };

/**
 * A kept-alive HTTP/1.1 sender with little of its own, for its processor time is part of every HTTP figure here: each request is one text written
 * to a socket, each answer is read by its Content-Length. Answers in chunks fail loudly.
 */
export function openSender(address: string, sockets: number) {
  const { hostname, port } = new URL(address);
  const free: ReturnType<typeof openLine>[] = [];
  const queue: ((line: ReturnType<typeof openLine>) => void)[] = [];
  let open = 0;
  const take = async () => {
    const line = free.pop();
    if (line) return line;
    if (open < sockets) {
      open += 1;
      return openLine(hostname, Number(port));
    }
    return new Promise<ReturnType<typeof openLine>>((ready) => queue.push(ready));
  };
  const give = (line: ReturnType<typeof openLine>) => {
    const next = queue.shift();
    if (next) next(line);
    else free.push(line);
  };
  return async (method: 'GET' | 'POST', path: string, body?: string, headers: Record<string, string> = {}): Promise<Answer> => {
    const line = await take();
    const answer = await line(`${method} ${path} HTTP/1.1\r\nhost: ${hostname}:${port}\r\n${headText(headers, body)}`);
    give(line);
    return answer;
  };
}

function headText(headers: Record<string, string>, body: string | undefined): string {
  let text = '';
  for (const name in headers) text += `${name}: ${headers[name]}\r\n`;
  return body === undefined
    ? `${text}\r\n`
    : `${text}content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** One connection: sends a request and gives its answer; the sockets end with the process. */
function openLine(host: string, port: number): (request: string) => Promise<Answer> {
  const socket = connect({ host, port, noDelay: true });
  socket.unref();
  let waiting: Waiting | undefined;
  let held: Buffer = Buffer.alloc(0);
  const end = (error: Error) => {
    waiting?.failed(error);
    waiting = undefined;
  };
  socket.on('error', end);
  socket.on('close', () => end(new Error('The server closed the connection.')));
  socket.on('data', (chunk: Buffer) => {
    held = held.length > 0 ? Buffer.concat([held, chunk]) : chunk;
    const answer = readAnswer(held);
    if (!answer) return;
    held = Buffer.alloc(0);
    const { done } = waiting as Waiting;
    waiting = undefined;
    done(answer);
  });
  return (request) =>
    new Promise((done, failed) => {
      waiting = { done, failed };
      socket.ref();
      socket.write(request);
    });
}

function readAnswer(held: Buffer): Answer | undefined {
  const split = held.indexOf('\r\n\r\n');
  if (split < 0) return undefined;
  const [first = '', ...lines] = held.toString('latin1', 0, split).split('\r\n');
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  const status = Number(first.slice(9, 12));
  if (status !== 204 && headers['content-length'] === undefined) throw new Error(`An answer without a length: ${first}.`);
  const length = Number(headers['content-length'] ?? 0);
  if (held.length < split + 4 + length) return undefined;
  return { status, text: held.toString('utf8', split + 4, split + 4 + length), headers };
}

export const row = (name: string, { perSecond, p50, p99, errors }: Figures, more = '') =>
  `${name.padEnd(34)} ${perSecond.toFixed(0).padStart(7)}/s   p50 ${p50.toFixed(1).padStart(6)} ms   p99 ${p99.toFixed(1).padStart(6)} ms   ${errors > 0 ? `${errors} ERRORS ` : ''}${more}`;

export const median = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
