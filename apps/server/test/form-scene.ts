import { expect } from 'vitest';
import type { Client, World } from './world.ts';

/** Posts and forms with which the tests ask, approve and fill in Dongjie street of Gulou. */
export const community = '350102004001';
export const asker = { unit: '350102-civil-affairs', area: '350102', permissions: ['form.ask'] };
export const burdenDesk = { unit: '350102-command', area: '350102', permissions: ['form.approve', 'command.read'] };
export const filler = { unit: `${community}-community`, area: community, permissions: ['form.fill'] };

export const wanted = (more: object = {}) => ({
  title: '独居老人探访月报',
  purpose: '安排每月探访',
  area: '350102',
  fillers: ['community'],
  basis: { law: '《老年人权益保障法》', article: '第十三条' },
  frequency: 'monthly',
  minutes: 20,
  validFrom: '2026-11-01',
  validUntil: '2027-04-30',
  fields: [{ code: 'living-alone-elders' }, { name: '当月探访户数', kind: 'number', reason: '探访情况由社区掌握，没有单位登记' }],
  ...more,
});

export type Asked = {
  id: string;
  state: string;
  fields: { code: string; name: string; required: boolean; isNew: boolean; heldBy: object[] }[];
};

export async function asked(client: Client, more: object = {}): Promise<Asked> {
  const answer = await client.post('/api/forms', wanted(more));
  expect(answer.body).toMatchObject({ state: 'proposed' });
  return answer.body as Asked;
}

export const decide = (client: Client, id: string, action: string, note?: string) =>
  client.post(`/api/forms/${id}/actions/${action}`, note === undefined ? {} : { note });

/** A form asked by one officer and approved by another. */
export async function inForce(world: World, more: object = {}, by = asker): Promise<Asked> {
  const form = await asked(await world.officer(by), more);
  const answer = await decide(await world.officer(burdenDesk), form.id, 'approve');
  expect(answer.body).toMatchObject({ state: 'approved' });
  return answer.body as Asked;
}

export const openForm = async (client: Client, id: string, more: object = {}) =>
  (await client.post(`/api/forms/${id}/fillings`, { area: community, ...more })).body;

type Key = { region: string; id: string; version: number };
export const write = (client: Client, { region, id, version }: Key, how: 'draft' | 'submit' | 'correct', input: object = {}) =>
  client.post(`/api/fillings/${region}/${id}/${how}`, { version, ...input });
