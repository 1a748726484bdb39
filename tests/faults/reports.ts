import { randomUUID } from 'node:crypto';
import { pause } from './ground.ts';
import type { Answer, Server } from './server.ts';

/** Residents who report, and what was promised to them. */

type Reported = { region: string; id: string; number: string; queryCode: string };
export type Promised = { key: string; body: object; reported: Reported };
export type Ledger = {
  /** Reports that were acknowledged with a number. */
  promised: Promised[];
  /** Reports sent and never answered: taken or not, nobody knows. */
  open: { key: string; body: object }[];
  /** Answers that refused. */
  refused: Answer[];
};

export const newLedger = (): Ledger => ({ promised: [], open: [], refused: [] });

const areas = ['350102', '350103', '350104', '350105', '350111', '350112', '350121'];

export const reportOf = (n: number) => ({ content: `第${n}盏路灯不亮，晚上看不见路。`, area: areas[n % areas.length] as string });

/** Sends one report under its key; an acknowledged one is remembered, so is one that found nobody. */
export async function report(server: Server, ledger: Ledger, key: string, body: object) {
  try {
    const answer = await server.post('/api/cases', body, { 'idempotency-key': key });
    if (answer.status === 201) ledger.promised.push({ key, body, reported: answer.body as Reported });
    else ledger.refused.push(answer);
    return answer.status;
  } catch {
    ledger.open.push({ key, body });
    return undefined;
  }
}

/** Lets `clients` report one after another until told to stop, or until the server is gone. */
export function reportOn(server: Server, ledger: Ledger, clients: number, options: { stopAtRefusal?: boolean } = {}) {
  let stopping = false;
  let count = 0;
  const client = async () => {
    while (!stopping) {
      const status = await report(server, ledger, randomUUID(), reportOf(count++));
      if (status === undefined) return;
      if (status !== 201) {
        if (options.stopAtRefusal) return;
        await pause(50);
      }
    }
  };
  const done = Promise.all(Array.from({ length: clients }, client));
  return {
    /** How many were sent. */
    sent: () => count,
    stop: async () => {
      stopping = true;
      await done;
    },
    done,
  };
}

/** Runs `work` over all, some at a time. */
export async function each<T>(all: readonly T[], work: (one: T) => Promise<void>, lanes = 16) {
  const left = [...all];
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let one = left.pop(); one !== undefined; one = left.pop()) await work(one);
    }),
  );
}

/** The promised numbers that the reporter cannot find with number and query code. */
export async function lostOf(server: Server, ledger: Ledger): Promise<string[]> {
  const lost: string[] = [];
  await each(ledger.promised, async ({ reported: { number, queryCode, id } }) => {
    const { status, body } = await server.post('/api/track', { number, code: queryCode });
    if (status !== 200 || body.id !== id || body.timeline[0]?.action !== 'report')
      lost.push(`${number}: ${status} ${JSON.stringify(body).slice(0, 200)}`);
  });
  return lost;
}

/** Sends what was never answered again, under the same keys, until each has its number. */
export async function settle(server: Server, ledger: Ledger) {
  await each(ledger.open.splice(0), async ({ key, body }) => {
    await report(server, ledger, key, body);
  });
}

/** The promised reports that get another number when they are sent again under their key. */
export async function changedOf(server: Server, promised: readonly Promised[]): Promise<string[]> {
  const changed: string[] = [];
  await each(promised, async ({ key, body, reported }) => {
    const again = await server.post('/api/cases', body, { 'idempotency-key': key });
    if (again.status !== 201 || again.body.number !== reported.number || again.body.queryCode !== reported.queryCode)
      changed.push(`${reported.number}: ${again.status} ${again.body.number}`);
  });
  return changed;
}

const whole = `
  select (select count(*) from cases.case_file)::int as cases,
    (select count(distinct (region, number)) from cases.case_file)::int as numbers,
    (select count(*) from cases.case_file c where not exists (select 1 from cases.timeline t where t.region = c.region and t.case_id = c.id and t.step = 1))::int as "withoutLine",
    (select count(*) from cases.case_file c where not exists (select 1 from cases.clock k where k.region = c.region and k.case_id = c.id))::int as "withoutClock",
    (select count(*) from cases.clock k where not exists (select 1 from cases.case_file c where c.region = k.region and c.id = k.case_id))::int as "strayClocks",
    (select count(*) from cases.timeline t where not exists (select 1 from cases.case_file c where c.region = t.region and c.id = t.case_id))::int as "strayLines",
    (select count(*) from platform.first_answer)::int as answers`;

export type Whole = {
  cases: number;
  numbers: number;
  withoutLine: number;
  withoutClock: number;
  strayClocks: number;
  strayLines: number;
  answers: number;
};

/** Whether every case is whole, counted by the owner of the tables, whom no policy hides anything from. */
export const wholeOf = async (query: Server['query']): Promise<Whole> => (await query<Whole>(whole))[0] as Whole;

/** What wholeOf must give when `count` reports were promised and nothing else happened. */
export const soundWhole = (count: number): Whole => ({
  cases: count,
  numbers: count,
  withoutLine: 0,
  withoutClock: 0,
  strayClocks: 0,
  strayLines: 0,
  answers: count,
});

/** The indexes that do not agree with their tables (amcheck, every row looked up); all of them are looked at. */
export async function brokenIndexes(query: Server['query']): Promise<string[]> {
  await query('create extension if not exists amcheck');
  const indexes = await query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_am a on a.oid = c.relam join pg_index i on i.indexrelid = c.oid
     where a.amname = 'btree' and c.relkind = 'i' and c.relpersistence = 'p' and i.indisvalid`,
  );
  const broken: string[] = [];
  for (const { name } of indexes) {
    try {
      await query('select bt_index_check($1::regclass, true)', [name]);
    } catch (error) {
      broken.push(`${name}: ${(error as Error).message}`);
    }
  }
  if (indexes.length < 20) throw new Error(`Only ${indexes.length} indexes were looked at.`);
  return broken;
}
