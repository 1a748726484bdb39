import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { killNow, pause, until } from './ground.ts';
import { openOutside } from './outside.ts';
import { each, newLedger, report, reportOf } from './reports.ts';
import { cleanUp, prepare, start, stop } from './server.ts';

beforeAll(prepare);
afterAll(cleanUp);

const count = 300;

test(`of ${count} timers that end at once, two processes fire each exactly once, also when one of them is killed meanwhile`, async () => {
  const outside = await openOutside();
  // The process says in its database sessions which it is.
  const common = (name: string) => ({
    directory: outside.directory,
    env: { DATABASE_URL: outside.url, PGOPTIONS: `-c app.process=${name}` },
  });
  const one = await start(common('one'));
  const two = await start({ ...common('two'), env: { ...common('two').env, BANYAN_ROLES: 'jobs' } });
  await outside.query("alter table cases.timeline add column written_by text default current_setting('app.process', true)");

  // Reports that their reporters take back rest until the archive's clock ends.
  const ledger = newLedger();
  await each(
    Array.from({ length: count }, (_, n) => n),
    async (n) => {
      await report(one, ledger, randomUUID(), reportOf(n));
    },
  );
  expect(ledger.promised).toHaveLength(count);
  await each(ledger.promised, async ({ reported: { region, id, queryCode } }) => {
    expect((await one.post(`/api/cases/${region}/${id}/actions/withdraw`, {}, { 'x-query-code': queryCode })).status).toBe(200);
  });

  const isOver = async (ids: string[]) => {
    const [left] = await outside.query<{ count: number }>(
      'select count(*)::int as count from cases.clock where case_id = any ($1::uuid[]) and fire_at is not null',
      [ids],
    );
    return left?.count === 0;
  };
  /** Both processes stand still while the clocks run out, and go on at the same moment. */
  const runOut = async (ids: string[]) => {
    for (const { pid } of [one, two]) process.kill(pid, 'SIGSTOP');
    const { length } = await outside.query(
      "update cases.clock set yellow_at = now(), red_at = now(), due_at = now(), fire_at = now() where kind = 'archive' and case_id = any ($1::uuid[]) returning id",
      [ids],
    );
    expect(length).toBe(ids.length);
    await pause(1200);
    for (const { pid } of [one, two]) process.kill(pid, 'SIGCONT');
  };

  const ids = ledger.promised.map(({ reported }) => reported.id);
  const [early, late] = [ids.slice(0, 200), ids.slice(200)];
  await runOut(early);
  await until('the early clocks had fired', () => isOver(early), 20_000);
  const by = await outside.query<{ name: string; lines: number }>(
    "select written_by as name, count(*)::int as lines from cases.timeline where action = 'archive' group by 1 order by 1",
  );
  expect(by.map(({ name }) => name)).toEqual(['one', 'two']);

  await runOut(late);
  await pause(Math.random() * 100);
  killNow(two.pid);
  await until('the late clocks had fired', () => isOver(late), 20_000);

  const lines = await outside.query<{ lines: number; cases: number }>(
    "select lines, count(*)::int as cases from (select case_id, count(*)::int as lines from cases.timeline where action = 'archive' group by case_id) as each group by lines",
  );
  expect(lines).toEqual([{ lines: 1, cases: count }]);
  expect(await outside.query("select from cases.case_file where state <> 'archived'")).toHaveLength(0);
  expect(await outside.query('select from cases.clock where ended_at is null')).toHaveLength(0);
  await stop(one);
});
