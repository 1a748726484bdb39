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
  /** A city's own language model, which drafts for officers; undefined while there is none. */
  drafting: Drafting | undefined;
};

/** An endpoint of OpenAI's chat completions: its address up to `/v1`, the name of the model, and the key where it wants one. */
export type Drafting = { url: string; model: string; key: string | undefined };

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

function draftingIn(env: Record<string, string | undefined>): Drafting | undefined {
  const { BANYAN_DRAFT_URL: text, BANYAN_DRAFT_MODEL: model, BANYAN_DRAFT_KEY: key } = env;
  if (!text) return undefined;
  if (!/^https?:$/.test(URL.parse(text)?.protocol ?? ''))
    throw new Error(`BANYAN_DRAFT_URL must be the address of an endpoint, such as http://10.0.0.8:8000/v1, not "${text}".`);
  if (!model) throw new Error('BANYAN_DRAFT_MODEL must name the model when BANYAN_DRAFT_URL is set.');
  return { url: text, model, key: key || undefined };
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
    drafting: draftingIn(env),
  };
}
