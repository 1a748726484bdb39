import { describe, expect, test } from 'vitest';
import { allowedRows, decide, type Facts } from './decide.ts';
import { type ClockKind, finalStates, type Party, parties, type Row, type State, states, whenDue, workflow } from './workflow.ts';

/** A case reduced to what the table asks of it, with at most one call; small enough to walk every life it can lead. */
type Small = {
  state: State;
  round: number;
  lead: boolean;
  asked: boolean;
  call: 'none' | 'called' | 'signed' | 'reported-in' | 'finished' | 'withdrawn';
  contacted: boolean;
  clocks: ClockKind[];
};

const everyone = new Set(Object.keys(parties) as Party[]);
const everything = { note: 'n', reason: 'r', reply: 'r', unit: 'u', units: ['u'], matter: 'm', call: 'c', level: 5 };
const callClocks: ClockKind[] = ['call-sign', 'call-contact', 'on-site', 'call-handle'];

const factsOf = (small: Small): Facts => ({
  state: small.state,
  round: small.round,
  hasLead: small.lead,
  hasMatter: true,
  asked: small.asked,
  openCallCount: ['called', 'signed', 'reported-in'].includes(small.call) ? 1 : 0,
  openClocks: small.clocks,
  ...(small.call === 'none' ? {} : { call: { state: small.call, contacted: small.contacted } }),
});

function endedBy(row: Row, clocks: ClockKind[]): ClockKind[] {
  if (row.ends?.includes('all')) return [];
  return clocks.filter((kind) => !(row.ends?.includes(kind) || (row.ends?.includes('call') && callClocks.includes(kind))));
}

const callAfter: Partial<Record<Row['action'], Small['call']>> = {
  call: 'called',
  'sign-call': 'signed',
  'report-in': 'reported-in',
  'finish-call': 'finished',
  'withdraw-call': 'withdrawn',
};

function askedAfter(small: Small, { action }: Row): boolean {
  if (action === 'ask') return true;
  return action === 'refuse' || action === 'reopen' ? false : small.asked;
}

function contactedAfter(small: Small, { action }: Row): boolean {
  if (action === 'call') return false;
  return small.contacted || action === 'contact-caller' || action === 'report-in';
}

function step(small: Small, row: Row): Small {
  const clocks = [...new Set([...endedBy(row, small.clocks), ...(row.starts ?? [])])].sort();
  return {
    state: row.to === 'same' ? small.state : row.to,
    round: Math.min(small.round + (row.round ? 1 : 0), 2),
    lead: small.lead || row.action === 'dispatch',
    asked: askedAfter(small, row),
    call: callAfter[row.action] ?? small.call,
    contacted: contactedAfter(small, row),
    clocks,
  };
}

const nextOf = (small: Small): { row: Row; to: Small }[] =>
  workflow
    .filter((row) => (row.action === 'call' ? ['none', 'finished', 'withdrawn'].includes(small.call) : true))
    .flatMap((row) => {
      const decision = decide(factsOf(small), row.action, new Set([row.by]), everything);
      return decision.allowed && decision.row === row ? [{ row, to: step(small, row) }] : [];
    });

const start: Small = { state: 'reported', round: 1, lead: false, asked: false, call: 'none', contacted: false, clocks: ['accept'] };

function allLives(): Map<string, Small> {
  const seen = new Map<string, Small>([[JSON.stringify(start), start]]);
  const queue = [start];
  for (let small = queue.shift(); small; small = queue.shift())
    for (const { to } of nextOf(small)) {
      const key = JSON.stringify(to);
      if (!seen.has(key)) {
        seen.set(key, to);
        queue.push(to);
      }
    }
  return seen;
}

const lives = [...allLives().values()];

