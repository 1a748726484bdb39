import { expect } from 'vitest';
import { fireTimers } from '../src/modules/cases/index.ts';
import { act, desk, type Filed, inHand, river } from './case-scene.ts';
import type { Client, World } from './world.ts';

/** Words that only some may read in the file of a case that was judged. */
export const workingNote = '内部研判：权属待核';
export const ratingWords = '来得快，但态度一般';

let phones = 0;

export const fileOf = (client: Client, one: Filed, query = '', headers: Record<string, string> = {}) =>
  client.get(`/api/cases/${one.region}/${one.id}/file${query}`, headers);

/** A case of Dongjie street that was called, finished and judged, by a resident who can sign in again. */
export async function judged(world: World) {
  const phone = `1390000${String(++phones).padStart(4, '0')}`;
  const resident = await world.resident(phone);
  const { one, atDesk, atStreet } = await inHand(world, resident);
  const called = await act(atStreet, one, 'call', { units: [river.unit], note: '请派人到场' });
  const atRiver = await world.officer(river);
  const call = called.body.calls[0].id as string;
  await act(atRiver, one, 'report-in', { call, note: '已到现场' });
  await act(atRiver, one, 'finish-call', { call, note: '已更换井盖' });
  await act(atDesk, one, 'note', { note: workingNote });
  await atDesk.post(`/api/cases/${one.region}/${one.id}/reporter`, { purpose: 'contact-reporter' });
  await act(atStreet, one, 'finish', { reply: '井盖已更换。', note: '办结' });
  await act(atDesk, one, 'approve');
  expect((await act(resident, one, 'rate', { level: 4, reasons: [], note: ratingWords })).status).toBe(200);
  return { one, atDesk, resident, phone };
}

/** As judged, and archived by its clock more than a month later; the sessions of before are over, so everybody signs in again. */
export async function archived(world: World) {
  const { one, phone } = await judged(world);
  world.clock.advance(40 * 86_400_000);
  await fireTimers(world.house, world.clock.now());
  return { one, atDesk: await world.officer(desk), resident: await world.resident(phone) };
}
