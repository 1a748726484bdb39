import { createHash, randomBytes } from 'node:crypto';
import { dayIn } from '#platform/civil-day.ts';
import { type House, unitOfWork } from '#platform/context.ts';
import { placesOf } from '../../places/index.ts';
import { auditShare } from '../limits.ts';
import { servicesOf } from '../store/catalogue.ts';
import { insertDraws, selectDayOfMachine } from '../store/lists.ts';

const dayMs = 86_400_000;

/** Of a list, those whose hash with the seed is smallest: nobody can choose them, and everybody can check the draw afterwards. */
export function drawOf<T extends { number: string }>(list: readonly T[], seed: string): T[] {
  const count = Math.min(list.length, Math.max(auditShare.least, Math.ceil((list.length * auditShare.inHundred) / 100)));
  const keyed = list.map((one) => ({ one, key: createHash('sha256').update(`${seed}:${one.number}`).digest('hex') }));
  return keyed
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .slice(0, count)
    .map(({ one }) => one);
}

/** Draws yesterday's decisions by machine for a second look, once a day. Gives how many were drawn. */
export async function drawAudit(house: House, now: Date): Promise<number> {
  const [{ city }, { calendar }] = await Promise.all([placesOf(house), servicesOf(house)]);
  const day = dayIn(city.zone, new Date(now.getTime() - dayMs));
  const place = Date.parse(`${day}T00:00:00Z`) / dayMs - (calendar?.firstDay ?? 0);
  const [from, until] = [calendar?.dayStart[place], calendar?.dayStart[place + 1]];
  if (from === undefined || until === undefined) return 0;
  return unitOfWork(house, { kind: 'platform' }, now, async (ctx) => {
    const list = await selectDayOfMachine(ctx, day, new Date(from), new Date(until));
    if (list === null) return 0;
    const seed = randomBytes(16).toString('hex');
    const drawn = drawOf(list, seed);
    return (await insertDraws(ctx, day, seed, list.length, drawn)) ? drawn.length : 0;
  });
}