describe('the workflow table', () => {
  test('every state is reached by some life of a case', () => {
    expect(new Set(lives.map((small) => small.state))).toEqual(new Set(states));
  });

  test('every row is used by some life of a case', () => {
    const used = new Set(lives.flatMap((small) => nextOf(small).map(({ row }) => row)));
    expect(workflow.filter((row) => !used.has(row))).toEqual([]);
  });

  test('every case that is not archived has a way out', () => {
    const stuck = lives.filter((small) => !finalStates.includes(small.state) && !nextOf(small).some(({ to }) => to.state !== small.state));
    expect(stuck).toEqual([]);
  });

  test('no case waits without a running clock', () => {
    expect(lives.filter((small) => !finalStates.includes(small.state) && small.clocks.length === 0)).toEqual([]);
  });

  test('an archived case has no running clock', () => {
    expect(lives.filter((small) => small.state === 'archived' && small.clocks.length > 0)).toEqual([]);
  });

  test('no case turns in a circle without the round being counted', () => {
    const edges = new Map<State, Set<State>>();
    for (const row of workflow)
      if (row.to !== 'same' && !row.round) for (const from of row.from) edges.set(from, (edges.get(from) ?? new Set()).add(row.to));
    const circles: State[] = [];
    const walk = (state: State, path: State[]) => {
      if (path.includes(state)) circles.push(state);
      else for (const next of edges.get(state) ?? []) walk(next, [...path, state]);
    };
    for (const state of states) walk(state, []);
    expect(circles).toEqual([]);
  });

  test('the handling unit cannot end the case by itself', () => {
    const ending = workflow.filter((row) => row.to === 'closed').map((row) => row.by);
    expect(new Set(ending)).toEqual(new Set(['reporter', 'platform']));
  });

  test('what the platform does when a clock ends is open to it whenever that clock runs', () => {
    const deaf = lives.flatMap((small) =>
      small.clocks.flatMap((kind) => {
        const action = whenDue[kind];
        if (!action || decide(factsOf(small), action, new Set<Party>(['platform']), {}).allowed) return [];
        return [`${kind} in ${small.state}`];
      }),
    );
    expect([...new Set(deaf)]).toEqual([]);
  });

  test('every row cites its rule', () => {
    expect(workflow.filter((row) => row.basis.length < 8)).toEqual([]);
  });
});

describe('a decision', () => {
  const facts = factsOf(start);

  test('names the missing field', () => {
    expect(decide(facts, 'reject', new Set<Party>(['desk']), { reason: 'x' })).toMatchObject({
      allowed: false,
      why: 'field',
      missing: 'reply',
    });
  });

  test('tells a wrong state from a wrong person', () => {
    expect(decide(facts, 'sign', new Set<Party>(['lead']), {})).toMatchObject({ allowed: false, why: 'state' });
    expect(decide(facts, 'accept', new Set<Party>(['reporter']), {})).toMatchObject({ allowed: false, why: 'party' });
  });

  test('does not dispatch a case whose matter is unknown', () => {
    const accepted = { ...facts, hasMatter: false, state: 'accepted' as const };
    expect(decide(accepted, 'dispatch', new Set<Party>(['desk']), { unit: 'u' })).toMatchObject({ why: 'condition', missing: 'hasMatter' });
  });

  test('does not let a unit finish while called units still work', () => {
    const handling = { ...facts, state: 'handling' as const, hasLead: true, openCallCount: 1 };
    expect(decide(handling, 'finish', new Set<Party>(['lead']), { reply: 'r', note: 'n' })).toMatchObject({
      why: 'condition',
      missing: '!openCalls',
    });
  });

  test('what is offered is what is allowed', () => {
    for (const small of lives)
      for (const row of allowedRows(factsOf(small), everyone))
        expect(decide(factsOf(small), row.action, everyone, everything).allowed).toBe(true);
  });

  test('a case accepted without a matter may still be dispatched, when the matter comes with it', () => {
    const accepted = { ...facts, hasMatter: false, state: 'accepted' as const };
    const dispatch = allowedRows(accepted, everyone).find((row) => row.action === 'dispatch');
    expect(dispatch?.needs).toContain('matter');
    expect(decide({ ...accepted, hasMatter: true }, 'dispatch', everyone, everything).allowed).toBe(true);
  });
});
