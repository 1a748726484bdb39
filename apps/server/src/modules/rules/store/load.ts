import { sql } from 'kysely';
import { changedText } from '#platform/cached.ts';
import type { Tx } from '#platform/database.ts';
import { type CheckedRule, hashOf } from '../pack/read-rules.ts';
import type { RulesTables } from '../tables.ts';
import { cacheName } from './in-force.ts';

const own = (tx: Tx) => tx.withTables<RulesTables>();

/** A rule that came with the first pack holds for every day before, too. */
const sinceEver = '1900-01-01';

type Last = { number: number; hash: string; origin: string; state: string };

async function writeVersion(tx: Tx, rule: CheckedRule, last: Last | undefined, now: Date, today: string) {
  const hash = hashOf(rule.xml);
  const number = (last?.number ?? 0) + 1;
  // What officials changed at the desk is theirs: a newer pack then only lays its version before them.
  const inForce = last === undefined || last.origin === 'pack';
  const fromOn = inForce ? (last === undefined ? sinceEver : today) : null;
  const state = inForce ? 'published' : 'drafted';
  await sql`insert into rules.rule (id, title) values (${rule.id}, ${rule.title}) on conflict (id) do update set title = excluded.title`.execute(
    tx,
  );
  await own(tx)
    .insertInto('rules.rule_version')
    .values({
      rule_id: rule.id,
      number,
      state,
      origin: 'pack',
      based_on: last?.number ?? null,
      xml: rule.xml,
      hash,
      from_on: fromOn,
      to_on: null,
      author: null,
      author_name: null,
      approver: null,
      approver_name: null,
      made_at: now,
      changed_at: now,
    })
    .execute();
  await own(tx)
    .insertInto('rules.rule_history')
    .values({
      rule_id: rule.id,
      number,
      step: 1,
      at: now,
      action: 'load',
      from_state: null,
      to_state: state,
      actor_kind: 'platform',
      actor_id: null,
      actor_name: null,
      hash,
      note: null,
    })
    .execute();
}

/**
 * Writes the rules of a pack: a new rule as version 1, a changed one as the next version, which decides from today on unless officials changed
 * the rule at the desk; then it waits as a draft. A version with the same content is never written twice.
 */
export async function writeRules(tx: Tx, rules: readonly CheckedRule[], now: Date, today: string) {
  for (const rule of rules) {
    const versions = await own(tx)
      .selectFrom('rules.rule_version')
      .select(['number', 'hash', 'origin', 'state'])
      .where('rule_id', '=', rule.id)
      .orderBy('number', 'desc')
      .execute();
    if (versions.some(({ hash }) => hash === hashOf(rule.xml))) continue;
    const lastInForce = versions.find(({ state }) => state === 'published') ?? versions[0];
    const next = lastInForce && { ...lastInForce, number: versions[0]?.number ?? 0 };
    await writeVersion(tx, rule, next, now, today);
  }
  await sql.raw(changedText(cacheName)).execute(tx);
}
