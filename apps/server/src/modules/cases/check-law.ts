import {
  type ActionName,
  type ClockKind,
  type Condition,
  clockNeeds,
  endedStates,
  type FactName,
  finalStates,
  type Party,
  type RequestKind,
  type Row,
  requestKinds,
  rowName,
  type State,
  startedOnce,
  states,
  whenDue,
} from './workflow.ts';

/** What is wrong with a workflow, and the shortest life of a case that shows it. */
export type Finding = { rule: string; path: readonly string[]; at: string };

/**
 * A case reduced to what decides where it may go. Facts that are not kept (counts, lateness, who is reachable …) may be either: a row that asks
 * for one of them can happen, but is not relied on as a way out.
 */
type Small = {
  state: State;
  lead: boolean;
  asked: boolean;
  extended: boolean;
  call: 'none' | 'called' | 'signed' | 'reported-in';
  contacted: boolean;
  request: RequestKind | null;
  clocks: readonly ClockKind[];
  paused: boolean;
};

type Known = boolean | 'either';

const requested: Partial<Record<FactName, RequestKind>> = {
  returnAsked: 'return',
  extensionAsked: 'extension',
  suspensionAsked: 'suspension',
  terminationAsked: 'termination',
};

const known: Partial<Record<FactName, (small: Small) => boolean>> = {
  hasLead: ({ lead }) => lead,
  hasMatter: () => true,
  asked: ({ asked }) => asked,
  extended: ({ extended }) => extended,
  openCalls: ({ call }) => call !== 'none',
  openContact: ({ clocks }) => clocks.includes('contact'),
  callCalled: ({ call }) => call === 'called',
  callOpen: ({ call }) => call === 'called' || call === 'signed',
  callReportedIn: ({ call }) => call === 'reported-in',
  openCallContact: ({ call, contacted }) => call !== 'none' && !contacted,
  requestOpen: ({ request }) => request !== null,
  supervised: ({ clocks }) => clocks.includes('supervision'),
};

function holds(condition: Condition, small: Small): Known {
  const negated = condition.startsWith('!');
  const name = (negated ? condition.slice(1) : condition) as FactName;
  const kind = requested[name];
  const value = kind ? small.request === kind : (known[name]?.(small) ?? 'either');
  return value === 'either' ? value : value !== negated;
}

/** Whether a row can surely, perhaps or not happen. A guard of a district may always say no. */
function mayHappen(row: Row, small: Small): Known {
  if (!row.from.includes(small.state)) return false;
  if (row.needs?.includes('call') && small.call === 'none') return false;
  let result: Known = row.guard === undefined ? true : 'either';
  for (const condition of row.when ?? []) {
    const held = holds(condition, small);
    if (held === false) return false;
    if (held === 'either') result = 'either';
  }
  return result;
}

const callClocks: readonly ClockKind[] = ['call-sign', 'call-contact', 'on-site', 'call-handle'];
const callAfter: Partial<Record<ActionName, Small['call']>> = {
  call: 'called',
  'sign-call': 'signed',
  'report-in': 'reported-in',
  'finish-call': 'none',
  'withdraw-call': 'none',
};

function clocksAfter(row: Row, small: Small): ClockKind[] {
  const ends = row.ends ?? [];
  const stays = (kind: ClockKind) => !ends.includes('all') && !ends.includes(kind) && !(ends.includes('call') && callClocks.includes(kind));
  const kept = small.clocks.filter(stays);
  const withCalls = row.action === 'dispatch' || row.action === 'designate' ? [] : (row.starts ?? []);
  const starts = (withCalls.length > 0 ? withCalls : (row.starts ?? []).filter((kind) => !callClocks.includes(kind))).filter(
    (kind) => !(startedOnce.has(kind) && kept.includes(kind)) && clockNeeds[kind] === undefined,
  );
  return [...new Set([...kept, ...starts])].sort();
}

const requestAfter = (row: Row, { request }: Small): RequestKind | null => {
  const asks = requestKinds.find((kind) => row.action === `request-${kind}`);
  if (asks) return asks;
  return row.action.startsWith('grant-') || row.action.startsWith('refuse-') ? null : request;
};

const newRound: readonly ActionName[] = ['refuse', 'reopen'];
const leads: readonly ActionName[] = ['dispatch', 'designate', 'follow'];
const meetings: readonly ActionName[] = ['contact-caller', 'report-in'];

