import { deadline, parseLimit } from '@banyan/working-time';
import { type Context, newId } from '#platform/context.ts';
import { conflict, notFound, notSignedIn } from '#platform/refusal.ts';
import { mattersOf } from '../../matters/index.ts';
import { type Places, placesOf } from '../../places/index.ts';
import { activityOf, fieldWords } from '../activities.ts';
import { maskName } from '../line.ts';
import type { ObjectionView, Page } from '../schema.ts';
import { insertObjection, nameSubject, selectLineOf, selectLinesOf, selectObjectionsOf } from '../store/ledger.ts';
import type { LedgerTable, ObjectionTable } from '../tables.ts';
import { personMark } from './record-look.ts';

/** 个人信息保护法 第五十条 asks for an answer in time and names no days; 15 working days are the house's own. */
const replyLimit = parseLimit('15wd');

/** Who asks, as the ledger knows him; his lines may be read from here on. */
export async function ownMark(ctx: Context): Promise<{ person: Buffer; accountId: string }> {
  if (ctx.actor.kind !== 'resident') throw notSignedIn();
  const person = personMark(ctx, ctx.actor.accountId);
  await nameSubject(ctx, person);
  return { person, accountId: ctx.actor.accountId };
}

/** A look in words: who, for what, which fields. `officer` is written as it stands. */
export function tellLook(line: LedgerTable, places: Places, officer: string) {
  const activity = activityOf(line.purpose);
  const unitName = line.unit_id === '' ? '' : places.unitName(line.unit_id);
  const named = (language: 'zh' | 'en') => line.fields.map((field) => fieldWords[field]?.[language] ?? field);
  const who = `${unitName} ${officer}`.trim() || '平台';
  const zh = `${who}，${activity?.zh ?? line.purpose}，查看了${named('zh').join('、')}`;
  // The name stands beside the sentence on the page: it has no English.
  const unitEn = line.unit_id === '' ? 'The platform' : places.unitName(line.unit_id, 'en');
  const en = `${unitEn} opened your ${named('en').join(', ')} ${activity?.en ?? `(${line.purpose})`}`;
  return {
    region: line.region,
    id: line.id,
    at: line.at.toISOString(),
    officer,
    unitName,
    purpose: line.purpose,
    basis: line.basis,
    fields: line.fields,
    aboutKind: line.about_kind,
    aboutId: line.about_id,
    onBehalf: line.on_behalf,
    sentence: { zh, en },
  };
}

export const viewObjection = (row: ObjectionTable): ObjectionView => ({
  region: row.region,
  id: row.id,
  lineId: row.line_id,
  kind: row.kind,
  words: row.words,
  madeAt: row.made_at.toISOString(),
  dueAt: row.due_at.toISOString(),
  state: row.state,
  reply: row.reply,
});

/** The looks at a resident's own data, the latest first, each with what he asked of it. */
export async function listMyLooks(ctx: Context, { before, limit }: Page) {
  const { person } = await ownMark(ctx);
  const lines = await selectLinesOf(ctx, person, before ?? null, limit);
  const asked = Map.groupBy(await selectObjectionsOf(ctx, person), (row) => row.line_id);
  const places = await placesOf(ctx);
  return {
    looks: lines.map((line) => ({
      ...tellLook(line, places, maskName(line.actor_name)),
      asked: (asked.get(line.id) ?? []).map(viewObjection),
    })),
    next: lines.length < limit ? null : (lines.at(-1)?.id ?? null),
  };
}

/** As other portals ask for it: when, what for, which body. */
export async function findUsage(ctx: Context) {
  const { looks } = await listMyLooks(ctx, { limit: 100 });
  return {
    findUsageResponse: { usage: looks.map(({ at, sentence, unitName }) => ({ logtime: at, action: sentence.zh, receiver: unitName })) },
  };
}

/** Asks why, or objects (个人信息保护法 第四十四条): the unit that looked answers within its limit. A question and an objection to a line stand once each. */
export async function askAboutLook(ctx: Context, key: { region: string; id: string }, input: { kind: 'ask' | 'object'; words: string }) {
  const { person, accountId } = await ownMark(ctx);
  const line = await selectLineOf(ctx, person, key.region, key.id);
  if (!line) throw notFound('look');
  const { calendar } = await mattersOf(ctx);
  const row: ObjectionTable = {
    region: line.region,
    id: newId(ctx.now),
    line_id: line.id,
    person,
    account_id: accountId,
    unit_id: line.unit_id,
    kind: input.kind,
    words: input.words,
    made_at: ctx.now,
    due_at: new Date(deadline(calendar, ctx.now.getTime(), replyLimit)),
    state: 'open',
    reply: null,
    replied_at: null,
    replied_by: null,
  };
  if (!(await insertObjection(ctx, row)))
    throw conflict('look.asked_already', 'You asked this of the look before; the answer comes there.');
  return viewObjection(row);
}
