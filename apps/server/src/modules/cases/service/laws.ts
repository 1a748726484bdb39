import type { Context, House } from '#platform/context.ts';
import { mattersOf } from '../../matters/index.ts';
import { placesOf } from '../../places/index.ts';
import { commonLaw, type Law } from '../decide.ts';
import { changesFor, type LawChange, lawUnder } from '../district-rules.ts';
import { readGuard } from '../guard.ts';
import { lawCache, selectLawChanges } from '../store/law.ts';

type Laws = { changes: readonly LawChange[]; built: Map<string, Law> };

const lawsOf = (house: House): Promise<Laws> =>
  house.cache.get(lawCache, async () => ({ changes: await selectLawChanges(house), built: new Map() }));

/** The law of a case: that of its county on the day on which it was reported. A change of law leaves the cases before it alone. */
export async function lawFor(ctx: Context, { region, reported_at }: { region: string; reported_at: Date }): Promise<Law> {
  const { changes, built } = await lawsOf(ctx.house);
  if (changes.length === 0) return commonLaw;
  const [{ city }, { dayOf }] = await Promise.all([placesOf(ctx.house), mattersOf(ctx.house)]);
  const holding = changesFor(changes, [city.code, region], dayOf(reported_at));
  if (holding.length === 0) return commonLaw;
  const key = holding.map((change) => `${change.area_code} ${change.row_name} ${change.from_on}`).join('|');
  let law = built.get(key);
  if (!law) {
    law = lawUnder(holding, readGuard);
    built.set(key, law);
  }
  return law;
}
