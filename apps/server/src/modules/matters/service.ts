import { createHash } from 'node:crypto';
import type { Context, House } from '#platform/context.ts';
import { buildMatters, type Matters } from './matters.ts';
import type { MattersOfPack } from './pack/read-matters.ts';
import { type MattersRows, rowsOfPack } from './pack/rows-of-pack.ts';
import { cacheName, selectMatters } from './store.ts';

/** The responsibility list, in memory until a pack changes it. Asynchronous only because it may have to be read first. */
export function mattersOf(at: Context | House): Promise<Matters> {
  const house = 'house' in at ? at.house : at;
  return house.cache.get(cacheName, async () => mattersOfRows(await selectMatters(house)));
}

/** The list of a pack that was read but not loaded, for what runs without a database. */
export const mattersOfPack = (pack: MattersOfPack): Matters => mattersOfRows(rowsOfPack(pack));

const mattersOfRows = (rows: MattersRows): Matters =>
  buildMatters(rows, createHash('sha256').update(JSON.stringify(rows)).digest('base64url').slice(0, 22));
