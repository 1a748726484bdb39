import '../events.ts';
import type { Context } from '#platform/context.ts';
import type { LicenceMoved } from '../events.ts';
import { kindsOf } from '../store/kinds.ts';
import type { LicenceRow } from '../store/licences.ts';

type Moved = Pick<LicenceRow, 'region' | 'id' | 'number' | 'kind' | 'person_id'>;

/** Tells that a licence was issued or moved, with the name its kind has now. */
export async function announceMove(
  ctx: Context,
  row: Moved,
  action: LicenceMoved['action'],
  to: LicenceMoved['to'],
  reason: string | null,
) {
  const kind = (await kindsOf(ctx.house)).get(row.kind);
  await ctx.house.announcements.announce(ctx, 'licence.moved', {
    region: row.region,
    id: row.id,
    number: row.number,
    kind: row.kind,
    name: kind?.name ?? row.kind,
    nameEn: kind?.nameEn ?? row.kind,
    personId: row.person_id,
    action,
    to,
    reason,
  });
}
