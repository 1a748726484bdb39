import { availableParallelism } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../../../../..');

export type Role = 'web' | 'jobs';

/** Everything the process takes from outside. No other file reads the environment. */
export type Settings = {
  root: string;
  port: number;
  host: string;
  /** Directory of the embedded database and of its key ring; one for each city. */
  dataDirectory: string;
  /** When set, an outside PostgreSQL is used and nothing is embedded. */
  databaseUrl: string | undefined;
  packDirectory: string;
  roles: Role[];
  /** In demo mode one-time codes are shown instead of sent and the demo day is loaded. */
  demo: boolean;
  poolSize: number;
  logLevel: string;
  /** The public address, `https://…` without a path: it stands on printed files. Undefined while the house has none. */
  address: string | undefined;
  /** Cookies carry the `__Host-` prefix and `Secure` when the public address is https. */
  https: boolean;
};

const whole = (name: string, value: string | undefined, fallback: number, most: number): number => {
  if (value === undefined || value === '') return fallback;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0 || number > most)
    throw new Error(`${name} must be a whole number from 0 to ${most}, not "${value}".`);
  return number;
};

function addressIn(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash || url.username)
    throw new Error(`BANYAN_ADDRESS must be the public address alone, such as https://banyan.example.gov.cn, not "${text}".`);
  return url.origin;
}

const isRole = (word: string): word is Role => word === 'web' || word === 'jobs';

function rolesIn(text: string): Role[] {
  const roles = text.split(',').map((word) => word.trim());
  const stranger = roles.find((word) => !isRole(word));
  if (stranger !== undefined) throw new Error(`BANYAN_ROLES knows "web" and "jobs", not "${stranger}".`);
  return roles.filter(isRole);
}

/** Reads and checks the settings; throws one sentence that names the variable at fault. */
export function readSettings(env: Record<string, string | undefined> = process.env): Settings {
  const pack = env.BANYAN_PACK || 'fuzhou';
  return {
    root,
    port: whole('PORT', env.PORT, 8080, 65_535),
    host: env.HOST ?? '0.0.0.0',
    dataDirectory: resolve(root, env.BANYAN_DATA || join('data', basename(pack))),
    databaseUrl: env.DATABASE_URL === '' ? undefined : env.DATABASE_URL,
    packDirectory: resolve(root, 'packs', pack),
    roles: rolesIn(env.BANYAN_ROLES ?? 'web,jobs'),
    demo: env.BANYAN_DEMO !== '0',
    poolSize: whole('BANYAN_POOL', env.BANYAN_POOL, Math.max(10, availableParallelism() * 10), 500),
    logLevel: env.BANYAN_LOG ?? 'info',
    address: addressIn(env.BANYAN_ADDRESS),
    https: env.BANYAN_HTTPS === '1',
  };
}
