import { describe, expect, test } from 'vitest';
import { checkLaw, unusedRows } from './check-law.ts';
import { allowedRows, commonLaw, decide, type Facts, lawOf } from './decide.ts';
import { actionNames, type Condition, factNames, type Party, parties, type Row, rowName, workflow } from './workflow.ts';

const everyone = new Set(Object.keys(parties) as Party[]);

const facts = (more: Partial<Facts> = {}): Facts => ({
  state: 'reported',
  round: 1,
  hasLead: false,
  hasMatter: true,
  asked: false,
  openCallCount: 0,
  openClocks: ['accept'],
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
  ...more,
});

const handling = (more: Partial<Facts> = {}) =>
  facts({ state: 'handling', hasLead: true, openClocks: ['contact', 'handle', 'promise'], ...more });
const by = (...list: Party[]) => new Set(list);
const words = { note: 'n', reply: 'reply', reason: 'r' };

/** The common law with one row changed or left out. */
const without = (name: string) => workflow.filter((row) => rowName(row) !== name);
const changed = (name: string, change: Partial<Row>) => workflow.map((row) => (rowName(row) === name ? { ...row, ...change } : row));

describe('the workflow table', () => {
  test('every state is reached, every case can end, no deadline is lost and no circle turns uncounted', () => {
    expect(checkLaw(workflow)).toEqual([]);
  });

  test('every row is used by some life of a case', () => {
    expect(unusedRows(workflow)).toEqual([]);
  });

  test('every row has a name of its own, every action a row, every condition a known fact', () => {
    const names = workflow.map(rowName);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    expect(actionNames.filter((action) => !workflow.some((row) => row.action === action))).toEqual([]);
    const asked = new Set(workflow.flatMap((row) => row.when ?? []).map((condition) => condition.replace('!', '')));
    expect([...asked].filter((name) => !factNames.includes(name as never))).toEqual([]);
  });
});

describe('a district’s variant that breaks the law is found out with its shortest life', () => {
  const broken = (rows: readonly Row[], rule: string) => checkLaw(rows).find((finding) => finding.rule === rule);

  test('a case that can never be finished', () => {
    const finding = broken(
      workflow.filter((row) => row.action !== 'designate'),
      'every case can reach its end',
    );
    // The reporter may always withdraw; what cannot end is not found here, but the state that nobody leaves by duty is.
    expect(finding).toBeUndefined();
    const stuck = workflow.filter((row) => row.action !== 'withdraw' && row.action !== 'designate' && row.action !== 'rate');
    expect(broken(stuck, 'every case can reach its end')).toMatchObject({ at: 'disputed', path: ['accept', 'dispute'] });
  });

  test('a unit that ends the resident’s clock', () => {
    const rows = changed('finish', { ends: ['handle', 'contact', 'rehandle', 'promise'] });
    expect(broken(rows, 'the resident’s clock is not lost')).toMatchObject({
      at: 'reviewing',
      path: ['accept', 'dispatch', 'sign', 'finish'],
    });
    expect(broken(rows, 'the resident’s clock ends only when he has the word, or in a counted new round')).toMatchObject({
      path: ['finish'],
    });
  });

  test('a unit that closes its own case', () => {
    expect(
      broken(
        changed('finish', { to: 'closed', ends: ['all'], starts: ['archive'] }),
        'only the reporter, who asks him, or time closes a case',
      ),
    ).toMatchObject({
      path: ['finish'],
    });
  });

  test('a circle without a counter', () => {
    const rows = changed('grant-return', { counts: undefined });
    expect(broken(rows, 'no circle turns without a counter')?.path).toEqual(expect.arrayContaining(['grant-return', 'dispatch']));
  });

  test('a suspension that never ends, a timer that finds the door shut', () => {
    expect(broken(without('resume:by-platform'), 'what the platform does when a clock ends is open to it')).toMatchObject({
      at: 'suspended',
      path: ['accept', 'dispatch', 'sign', 'request-suspension', 'grant-suspension'],
    });
  });

  test('a guard may only narrow: what only a guarded row leads out of counts as shut', () => {
    const rows = workflow.map((row) => (row.from.includes('suspended') && row.to !== 'same' ? { ...row, guard: 'extensions > 3' } : row));
    expect(broken(rows, 'every case can reach its end')?.at).toBe('suspended');
  });
});

