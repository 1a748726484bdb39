import { createHash } from 'node:crypto';
import type { Context, House } from '#platform/context.ts';
import { buildMatters, type Matters } from './matters.ts';
import { cacheName, selectMatters } from './store.ts';

/** The responsibility list, in memory until a pack changes it. Asynchronous only because it may have to be read first. */
export function mattersOf(at: Context | House): Promise<Matters> {
  const house = 'house' in at ? at.house : at;
  return house.cache.get(cacheName, async () => {
    const rows = await selectMatters(house);
    return buildMatters(rows, createHash('sha256').update(JSON.stringify(rows)).digest('base64url').slice(0, 22));
  });
}
