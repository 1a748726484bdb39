import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { inject } from 'vitest';
import { buildHouse, closeHouse, openApp } from '../src/app.ts';
import { addOfficer, addPost, appoint, hashPassword } from '../src/modules/people/index.ts';
import { type Context, type House, unitOfWork } from '../src/platform/context.ts';
import { connectTo } from '../src/platform/database.ts';
import type { App } from '../src/platform/http.ts';
import { copyTemplate } from './copy.ts';

export type Answer = { status: number; body: any; headers: Record<string, string | string[] | undefined> };

/** Someone at a browser: keeps the session cookie between requests. */
export type Client = {
  get: (url: string, headers?: Record<string, string>) => Promise<Answer>;
  post: (url: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
  accountId: string | undefined;
};

export type World = {
  house: House;
  app: App;
  clock: { now: () => Date; set: (at: Date | string) => void; advance: (ms: number) => void };
  guest: () => Client;
  resident: (phone?: string) => Promise<Client>;
  officer: (held: { unit: string; area: string; permissions: readonly string[]; name?: string }) => Promise<Client>;
  /** Runs an errand as the platform, at the clock's time. */
  asPlatform: <T>(work: (ctx: Context) => Promise<T>) => Promise<T>;
  close: () => Promise<void>;
};

const password = 'banyan-test-word';
let passwordHash: Promise<string> | undefined;
let phones = 0;

const levelOf = (code: string) =>
  code.length === 6 ? (code.endsWith('00') ? 'city' : 'county') : code.length === 9 ? 'street' : code.length === 12 ? 'community' : 'grid';

/** A whole city on its own copy of the database, with a clock that only the test moves. */
export async function openWorld(startAt = '2026-11-24T10:00:00+08:00'): Promise<World> {
  const engine = inject('engine');
  const connection = await copyTemplate(engine);
  const settings = { dataDirectory: engine.dataDirectory, demo: true, https: false, logLevel: 'silent' };
  const house = await buildHouse(connectTo(connection, 12), settings);
  let now = new Date(startAt);
  const clock = {
    now: () => now,
    set: (at: Date | string) => {
      now = new Date(at);
    },
    advance: (ms: number) => {
      now = new Date(now.getTime() + ms);
    },
  };
  const app = await openApp(house, settings, clock.now);
  await app.ready();
  const asPlatform = <T>(work: (ctx: Context) => Promise<T>) => unitOfWork(house, { kind: 'platform' }, now, work);

  const guest = (): Client => {
    let cookie: string | undefined;
    const send = async (method: 'GET' | 'POST', url: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> => {
      const answer = await app.inject({
        method,
        url,
        headers: { ...(cookie ? { cookie } : {}), ...headers },
        ...(body === undefined ? {} : { payload: body as object }),
      });
      const set = answer.cookies.find((one) => one.name.includes('banyan_session'));
      if (set) cookie = `${set.name}=${set.value}`;
      const isJson = String(answer.headers['content-type'] ?? '').includes('json');
      return { status: answer.statusCode, body: isJson ? answer.json() : answer.rawPayload, headers: answer.headers as Answer['headers'] };
    };
    return {
      accountId: undefined,
      get: (url, headers) => send('GET', url, undefined, headers),
      post: (url, body = {}, headers) => send('POST', url, body, headers),
    };
  };

  const resident = async (phone = `1380000${String(++phones).padStart(4, '0')}`) => {
    const client = guest();
    const sent = await client.post('/api/codes', { phone });
    const me = await client.post('/api/sign-in/code', { phone, code: sent.body.demoCode, name: '陈大榕' });
    return { ...client, accountId: me.body.accountId as string };
  };

  const officer: World['officer'] = async ({ unit, area, permissions, name = '林一线' }) => {
    passwordHash ??= hashPassword(password);
    const hash = await passwordHash;
    const login = `o${randomUUID().slice(0, 12)}`;
    const accountId = await asPlatform(async (ctx) => {
      const post = `post-${permissions.join('-')}`.replaceAll('.', '-').slice(0, 120);
      await addPost(ctx, { code: post, name: post, nameEn: post, permissions });
      const id = await addOfficer(ctx, { login, name, passwordHash: hash });
      await appoint(ctx, { accountId: id, post, unit: { id: unit }, area: { code: area, level: levelOf(area) } });
      return id;
    });
    const client = guest();
    const me = await client.post('/api/sign-in', { login, password });
    if (me.status !== 200) throw new Error(`The officer could not sign in: ${JSON.stringify(me.body)}`);
    return { ...client, accountId };
  };

  return {
    house,
    app,
    clock,
    guest,
    resident,
    officer,
    asPlatform,
    async close() {
      await app.close();
      await closeHouse(house);
    },
  };
}

/** The folder of the repository. */
export const root = join(import.meta.dirname, '../../..');
