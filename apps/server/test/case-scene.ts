import { expect } from 'vitest';
import type { Client, World } from './world.ts';

/** Posts and steps with which the tests lead a case of Dongjie street in Gulou. */
export const gulou = { point: { lat: 26.0869, lon: 119.298 } };
export const desk = {
  unit: '350102004-street',
  area: '350102004',
  permissions: ['case.read', 'case.triage', 'case.reporter', 'case.report'],
};
export const street = {
  unit: '350102004-street',
  area: '350102004',
  permissions: ['case.read', 'case.handle', 'case.call', 'case.reporter'],
};
export const river = { unit: '350100-river-joint', area: '350100', permissions: ['case.read', 'case.handle'] };
export const management = { unit: '350102-urban-management', area: '350102', permissions: ['case.read', 'case.handle'] };

export type Filed = { region: string; id: string; number: string; queryCode: string | null };
type Key = Pick<Filed, 'region' | 'id'>;

export const act = (client: Client, one: Key, action: string, input: object = {}, headers?: Record<string, string>) =>
  client.post(`/api/cases/${one.region}/${one.id}/actions/${action}`, input, headers);

export const see = async (client: Client, one: Key) => (await client.get(`/api/cases/${one.region}/${one.id}`)).body;

export async function reported(client: Client, more: object = {}): Promise<Filed> {
  const answer = await client.post('/api/cases', { content: '河边的井盖翘起来了，晚上很危险', matter: 'M01002', ...gulou, ...more });
  expect(answer.status).toBe(201);
  return answer.body as Filed;
}

/** A case that the street has in hand, reported by the client. */
export async function inHand(world: World, client: Client) {
  const [atDesk, atStreet] = [await world.officer(desk), await world.officer(street)];
  const one = await reported(client);
  expect((await act(atDesk, one, 'accept')).status).toBe(200);
  expect((await act(atDesk, one, 'dispatch', { unit: street.unit })).status).toBe(200);
  expect((await act(atStreet, one, 'sign')).status).toBe(200);
  return { one, atDesk, atStreet };
}
