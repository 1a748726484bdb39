import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import files from '@fastify/static';
import type { App } from './http.ts';

const entries = [
  { name: 'resident', base: '/' },
  { name: 'officer', base: '/officer/' },
  { name: 'command', base: '/command/' },
] as const;

/** Serves the built web entries: hashed assets for a year, pages always fresh; unknown paths below an entry get its page. */
export async function serveWeb(app: App, dist: string) {
  for (const { name, base } of entries) {
    const folder = join(dist, name);
    if (!existsSync(join(folder, 'index.html'))) continue;
    const page = readFileSync(join(folder, 'index.html'), 'utf8');
    await app.register(files, {
      root: folder,
      prefix: base,
      decorateReply: false,
      wildcard: false,
      index: false,
      cacheControl: false,
      setHeaders: (reply, path) =>
        void reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'),
    });
    const show = (
      _request: unknown,
      reply: { type: (type: string) => { header: (name: string, value: string) => { send: (body: string) => unknown } } },
    ) => reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page);
    if (base === '/') app.lostPage.html = page;
    app.get(base, { config: {} }, show);
    if (base !== '/') app.get(`${base}*`, { config: {} }, show);
    else
      for (const path of [
        '/report',
        '/done',
        '/mine',
        '/track',
        '/case/*',
        '/messages',
        '/sign-in',
        '/help',
        '/me',
        '/me/looks',
        '/suspended',
        '/services',
        '/services/*',
        '/applications',
        '/applications/*',
        '/licences',
        '/licences/*',
        '/verify',
      ])
        app.get(path, { config: {} }, show);
  }
}