/** What is kept of a case, as each row leaves it. */
const after: { [K in keyof Small]: (small: Small, row: Row) => Small[K] } = {
  state: ({ state }, { to }) => (to === 'same' ? state : to),
  lead: ({ lead }, { action }) => action !== 'grant-return' && (lead || leads.includes(action)),
  asked: ({ asked }, { action }) => action === 'ask' || (asked && !newRound.includes(action)),
  extended: ({ extended }, { action }) => extended || action === 'grant-extension',
  call: ({ call }, { action }) => callAfter[action] ?? call,
  contacted: ({ contacted }, { action }) => action !== 'call' && (contacted || meetings.includes(action)),
  request: (small, row) => requestAfter(row, small),
  clocks: (small, row) => clocksAfter(row, small),
  paused: ({ paused }, { pauses, resumes }) => pauses !== undefined || (paused && resumes === undefined),
};

const step = (small: Small, row: Row): Small => ({
  state: after.state(small, row),
  lead: after.lead(small, row),
  asked: after.asked(small, row),
  extended: after.extended(small, row),
  call: after.call(small, row),
  contacted: after.contacted(small, row),
  request: after.request(small, row),
  clocks: after.clocks(small, row),
  paused: after.paused(small, row),
});

const keyOf = (small: Small) =>
  `${small.state}|${small.lead ? 1 : 0}${small.asked ? 1 : 0}${small.extended ? 1 : 0}${small.contacted ? 1 : 0}${small.paused ? 1 : 0}|${small.call}|${small.request}|${small.clocks.join()}`;

type Life = { small: Small; from: string | null; by: Row | null; next: { row: Row; key: string; surely: boolean }[] };

const start: Small = {
  state: 'reported',
  lead: false,
  asked: false,
  extended: false,
  call: 'none',
  contacted: false,
  request: null,
  clocks: ['accept'],
  paused: false,
};

/** Every life that a case can lead, walked breadth first, so that the first way to each is the shortest. */
function walk(rows: readonly Row[]): Map<string, Life> {
  const lives = new Map<string, Life>([[keyOf(start), { small: start, from: null, by: null, next: [] }]]);
  const queue = [keyOf(start)];
  for (let key = queue.shift(); key !== undefined; key = queue.shift()) {
    const life = lives.get(key) as Life;
    for (const row of rows) {
      if (row.action === 'call' && life.small.call !== 'none') continue;
      const may = mayHappen(row, life.small);
      if (may === false) continue;
      const small = step(life.small, row);
      const to = keyOf(small);
      life.next.push({ row, key: to, surely: may === true });
      if (lives.has(to)) continue;
      lives.set(to, { small, from: key, by: row, next: [] });
      queue.push(to);
    }
  }
  return lives;
}

function pathTo(lives: ReadonlyMap<string, Life>, key: string): string[] {
  const path: string[] = [];
  for (let at = lives.get(key); at?.by; at = at.from === null ? undefined : lives.get(at.from)) path.unshift(rowName(at.by));
  return path;
}

/** The lives from which the end is reached by steps that are surely open, walked backwards from the end. */
function leadingOut(lives: ReadonlyMap<string, Life>): Set<string> {
  const before = new Map<string, string[]>();
  for (const [key, life] of lives)
    for (const { key: to, surely } of life.next) if (surely && to !== key) before.set(to, [...(before.get(to) ?? []), key]);
  const out = new Set([...lives].filter(([, { small }]) => finalStates.includes(small.state)).map(([key]) => key));
  const queue = [...out];
  for (let key = queue.pop(); key !== undefined; key = queue.pop())
    for (const from of before.get(key) ?? [])
      if (!out.has(from)) {
        out.add(from);
        queue.push(from);
      }
  return out;
}

/** The reporter waits for somebody in these states, and his clock must run or stand by leave. */
const promising: readonly State[] = ['dispatched', 'disputed', 'handling', 'suspended', 'reviewing', 'joined'];
const isDeaf = (kind: ClockKind, { next, small }: Life): boolean => {
  const action = whenDue[kind];
  if (!action || (small.paused && kind !== 'suspension') || (action === 'ask' && small.asked)) return false;
  return !next.some(({ row, surely }) => surely && row.action === action && row.by === 'platform');
};