describe('a decision', () => {
  test('names the missing field', () => {
    expect(decide(facts(), 'reject', by('desk'), { reason: 'x' })).toMatchObject({ allowed: false, why: 'field', missing: 'reply' });
  });

  test('tells a wrong state from a wrong person', () => {
    expect(decide(facts(), 'sign', by('lead'), {})).toMatchObject({ allowed: false, why: 'state' });
    expect(decide(facts(), 'accept', by('reporter'), {})).toMatchObject({ allowed: false, why: 'party' });
  });

  test('does not dispatch a case whose matter is unknown, unless it comes with the action', () => {
    const accepted = facts({ state: 'accepted', hasMatter: false });
    expect(decide(accepted, 'dispatch', by('desk'), { unit: 'u' })).toMatchObject({ why: 'condition', missing: 'hasMatter' });
    expect(allowedRows(accepted, everyone).find((row) => row.action === 'dispatch')?.needs).toContain('matter');
    expect(decide({ ...accepted, hasMatter: true }, 'dispatch', by('desk'), { unit: 'u' }).allowed).toBe(true);
  });

  test('does not let a unit finish while called units still work, or while its own request waits', () => {
    expect(decide(handling({ openCallCount: 1 }), 'finish', by('lead'), words)).toMatchObject({ missing: '!openCalls' });
    expect(decide(handling({ request: 'extension' }), 'finish', by('lead'), words)).toMatchObject({ missing: '!requestOpen' });
  });

  test('a unit asks for a return once, a designated unit never, and the third return goes to the arbiter', () => {
    expect(decide(handling({ returnRefused: true }), 'request-return', by('lead'), words)).toMatchObject({ missing: '!returnRefused' });
    expect(decide(handling({ designated: true }), 'request-return', by('lead'), words)).toMatchObject({ missing: '!designated' });
    const asked = { request: 'return' as const };
    expect(decide(handling({ ...asked, returns: 1 }), 'grant-return', by('ruler'), words)).toMatchObject({ allowed: true, to: 'accepted' });
    expect(decide(handling({ ...asked, returns: 2 }), 'grant-return', by('ruler'), words)).toMatchObject({ allowed: true, to: 'disputed' });
  });

  test('an extension is asked for before expiry, twice at most, and the second is for a higher post', () => {
    expect(decide(handling({ late: true }), 'request-extension', by('lead'), words)).toMatchObject({ missing: '!late' });
    expect(decide(handling({ extensions: 2 }), 'request-extension', by('lead'), words)).toMatchObject({ missing: '!twiceExtended' });
    const second = handling({ request: 'extension', extensions: 1 });
    expect(decide(second, 'grant-extension', by('ruler'), words)).toMatchObject({ allowed: false });
    expect(decide(second, 'grant-extension', by('arbiter'), words)).toMatchObject({ allowed: true });
  });

  test('a bad rating opens a rectification, a good one closes', () => {
    const judging = facts({ state: 'judging', hasLead: true, openClocks: ['rate'] });
    expect(decide(judging, 'rate', by('reporter'), { level: 2 })).toMatchObject({ to: 'rectifying', starts: ['rectify'] });
    expect(decide(judging, 'rate', by('reporter'), { level: 3 })).toMatchObject({ to: 'closed' });
    expect(decide(judging, 'rate', by('callback'), { level: 1 })).toMatchObject({ to: 'rectifying' });
    expect(decide({ ...judging, reachable: false }, 'rate', by('callback'), { level: 1 })).toMatchObject({ allowed: false });
  });

  test('nobody is called unreached before three attempts over two days', () => {
    const judging = facts({ state: 'judging', hasLead: true });
    expect(decide(judging, 'close-unreached', by('callback'), {})).toMatchObject({ missing: 'attemptsDone' });
    expect(decide({ ...judging, attemptsDone: true }, 'close-unreached', by('callback'), {})).toMatchObject({ to: 'closed' });
  });

  test('a supervision is only ever raised', () => {
    const watched = handling({ supervised: 'listed' });
    expect(decide(watched, 'supervise', by('overseer'), { supervision: 'daily', note: 'n' })).toMatchObject({ missing: 'raises' });
    expect(decide(watched, 'supervise', by('overseer'), { supervision: 'summons', note: 'n' })).toMatchObject({ allowed: true });
  });

  test('a district’s guard narrows a row and nothing else', () => {
    const sign = workflow.find((row) => row.action === 'sign') as Row;
    const law = lawOf(workflow, new Map([[sign, (known: Facts) => known.round < 2]]));
    const dispatched = facts({ state: 'dispatched', hasLead: true });
    expect(decide(dispatched, 'sign', by('lead'), {}, law).allowed).toBe(true);
    expect(decide({ ...dispatched, round: 2 }, 'sign', by('lead'), {}, law)).toMatchObject({ allowed: false, why: 'condition' });
    expect(decide({ ...dispatched, round: 2 }, 'sign', by('lead'), {}, commonLaw).allowed).toBe(true);
  });

  test('what is offered is what is allowed, whatever the case', () => {
    const given = {
      ...words,
      unit: 'u',
      units: ['u'],
      matter: 'm',
      call: 'c',
      outcome: 'busy',
      supervision: 'summons',
      into: 'n',
      officer: 'o',
      reviewOn: 'd',
      level: 5,
    };
    const requests = [null, 'return', 'extension', 'suspension', 'termination'] as const;
    const states = [...new Set(workflow.flatMap((row) => row.from))];
    for (const state of states)
      for (const request of requests)
        for (const asked of [true, false]) {
          const one = facts({ state, request, asked, hasLead: true, openClocks: ['contact'], call: { state: 'called', contacted: false } });
          for (const row of allowedRows(one, everyone)) {
            const level = row.when?.includes('bad' satisfies Condition) ? 1 : 5;
            expect({ row: rowName(row), ...decide(one, row.action, by(row.by), { ...given, level }) }).toMatchObject({ allowed: true });
          }
        }
  });
});
