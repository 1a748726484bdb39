import type { Context } from '#platform/context.ts';
import { newId } from '#platform/context.ts';
import { trail } from '#platform/database.ts';

export type RegisterLooks = {
  region: string;
  personId: string;
  /** The application it was for, or what else it was for. */
  about: string;
  looks: readonly { source: string; fields: readonly string[]; basis: string; purpose: string }[];
};

const actorOf = ({ actor }: Context) => (actor.kind === 'resident' || actor.kind === 'officer' ? actor.accountId : null);

/** One line a register, in one statement. */
export function insertLooks(ctx: Context, { region, personId, about, looks }: RegisterLooks) {
  trail(
    ctx.tx,
    `insert into services.look (region, id, at, person_id, about, source, fields, basis, purpose, actor_kind, actor_id)
     select $1, $2::uuid, $3, $4::uuid, $5, l.source, array(select jsonb_array_elements_text(l.fields)), l.basis, l.purpose, $7, $8::uuid
     from jsonb_to_recordset($6::jsonb) as l(source text, fields jsonb, basis text, purpose text)`,
    [region, newId(ctx.now), ctx.now, personId, about, JSON.stringify(looks), ctx.actor.kind, actorOf(ctx)],
  );
}
