import { evaluate, populationSql, type Row, readModel, type Scalar } from '@banyan/decision-tables';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { asContext, asScalar } from '../../../packages/decision-tables/test/back-ends.ts';
import { randomRow, randomTable, textXml } from '../../../packages/decision-tables/test/random-tables.ts';

const runs = Number(process.env.BANYAN_FUZZ_RUNS ?? 60);
const EPOCH = Date.UTC(1970, 0, 1);
const rows: readonly Row[] = fc.sample(randomRow, { numRuns: 60, seed: 5 });

let client: pg.Client;

const dayOf = (days: Scalar | undefined) =>
  typeof days === 'number' ? new Date(EPOCH + days * 86_400_000).toISOString().slice(0, 10) : null;

/** What came out of the database, as the other back ends give it. */
function fromDatabase(value: unknown, kind: string): Scalar {
  if (value === null || typeof value === 'boolean') return value;
  if (kind === 'number') return Number(Number(value).toPrecision(15));
  if (kind === 'date') return Math.round((Date.parse(`${String(value)}T00:00:00Z`) - EPOCH) / 86_400_000);
  return String(value);
}

beforeAll(async () => {
  client = new pg.Client({
    ...inject('engine').connection,
    types: { getTypeParser: () => (text: string) => (text === 't' ? true : text === 'f' ? false : text) },
  });
  await client.connect();
  await client.query('CREATE TEMP TABLE resident (id int, n numeric, m numeric, s text, b boolean, d date)');
  for (const [id, row] of rows.entries())
    await client.query('INSERT INTO resident VALUES ($1, $2, $3, $4, $5, $6)', [id, row.n, row.m, row.s, row.b, dayOf(row.d)]);
});

afterAll(async () => {
  await client.end();
});

/** Residents for whom the database decides otherwise; null when the decision is not written as SQL. */
async function disagreements(xml: string, kind: string): Promise<unknown[] | null> {
  const model = await readModel(xml);
  const sql = populationSql(model, ['结果'], { from: 'resident', keys: ['id'] });
  if (sql === null) return null;
  const answer = await client.query(`${sql} ORDER BY id`);
  return rows.flatMap((row, at) => {
    const wanted = asScalar(evaluate(model, '结果', asContext(row)).value);
    const got = fromDatabase(answer.rows[at]?.结果, kind);
    return Object.is(got, wanted) || got === wanted ? [] : [{ row, wanted, got }];
  });
}

describe('a decision made by the database for every resident', () => {
  it('is the one that is made for each by itself, on random tables', async () => {
    let written = 0;
    await fc.assert(
      fc.asyncProperty(randomTable, async ({ xml, kind }) => {
        const found = await disagreements(xml, kind);
        if (found !== null) written += 1;
        expect(found ?? []).toEqual([]);
      }),
      { numRuns: runs },
    );
    expect(written).toBeGreaterThan(runs / 2);
  });

  it.each([
    ['n * 0.15 + m * 0.35 - 1.2', 'number'],
    ['(n + m) / 3', 'number'],
    ['0.1 + 0.2 = 0.3', 'boolean'],
    ['s = null or not(n > 1)', 'boolean'],
    ['n != m', 'boolean'],
    ['d >= @"2026-02-28"', 'boolean'],
    ['if s = "it\'s" then s else "中"', 'string'],
    ['min(n, m) + floor(n) + ceiling(m)', 'number'],
    ['modulo(n, m)', 'number'],
    ['d', 'date'],
  ])('is the same for %s', async (text, kind) => {
    expect(await disagreements(textXml(text, kind), kind)).toEqual([]);
  });

  it('takes names and texts of a model only as names and texts', async () => {
    const model = await readModel(
      textXml(`if s = "'; DROP TABLE resident; --" then "\\"" else s`, 'string').replaceAll('结果', 'r&quot;; DROP TABLE resident; --'),
    );
    const sql = populationSql(model, ['r"; DROP TABLE resident; --'], { from: 'resident', keys: ['id'] });
    if (sql === null) throw new Error('the decision is not written as SQL');
    await client.query(sql);
    expect((await client.query('SELECT count(*) AS n FROM resident')).rows).toEqual([{ n: '60' }]);
  });
});
