import type { Context } from '#platform/context.ts';
import { givesReply, updateStatusOf } from '../policy.ts';
import { type Fields, listOf } from '../read-body.ts';
import { readPage, readSpan } from '../read-query.ts';
import { type ShownUpdate, selectUpdates } from '../store/read-requests.ts';
import { stepOf } from '../words.ts';
import { writeTime } from '../write-time.ts';
import type { Part } from '../write-xml.ts';
import { type Asked, numbersOf } from './list-requests.ts';
import { publishedCodes, regionOf } from './scene.ts';

function updateOf({ scene, client }: Asked, row: ShownUpdate): Part {
  const own = client !== undefined && row.client_id === client.id;
  return {
    update_id: row.id,
    service_request_id: row.number,
    status: updateStatusOf(row.action, row.state) ?? 'open',
    updated_datetime: writeTime(row.at, scene.zone),
    description: own && givesReply(row.action) && row.reply ? row.reply : stepOf(row.action, scene.language),
    media_url: null,
    external_status_code: row.state,
  };
}

/** What happened to shown requests, in order (FixMyStreet’s update extension): with a key also to the client’s own that are not shown to others. */
export async function listUpdates(ctx: Context, asked: Asked, fields: Fields): Promise<{ updates: Part[]; more: boolean }> {
  const page = readPage(fields);
  const span = readSpan(fields, asked.scene.zone, ctx.now);
  const ids = listOf(fields, 'service_request_id');
  const filter = {
    published: publishedCodes(asked.scene),
    client: asked.client?.id,
    region: regionOf(asked.scene),
    from: span.from,
    to: span.to ?? ctx.now,
    ...(ids.length > 0 ? { numbers: numbersOf(ids) } : {}),
  };
  const rows = await selectUpdates(ctx, filter, page.skip, page.size + 1);
  return { updates: rows.slice(0, page.size).map((row) => updateOf(asked, row)), more: rows.length > page.size };
}
