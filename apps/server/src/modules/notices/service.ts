import { type Context, newId } from '#platform/context.ts';
import { readCursor, writeCursor } from '#platform/paging.ts';
import { badRequest } from '#platform/refusal.ts';
import { type CodeMade, officersOf, phoneOf } from '../people/index.ts';
import type { MessagePage, MessageQuery, Read } from './schema.ts';
import { countUnread, insertMessages, selectMessages, updateRead } from './store.ts';
import { type Data, type DataOf, type Language, type NamesCase, render, renderSms, type TemplateName } from './words.ts';

/** The queue that sends SMS; worked in jobs.ts. */
export const smsQueue = 'notices.sms';

/** What an SMS job carries: an id by which a gateway may know a repeated one, and phone and text sealed, because jobs are kept for days. */
export type SmsJob = { id: string; sealed: string };
export type Sms = { phone: string; text: string };

/** The case that a message is about. */
export type About = { region: string; id: string; number: string };

/** One thing to tell; what the data and the case must be follows from the template. */
export type Notice<Name extends TemplateName = TemplateName> = { template: Name; data: DataOf<Name> } & (NamesCase<Name> extends true
  ? { about: About }
  : { about?: About });

/** A notice of any template. */
type Told = { template: TemplateName; data: Readonly<Record<string, string | Date>>; about?: About };

const stored = (data: Readonly<Record<string, string | Date>>, about?: About): Data => ({
  ...Object.fromEntries(Object.entries(data).map(([field, value]) => [field, value instanceof Date ? value.toISOString() : value])),
  ...(about ? { number: about.number } : {}),
});

function rowFor(ctx: Context, accountId: string, notice: Told) {
  const { template, data, about } = notice;
  return {
    account_id: accountId,
    id: newId(ctx.now),
    template,
    data: JSON.stringify(stored(data, about)),
    case_region: about?.region ?? null,
    case_id: about?.id ?? null,
    case_number: about?.number ?? null,
  };
}

/** Puts a message into a person's box; with `sms` it also goes to his phone, if he has one. Both commit with the fact or not at all. */
export async function tell<Name extends TemplateName>(ctx: Context, notice: Notice<Name> & { accountId: string; sms?: boolean }) {
  await insertMessages(ctx, [rowFor(ctx, notice.accountId, notice)]);
  const phone = notice.sms ? await phoneOf(ctx, notice.accountId) : undefined;
  if (phone) await sendSms(ctx, phone, notice);
}

/** Tells every officer whose post in the unit grants the permission. */
export async function tellUnit<Name extends TemplateName>(ctx: Context, notice: Notice<Name> & { unitId: string; permission: string }) {
  const accounts = await officersOf(ctx, notice.unitId, notice.permission);
  await insertMessages(
    ctx,
    accounts.map((accountId) => rowFor(ctx, accountId, notice)),
  );
}

/** Sends an SMS to a phone in E.164 form, in Chinese, when the unit of work commits; also to people without an account. */
export async function sendSms<Name extends TemplateName>(ctx: Context, phone: string, notice: Notice<Name>) {
  const told: Told = notice;
  const sms: Sms = { phone, text: renderSms(told.template, stored(told.data, told.about)) };
  const job: SmsJob = { id: newId(ctx.now), sealed: ctx.house.vault.seal(JSON.stringify(sms)).toString('base64') };
  await ctx.house.jobs.later(ctx, smsQueue, job);
}

/** When a one-time code is made, it goes to its phone and into no box. */
export const sendCode = (ctx: Context, { phone, code }: CodeMade) => sendSms(ctx, phone, { template: 'code.made', data: { code } });

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function after(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const [id] = readCursor(cursor, 1);
  if (typeof id === 'string' && uuid.test(id)) return id;
  throw badRequest('request.cursor_invalid', 'This cursor is not one that the list gave out. Start from the first page.');
}

/** A page of one's own messages, the newest first, in the reader's language. */
export async function listMessages(ctx: Context, query: MessageQuery, language: Language): Promise<MessagePage> {
  const limit = query.limit ?? 30;
  const rows = await selectMessages(ctx, after(query.cursor), limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    messages: page.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      ...render(row.template, row.data, language),
      region: row.case_region,
      caseId: row.case_id,
      number: row.case_number,
      readAt: row.read_at?.toISOString() ?? null,
    })),
    next: rows.length > limit && last ? writeCursor([last.id]) : null,
    unread: await countUnread(ctx),
  };
}

/** Marks one's own messages as read; ids of others' change nothing. */
export async function markRead(ctx: Context, ids: readonly string[]): Promise<Read> {
  await updateRead(ctx, ids);
  return { unread: await countUnread(ctx) };
}
