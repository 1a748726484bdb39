import type { Context } from '#platform/context.ts';
import { phoneOf } from '../../people/index.ts';
import type { NewReport } from '../schema.ts';

/** The phone as it is kept: without the spaces and hyphens that people write. */
export const writtenPhone = (report: Pick<NewReport, 'phone'>): string | undefined => report.phone?.replaceAll(/[ -]/g, '');

const nobody = { reporter_id: null, reporter_name_sealed: null, reporter_phone_sealed: null, reporter_phone_tail: null };

const residentOf = ({ actor }: Context) => (actor.kind === 'resident' ? actor : undefined);

function sealedContact({ house }: Context, name: string | undefined, phone: string | undefined) {
  return {
    reporter_name_sealed: name ? house.vault.seal(name) : null,
    reporter_phone_sealed: phone ? house.vault.seal(phone) : null,
    reporter_phone_tail: phone ? phone.slice(-2) : null,
  };
}

/** Who reports, as the case keeps it: name and phone sealed, and of an anonymous reporter nothing at all. Without a written phone, a resident's own is taken. */
export async function knowReporter(ctx: Context, report: NewReport) {
  const resident = residentOf(ctx);
  const identity = report.identity ?? (resident ? 'named' : 'anonymous');
  const filed_by = ctx.actor.kind === 'officer' ? ctx.actor.accountId : null;
  if (identity === 'anonymous') return { identity, filed_by, ...nobody };
  const phone = writtenPhone(report) ?? (resident && (await phoneOf(ctx, resident.accountId)));
  const contact = sealedContact(ctx, report.name ?? resident?.name, phone);
  return { identity, filed_by, reporter_id: resident ? resident.accountId : null, ...contact };
}
