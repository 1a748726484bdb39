import { randomBytes } from 'node:crypto';
import { type Context, newId } from '#platform/context.ts';
import { forbidden, unprocessable } from '#platform/refusal.ts';
import { type Activity, activityOf } from '../activities.ts';
import { commitmentOf } from '../line.ts';
import { insertLine } from '../store/ledger.ts';
import type { LedgerTable } from '../tables.ts';

/** The keyed hash under which a person's lines stand; `id` is the person's account or person record. */
export const personMark = ({ house }: Context, id: string): Buffer => house.vault.blindIndex(`person ${id}`);

export type Look = {
  /** The county whose record is opened. */
  region: string;
  /** Whose data it is; null where nobody has an account. */
  personId: string | null;
  /** One of the registered processing activities. */
  purpose: string;
  fields: readonly string[];
  about?: { kind: string; id: string | null; number?: string | undefined };
  /** The unit for which is looked; without it that of the first post. */
  unitId?: string;
  /** The machine looks, at the wish of whoever acts: no person saw it. */
  byMachine?: true;
  /** For whom the actor acts, as the person reads it. */
  onBehalf?: string;
  /** The ground, where it is narrower than that of the activity. */
  basis?: string;
};

function whoLooks({ actor }: Context, { unitId, byMachine }: Look) {
  if (actor.kind === 'guest') throw forbidden('look.nobody', 'Who is not signed in looks at nobody’s data.');
  if (actor.kind === 'platform' || byMachine) return { actor_id: null, actor_name: '', unit_id: unitId ?? '' };
  const unit = unitId ?? (actor.kind === 'officer' ? actor.appointments[0]?.unitId : undefined) ?? '';
  return { actor_id: actor.accountId, actor_name: actor.name, unit_id: unit };
}

function admitted(look: Look): Activity {
  const activity = activityOf(look.purpose);
  if (!activity) throw unprocessable('purpose.unregistered', 'This purpose is not in the registry of processing activities.');
  const beyond = look.fields.filter((field) => !activity.fields.includes(field));
  if (beyond.length > 0) throw unprocessable('purpose.fields_exceeded', 'This purpose does not need these fields.', { fields: beyond });
  return activity;
}

const aboutOf = ({ about }: Look) => ({
  about_kind: about?.kind ?? null,
  about_id: about?.id ?? null,
  about_number: about?.number ?? null,
});

/**
 * Writes the line of a look into the ledger, in the transaction that reads: no line, no data (个人信息保护法 第七条). Gives the id of the line.
 * Refuses with `purpose.unregistered` and `purpose.fields_exceeded`, so that nothing is opened for what nobody registered.
 */
export async function recordLook(ctx: Context, look: Look): Promise<string> {
  const activity = admitted(look);
  const line: LedgerTable = {
    region: look.region,
    id: newId(ctx.now),
    at: ctx.now,
    ...whoLooks(ctx, look),
    purpose: look.purpose,
    basis: look.basis ?? activity.basis,
    person: look.personId === null ? null : personMark(ctx, look.personId),
    ...aboutOf(look),
    fields: [...look.fields],
    on_behalf: look.onBehalf ?? null,
    traits: look.about ? [] : ['no-case'],
    salt: randomBytes(16),
  };
  insertLine(ctx, line, commitmentOf(line));
  return line.id;
}