type Rule = { rule: string; broken: (life: Life, key: string, out: ReadonlySet<string>) => boolean };

const rules: readonly Rule[] = [
  { rule: 'every case can reach its end', broken: (_life, key, out) => !out.has(key) },
  { rule: 'no case waits without a running clock', broken: ({ small }) => !finalStates.includes(small.state) && small.clocks.length === 0 },
  { rule: 'an archived case has no running clock', broken: ({ small }) => finalStates.includes(small.state) && small.clocks.length > 0 },
  { rule: 'the resident’s clock is not lost', broken: ({ small }) => promising.includes(small.state) && !small.clocks.includes('promise') },
  {
    rule: 'a clock stands still only while the case is suspended',
    broken: ({ small }) => small.paused !== (small.state === 'suspended') && !endedStates.includes(small.state),
  },
  {
    rule: 'what the platform does when a clock ends is open to it',
    broken: (life) => life.small.clocks.some((kind) => isDeaf(kind, life)),
  },
];

const closers: readonly Party[] = ['reporter', 'callback', 'platform'];
const lastWord: readonly State[] = ['judging', 'rectifying', ...endedStates];

/** What a single row may never do. */
const rowRules: readonly { rule: string; broken: (row: Row) => boolean }[] = [
  { rule: 'only the reporter, who asks him, or time closes a case', broken: (row) => row.to === 'closed' && !closers.includes(row.by) },
  {
    rule: 'the resident’s clock ends only when he has the word, or in a counted new round',
    broken: ({ ends = [], to, starts = [], counts }) =>
      (ends.includes('promise') || ends.includes('all')) &&
      to !== 'same' &&
      !lastWord.includes(to) &&
      !(starts.includes('promise') && counts === 'round'),
  },
  { rule: 'every row cites its rule', broken: (row) => row.basis.length < 8 },
];

/** The shortest circle of states in which nothing is counted, as row names; none when every circle passes a counter. */
function uncountedCircle(rows: readonly Row[]): string[] | undefined {
  const edges = rows.flatMap((row) =>
    row.to === 'same' || row.counts ? [] : row.from.map((from) => ({ from, to: row.to as State, row })),
  );
  let shortest: string[] | undefined;
  for (const first of edges) {
    const queue: { state: State; path: Row[] }[] = [{ state: first.to, path: [first.row] }];
    const seen = new Set<State>([first.to]);
    for (let at = queue.shift(); at; at = queue.shift()) {
      if (at.state === first.from) {
        if (!shortest || at.path.length < shortest.length) shortest = at.path.map(rowName);
        break;
      }
      for (const edge of edges)
        if (edge.from === at.state && !seen.has(edge.to)) {
          seen.add(edge.to);
          queue.push({ state: edge.to, path: [...at.path, edge.row] });
        }
    }
  }
  return shortest;
}

/**
 * Checks a workflow before it is used: every state reached, every case able to end, no deadline lost, no circle uncounted. Pure; gives at most one
 * finding a rule, each with the shortest life that breaks it. An empty list is a law that may be published.
 */
export function checkLaw(rows: readonly Row[]): Finding[] {
  const findings: Finding[] = [];
  const lives = walk(rows);
  const out = leadingOut(lives);
  for (const { rule, broken } of rules)
    for (const [key, life] of lives)
      if (broken(life, key, out)) {
        findings.push({ rule, path: pathTo(lives, key), at: life.small.state });
        break;
      }
  for (const { rule, broken } of rowRules) {
    const row = rows.find(broken);
    if (row) findings.push({ rule, path: [rowName(row)], at: row.from[0] ?? '' });
  }
  const circle = uncountedCircle(rows);
  if (circle) findings.push({ rule: 'no circle turns without a counter', path: circle, at: '' });
  const reached = new Set([...lives.values()].map(({ small }) => small.state));
  for (const state of states) if (!reached.has(state)) findings.push({ rule: 'every state can be reached', path: [], at: state });
  return findings;
}

/** Rows that no life of a case ever uses; in the common law there is none. */
export function unusedRows(rows: readonly Row[]): string[] {
  const used = new Set<Row>();
  for (const { next } of walk(rows).values()) for (const { row } of next) used.add(row);
  return rows.filter((row) => !used.has(row)).map(rowName);
}

/** How many lives the check walks; for the report. */
export const countLives = (rows: readonly Row[]): number => walk(rows).size;
