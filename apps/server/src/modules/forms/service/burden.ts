import type { Context } from '#platform/context.ts';
import { forbidden, unprocessable } from '#platform/refusal.ts';
import type { Places } from '../../places/index.ts';
import { addBurden, type Burden, burdenOf, burdensOf, type Filled, isAsked, type MeteredForm, noBurden, usualMinutes } from '../meter.ts';
import { addMonths, lastDayOf, monthOf, periodsIn } from '../period.ts';
import { areasBy, burdenReaders } from '../policy.ts';
import type { BurdenForms, BurdenList, BurdenTotals } from '../schema-burden.ts';
import { type FormRow, selectFormsBetween } from '../store/forms.ts';
import { selectBurdenSums, selectBurdens, selectSentSums } from '../store/values.ts';
import { ceilingOf, meteredOf } from './check-form.ts';
import { countAsked, type Known, knownOf, nameOfArea, officesOf } from './known.ts';

/** Months of the trend, the asked one included. */
const trendMonths = 12;

type Sums = { filled: number; minutes: number };
const nothing: Sums = { filled: 0, minutes: 0 };

function areaOf({ places }: Known, asked: string | undefined) {
  const area = places.area(asked ?? places.city.code);
  if (!area) throw unprocessable('area.unknown', `There is no area ${asked}.`, { allowed: '/api/areas' });
  return area;
}

const isCity = (places: Places, code: string) => code === places.city.code;
const ceilings = ({ dictionary: { limits } }: Known) => ({ forms: limits['month-forms'], minutes: limits['month-minutes'] });

type Read = { rows: readonly FormRow[]; forms: readonly MeteredForm[]; usual: (form: MeteredForm) => number };

async function readForms(ctx: Context, from: string, until: string): Promise<Read> {
  const rows = await selectFormsBetween(ctx, `${from}-01`, lastDayOf(until));
  const sent = await selectSentSums(
    ctx,
    rows.map(({ id }) => id),
  );
  return { rows, forms: rows.map(meteredOf), usual: (form) => usualMinutes(form, sent.get(form.id) ?? nothing) };
}

/** A form's month on some offices. */
const monthOfForm = (known: Known, read: Read, form: MeteredForm, offices: number, month: string, sent: Sums): Burden =>
  burdenOf(periodsIn(form, month, known.isWorkday), offices, sent, read.usual(form));

const sumOf = (burdens: readonly Burden[]) => burdens.reduce(addBurden, noBurden);
const weightOf = ({ minutes, expected }: Burden) => minutes + expected;

function byUnit(known: Known, forms: readonly { form: MeteredForm; burden: Burden }[]): BurdenTotals['units'] {
  const units = Map.groupBy(
    forms.filter(({ burden }) => burden.asked > 0),
    ({ form }) => form.unitId,
  );
  return [...units]
    .map(([unit, of]) => ({
      unit,
      name: known.places.unitName(unit),
      nameEn: known.places.unitName(unit, 'en'),
      forms: of.length,
      ...sumOf(of.map(({ burden }) => burden)),
    }))
    .sort((a, b) => weightOf(b) - weightOf(a) || (a.unit < b.unit ? -1 : 1));
}

/**
 * The month of the city or of a county: what was asked of its streets and communities, by which unit, against the ceiling, and the twelve months up to it.
 * For everybody; refuses an area smaller than a county (`burden.area_too_small`).
 */
export async function showBurden(ctx: Context, query: { area?: string; month?: string }): Promise<BurdenTotals> {
  const known = await knownOf(ctx);
  const { places } = known;
  const area = areaOf(known, query.area);
  if (area.level !== 'city' && area.level !== 'county')
    throw unprocessable('burden.area_too_small', 'Totals go down to counties; ask for the county.', { allowed: area.region });
  const month = query.month ?? monthOf(known.today);
  const first = addMonths(month, 1 - trendMonths);
  const read = await readForms(ctx, first, month);
  const regions = isCity(places, area.code) ? undefined : [area.code];
  const sums = new Map(
    (await selectBurdenSums(ctx, regions, { from: first, until: month })).map((one) => [`${one.month} ${one.form_id}`, one]),
  );
  const offices = officesOf(places, area.code);
  const counted = read.forms.map((form) => ({ form, asked: countAsked(places, form, area.code) }));
  const at = (of: string) =>
    counted.map(({ form, asked }) => ({
      form,
      burden: monthOfForm(known, read, form, asked, of, sums.get(`${of} ${form.id}`) ?? nothing),
    }));
  const now = at(month);
  const communities = offices.filter(({ level }) => level === 'community');
  const each = burdensOf(
    communities,
    read.forms,
    [],
    { month, isWorkday: known.isWorkday, usual: read.usual },
    ceilingOf(known.dictionary.limits),
  );
  return {
    month,
    area: area.code,
    name: area.name,
    nameEn: area.nameEn,
    offices: { street: offices.length - communities.length, community: communities.length },
    formsInForce: now.filter(({ burden }) => burden.asked > 0).length,
    ...sumOf(now.map(({ burden }) => burden)),
    units: byUnit(known, now),
    trend: Array.from({ length: trendMonths }, (_, place) => {
      const of = addMonths(first, place);
      const { asked, filled, minutes } = sumOf((of === month ? now : at(of)).map(({ burden }) => burden));
      return { month: of, asked, filled, minutes };
    }),
    ceilings: ceilings(known),
    mostAsked: each.reduce((most, { burden }) => Math.max(most, burden.asked), 0),
    overForms: each.filter(({ passed }) => passed.includes('forms')).length,
  };
}

