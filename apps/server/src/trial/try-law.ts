import { parseLimit } from '@banyan/working-time';
import {
  changesFor,
  type Law,
  type LawChange,
  lawUnder,
  type PastCase,
  pastFacts,
  readGuard,
  rowName,
  runOf,
} from '../modules/cases/index.ts';
import type { CityLaw } from './pack-pair.ts';

const shown = 5;

/** A count with some case numbers to look at. */
type Found = { count: number; examples: string[] };
const add = (into: Map<string, Found>, key: string, number: string) => {
  const found = into.get(key) ?? { count: 0, examples: [] };
  found.count += 1;
  if (found.examples.length < shown && !found.examples.includes(number)) found.examples.push(number);
  into.set(key, found);
};

/** What a change of law would have meant for the cases seen so far. */
export type Trial = {
  cases: number;
  clocks: number;
  /** By kind of clock: whose limit is another one, which would have been late, which would not. */
  moved: Map<string, Found>;
  becomesLate: Map<string, Found>;
  nolongerLate: Map<string, Found>;
  /** By row: steps that were taken and would not be allowed. */
  shut: Map<string, Found>;
  /** By `unit → unit`: who would be proposed in place of whom. */
  routed: Map<string, Found>;
  /** Dispatches that went to the newly proposed unit all the same, and returns that would not have been. */
  agreed: number;
  returnsSaved: Found;
};

export const emptyTrial = (): Trial => ({
  cases: 0,
  clocks: 0,
  moved: new Map(),
  becomesLate: new Map(),
  nolongerLate: new Map(),
  shut: new Map(),
  routed: new Map(),
  agreed: 0,
  returnsSaved: { count: 0, examples: [] },
});

/** The law in force and the one that is tried. */
export type Pair = { old: CityLaw; changed: CityLaw };

/** Puts one past case before the changed law; `at` is the instant at which open clocks are judged. Pure. */
export function tryCase(trial: Trial, pair: Pair, past: PastCase, at: Date): void {
  trial.cases += 1;
  tryClocks(trial, pair, past, at);
  trySteps(trial, pair, past);
  tryRoutes(trial, pair, past);
}

type PastClock = PastCase['clocks'][number];

/** When a clock ends by the limits of a day; without one by the newest, as if they had always held. */
function dueUnder({ matters }: CityLaw, past: PastCase, clock: PastClock, on?: string): Date | null {
  const kind = clock.kind === 'promise' ? 'handle' : clock.kind;
  const { matterCode, urgency } = past;
  const { limit } = matters.limit(past.areaCode, kind, { matterCode, urgency, whistle: clock.whistle, on });
  const pauses = clock.pauses.map(([from, to]) => ({ fromMs: Date.parse(from), toMs: to === null ? null : Date.parse(to) }));
  const standing = { startedAt: new Date(clock.startedAt), limit, extensions: clock.extensions.map(parseLimit), pauses };
  return runOf(matters.calendar, standing, matters.fractions)?.dueAt ?? null;
}

function tryClocks(trial: Trial, { old, changed }: Pair, past: PastCase, at: Date) {
  const on = old.matters.dayOf(new Date(past.reportedAt));
  for (const clock of past.clocks) {
    trial.clocks += 1;
    const [before, after] = [dueUnder(old, past, clock, on), dueUnder(changed, past, clock)];
    if (!before || !after || before.getTime() === after.getTime()) continue;
    add(trial.moved, clock.kind, past.number);
    const ended = clock.endedAt ? new Date(clock.endedAt) : at;
    const wasLate = ended > new Date(clock.dueAt);
    if (!wasLate && ended > after) add(trial.becomesLate, clock.kind, past.number);
    if (wasLate && ended <= after) add(trial.nolongerLate, clock.kind, past.number);
  }
}

const built = new WeakMap<readonly LawChange[], Map<string, Law>>();

/** The law of a county on a day under a list of changes; each is built once. */
function lawIn({ law, places, matters }: CityLaw, past: PastCase): Law {
  const holding = changesFor(law, [places.city.code, past.region], matters.dayOf(new Date(past.reportedAt)));
  const key = holding.map((change) => `${change.area_code} ${change.row_name} ${change.from_on}`).join('|');
  const laws = built.get(law) ?? new Map<string, Law>();
  built.set(law, laws);
  const found = laws.get(key) ?? lawUnder(holding, readGuard);
  laws.set(key, found);
  return found;
}

/** A trial is of the law from its first day on: what will hold is tried on what was. */
const fromTheBeginning = (city: CityLaw): CityLaw => ({ ...city, law: city.law.map((change) => ({ ...change, from_on: '0001-01-01' })) });
const timeless = new WeakMap<CityLaw, CityLaw>();
const tried = (city: CityLaw): CityLaw => {
  const found = timeless.get(city) ?? fromTheBeginning(city);
  timeless.set(city, found);
  return found;
};

function trySteps(trial: Trial, { old, changed }: Pair, past: PastCase) {
  if (old.law.length === 0 && changed.law.length === 0) return;
  const [held, tested] = [lawIn(old, past), lawIn(tried(changed), past)];
  for (const { line, facts } of pastFacts(past)) {
    const open = (law: Law) =>
      law.rows.filter(
        (row) =>
          row.action === line.action &&
          row.from.includes(facts.state) &&
          (row.to === 'same' ? line.to === facts.state : row.to === line.to) &&
          law.guards.get(row)?.(facts) !== false,
      );
    const [before] = open(held);
    if (before && open(tested).length === 0) add(trial.shut, rowName(before), past.number);
  }
}

/** Whom the responsibility list of a city names first for a past case. */
function leadIn({ places, matters }: CityLaw, { areaCode, matterCode }: PastCase): string | undefined {
  const matter = matterCode === null ? undefined : matters.matter(areaCode, matterCode);
  return matter && places.leadUnits(areaCode, matter)[0];
}

const wasSent = ({ action }: PastCase['lines'][number]) => action === 'dispatch' || action === 'designate';

function tryRoutes(trial: Trial, { old, changed }: Pair, past: PastCase) {
  const [before, after] = [leadIn(old, past), leadIn(changed, past)];
  const sent = past.lines.filter(wasSent);
  if (before === after || !before || !after || sent.length === 0) return;
  add(trial.routed, `${old.places.unitName(before)} → ${changed.places.unitName(after)}`, past.number);
  if (sent.some((line) => line.data.unit === after)) trial.agreed += 1;
  if (past.leadUnit === after && sent[0]?.data.unit === before) saveReturns(trial, past);
}

function saveReturns(trial: Trial, past: PastCase) {
  const returned = past.lines.filter((line) => line.action === 'grant-return').length;
  trial.returnsSaved.count += returned;
  if (returned > 0 && trial.returnsSaved.examples.length < shown) trial.returnsSaved.examples.push(past.number);
}
