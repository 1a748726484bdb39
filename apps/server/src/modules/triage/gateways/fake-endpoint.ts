import { createServer } from 'node:http';

/** A model's endpoint on this machine: remembers what it was sent, and can be slow, refuse, or say nothing. */
export type FakeEndpoint = {
  url: string;
  asked: { model: string; text: string; authorization: string | undefined }[];
  state: 'up' | 'slow' | 'refusing' | 'silent' | 'broken';
  close: () => Promise<void>;
};

const bodies = {
  up: JSON.stringify({ choices: [{ message: { role: 'assistant', content: '<think>…</think>您好，路灯已安排检修。' } }] }),
  silent: JSON.stringify({ choices: [] }),
  broken: '<html>',
} as const;

export async function fakeEndpoint(): Promise<FakeEndpoint> {
  const server = createServer((request, response) => {
    let said = '';
    request.on('data', (part: Buffer) => {
      said += part.toString();
    });
    request.on('end', () => {
      const { model, messages } = JSON.parse(said) as { model: string; messages: { content: string }[] };
      fake.asked.push({ model, text: messages.map(({ content }) => content).join('\n'), authorization: request.headers.authorization });
      if (fake.state === 'slow') return;
      if (fake.state === 'refusing') response.writeHead(429).end('{}');
      else response.writeHead(200, { 'content-type': 'application/json' }).end(bodies[fake.state]);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const at = server.address();
  const fake: FakeEndpoint = {
    url: `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}/v1`,
    asked: [],
    state: 'up',
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
  return fake;
}
