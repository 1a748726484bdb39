import { createServer } from 'vite';
import { bases, configOf, type Entry, entries } from './config.ts';

/** `node dev.ts [entry] [port] [api]`: one entry with reload, /api passed on to a running server. */
const [entry = 'resident', port = '5173', api] = process.argv.slice(2);
if (!entries.includes(entry as Entry)) throw new Error(`There is no entry ${entry}; there are ${entries.join(', ')}.`);
const config = configOf(entry as Entry, api);
const server = await createServer({ ...config, logLevel: 'info', server: { ...config.server, port: Number(port) } });
await server.listen();
console.log(`http://127.0.0.1:${port}${bases[entry as Entry]}`);
