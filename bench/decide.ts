/** How fast is the law alone: one transition decision by the table, guards included, without the database. Must reach ≥ 1,000,000/s a core. */
import { decide, type Facts } from '../apps/server/src/modules/cases/decide.ts';
import type { Party } from '../apps/server/src/modules/cases/workflow.ts';

const facts: Facts = {
  state: 'handling',
  round: 1,
  hasLead: true,
  hasMatter: true,
  asked: false,
  openCallCount: 0,
  openClocks: ['handle', 'contact'],
  designated: false,
  returnRefused: false,
  request: null,
  returns: 0,
  extensions: 0,
  suspensions: 0,
  consultations: 0,
  joins: 0,
  late: false,
  reachable: true,
  attemptsDone: false,
  supervised: null,
  hasFollowers: false,
  about: { matter: 'M01002', urgency: 'ordinary', nature: 'help', channel: 'app', area: '350102004' },
  call: { state: 'signed', contacted: false },
};
const parties = new Set<Party>(['lead', 'caller', 'involved']);
const input = { note: 'n', reply: 'r', units: ['u'], call: 'c' };
const actions = ['finish', 'call', 'contact', 'note', 'approve', 'sign'] as const;
const turns = 3_000_000;
let allowed = 0;
const run = () => {
  for (let i = 0; i < turns; i++)
    if (decide(facts, actions[i % actions.length] as (typeof actions)[number], parties, input).allowed) allowed += 1;
};
run();
const start = performance.now();
run();
const perSecond = turns / ((performance.now() - start) / 1000);
if (allowed !== turns * 2 * (4 / 6)) throw new Error('The decisions are not those of the table.');
console.log(`decide()                           ${(perSecond / 1e6).toFixed(1)} M/s a core (must ≥ 1.0 M/s)`);
