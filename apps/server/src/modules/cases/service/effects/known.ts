import { unprocessable } from '#platform/refusal.ts';
import type { ReasonList } from '../../../matters/index.ts';
import type { Change } from '../../store/write.ts';
import type { Scene, Step } from './effect.ts';

/** Checks what came with an action against the pack's lists; a stranger is refused with what is allowed. */

export function knownMatter({ matters }: Scene, { held, input }: Step): Change {
  if (input.matter === undefined) return {};
  const matter = matters.matter(held.file.area_code, input.matter);
  if (!matter) throw unprocessable('matter.unknown', `The responsibility list has no matter ${input.matter}.`, { allowed: '/api/matters' });
  return { matter_code: matter.code, urgency: matter.urgency };
}

/** A desk may find the place more exactly, but a case stays in the county where it was filed. */
export function finerArea({ places }: Scene, { held, input }: Step): Change {
  if (input.area === undefined) return {};
  const area = places.area(input.area);
  if (!area) throw unprocessable('area.unknown', `There is no area ${input.area}.`, { allowed: '/api/areas' });
  if ((area.region ?? area.code) !== held.file.region)
    throw unprocessable(
      'area.other_county',
      'A case stays in the county where it was filed; dispatch it to a unit of the other county instead.',
      { allowed: held.file.region },
    );
  return { area_code: area.code, street_code: area.street ?? null, area_approximate: false };
}

/** A unit of the city that may work on this case: never the one complained of (济南市12345市民服务热线条例 第三十二条). */
export function knownUnit({ places }: Scene, { held }: Step, id: string): string {
  if (!places.unit(id)) throw unprocessable('unit.unknown', `There is no unit ${id}.`, { allowed: '/api/units' });
  if (id === held.file.accused_unit)
    throw unprocessable('unit.accused', 'The case complains of this unit; another one must handle it.', { unit: id });
  return id;
}

export function knownReason({ matters }: Scene, list: ReasonList, codes: readonly string[]) {
  const allowed = matters.reasons(list).map((reason) => reason.code);
  const stranger = codes.find((code) => !allowed.includes(code));
  if (stranger !== undefined) throw unprocessable('reason.unknown', `"${stranger}" is not a reason on the list "${list}".`, { allowed });
}
