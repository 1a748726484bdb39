import { putSourceRecord } from '../src/modules/services/index.ts';
import type { Client, World } from './world.ts';

type Facts = Record<string, string | number | boolean>;
export const takenDown = '2026-11-01T00:00:00.000Z';

/** Writes into the local registers what they hold about a subject such as `person:…`, `address:…`. */
export const register = (world: World, source: string, subject: string, fields: Facts, at = takenDown) =>
  putSourceRecord(world.house, { source, subject }, fields, new Date(at));

/** What the city holds of a woman of 81 who may have the senior allowance and the senior card. */
export async function registerSenior(world: World, subject: string, more: { [source: string]: Facts } = {}) {
  const held: Record<string, Facts> = {
    'household-register': { name: '陈大榕', sex: '女', birth_on: '1945-03-08', household_local: true, alive_state: '在世' },
    'allowance-roster': { senior_allowance_paid: false },
    'payment-accounts': { account_state: '一致' },
    'residence-register': { permit_state: '无', permit_months: 0, residence_months: 0 },
  };
  for (const [source, fields] of Object.entries(held)) await register(world, source, subject, { ...fields, ...more[source] });
}

export const seniorSources = ['household-register', 'allowance-roster', 'payment-accounts', 'residence-register'];

/** An application for the senior allowance, as a resident of Gulou sends it. */
export const allowance = (more: object = {}) => ({
  item: 'S001',
  area: '350102004',
  answers: { for_whom: 'self', pay_to: 'card' },
  form: { account_no: '6217001820001234560', phone: '13805910000' },
  authorised: seniorSources,
  materials: [],
  ...more,
});

let keys = 0;
export const apply = (client: Client, body: object, key = `application-key-${++keys}`) =>
  client.post('/api/applications', body, { 'idempotency-key': key });

/** What the city holds of a man who may open a business, its name and its premises. */
export async function registerTrader(world: World, subject: string, trade: { name: string; premises: string }) {
  await register(world, 'household-register', subject, {
    name: '林小榕',
    birth_on: '1990-05-04',
    household_local: true,
    alive_state: '在世',
  });
  await register(world, 'id-cards', subject, { card_state: '有效', face_match: '一致' });
  await register(world, 'barred-persons', subject, { barred: false });
  await register(world, 'market-names', `firm:${trade.name}`, { name_state: '可用' });
  await register(world, 'premises', `address:${trade.premises}`, { premises_state: '一致' });
}

/** A registration as a sole trader. */
export const sole = (trade: { name: string; premises: string }, more: object = {}) => ({
  item: 'S003',
  area: '350102004',
  answers: { has_name: 'yes', promise_premises: 'yes' },
  form: {
    trade_name: trade.name,
    scope_kind: '一般',
    scope: '餐饮配送',
    premises: trade.premises,
    operation_form: '个人经营',
    phone: '13805910000',
  },
  authorised: ['household-register', 'id-cards', 'barred-persons', 'market-names', 'premises'],
  materials: [{ id: 'promise-premises', how: 'promised' }],
  ...more,
});
