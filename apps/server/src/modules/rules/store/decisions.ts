import type { Context } from '#platform/context.ts';
import { newId } from '#platform/context.ts';
import { trail } from '#platform/database.ts';
import type { Decided } from '../rule-model.ts';

export type NewDecision = {
  /** County under which the matter is kept. */
  region: string;
  ruleId: string;
  version: number;
  decided: Pick<Decided, 'inputs' | 'outputs'>;
  /** What was decided about, by its id; never a name or a number of a person. */
  about: { kind: string; id: string };
};

/** Keeps a decision in the caller's transaction, so that it can be explained and replayed. Gives its id; the write is waited for at the end. */
export function recordDecision(ctx: Context, { region, ruleId, version, decided, about }: NewDecision): string {
  const id = newId(ctx.now);
  trail(
    ctx.tx,
    `insert into rules.decision (region, id, at, rule_id, number, inputs, outputs, about_kind, about_id)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8, $9)`,
    [region, id, ctx.now, ruleId, version, JSON.stringify(decided.inputs), JSON.stringify(decided.outputs), about.kind, about.id],
  );
  return id;
}