/** The areas of the actor's posts, narrowed to the one he asks for; what he may not see is refused. */
function areasFor(ctx: Context, known: Known, asked: string | undefined): string[] {
  const { places } = known;
  const mine = areasBy(ctx.actor, burdenReaders, places.city.code);
  const covers = (outer: string, inner: string) => isCity(places, outer) || inner.startsWith(outer);
  if (asked === undefined && mine.length > 0) return mine.filter((one) => !mine.some((other) => other !== one && covers(other, one)));
  const area = areaOf(known, asked);
  const inside = mine.some((one) => covers(one, area.code)) ? [area.code] : mine.filter((one) => covers(area.code, one));
  if (inside.length === 0) throw forbidden('burden.area_not_yours', 'Your posts do not show the burden of this area.', { allowed: mine });
  return inside;
}

const regionsOf = (places: Places, areas: readonly string[]) =>
  areas.some((one) => isCity(places, one))
    ? places.below(places.city.code).map(({ code }) => code)
    : [...new Set(areas.map((one) => one.slice(0, 6)))];

/** The month of single communities or streets, the heaviest first, with the ceilings they pass. */
export async function listBurdens(
  ctx: Context,
  query: { area?: string; month?: string; level?: 'street' | 'community'; limit?: number },
): Promise<BurdenList> {
  const known = await knownOf(ctx);
  const { places } = known;
  const areas = areasFor(ctx, known, query.area);
  const level = query.level ?? 'community';
  const month = query.month ?? monthOf(known.today);
  const read = await readForms(ctx, month, month);
  const offices = areas.flatMap((one) => officesOf(places, one)).filter((one) => one.level === level);
  const filled: Filled[] = await selectBurdens(ctx, regionsOf(places, areas), month);
  const each = burdensOf(
    offices,
    read.forms,
    filled,
    { month, isWorkday: known.isWorkday, usual: read.usual },
    ceilingOf(known.dictionary.limits),
  );
  return {
    month,
    level,
    areas: areas.map((code) => ({ code, name: nameOfArea(places, code), nameEn: nameOfArea(places, code, 'en') })),
    offices: each.slice(0, query.limit ?? 50).map(({ code, burden, passed }) => ({
      code,
      name: nameOfArea(places, code),
      nameEn: nameOfArea(places, code, 'en'),
      ...burden,
      passes: passed,
    })),
    counted: each.length,
    over: each.filter(({ passed }) => passed.length > 0).length,
    ceilings: ceilings(known),
  };
}

/** The forms behind a figure of the meter: those asked of an area in a month. City and counties for everybody, smaller areas for those who see them. */
export async function listBurdenForms(ctx: Context, query: { area: string; month?: string }): Promise<BurdenForms> {
  const known = await knownOf(ctx);
  const { places } = known;
  const area = areaOf(known, query.area);
  const isSmall = area.level !== 'city' && area.level !== 'county';
  if (isSmall) areasFor(ctx, known, area.code);
  const month = query.month ?? monthOf(known.today);
  const read = await readForms(ctx, month, month);
  const asked = (form: MeteredForm) => (isSmall ? (isAsked(form, area) ? 1 : 0) : countAsked(places, form, area.code));
  const sums = new Map<string, Sums>();
  if (isSmall) for (const one of await selectBurdens(ctx, [area.code.slice(0, 6)], month, area.code)) sums.set(one.formId, one);
  else
    for (const one of await selectBurdenSums(ctx, isCity(places, area.code) ? undefined : [area.code], { from: month, until: month }))
      sums.set(one.form_id, one);
  return {
    month,
    area: area.code,
    name: nameOfArea(places, area.code),
    nameEn: nameOfArea(places, area.code, 'en'),
    forms: read.rows
      .map((row) => ({ row, form: meteredOf(row) }))
      .map(({ row, form }) => ({ row, burden: monthOfForm(known, read, form, asked(form), month, sums.get(row.id) ?? nothing) }))
      .filter(({ burden }) => burden.asked > 0)
      .sort((a, b) => weightOf(b.burden) - weightOf(a.burden))
      .slice(0, 500)
      .map(({ row, burden }) => ({
        id: row.id,
        title: row.title,
        unit: row.unit_id,
        unitName: places.unitName(row.unit_id),
        unitNameEn: places.unitName(row.unit_id, 'en'),
        basis: { law: row.basis_law, article: row.basis_article },
        frequency: row.frequency,
        validUntil: row.valid_until,
        ...burden,
      })),
  };
}
