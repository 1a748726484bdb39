import type { Context } from '#platform/context.ts';
import { bannedIn, lackOf } from '../basis.ts';
import type { Field } from '../field.ts';
import type { FormLimits } from '../limits.ts';
import { burdensOf, type Ceiling, type MeteredForm, type OfficeBurden, usualMinutes } from '../meter.ts';
import { findOverlap, type Holder, type OverlapFound, type WantedField } from '../overlap.ts';
import { monthOf } from '../period.ts';
import type { FormCheck, NewForm } from '../schema.ts';
import { type FormRow, selectFormsBetween, selectOtherForms } from '../store/forms.ts';
import { selectSentSums } from '../store/values.ts';
import type { HeldBy } from '../tables.ts';
import { type Known, officesOf } from './known.ts';

export const ceilingOf = (limits: FormLimits): Ceiling => ({ forms: limits['month-forms'].value, minutes: limits['month-minutes'].value });

export const meteredOf = (row: FormRow): MeteredForm => ({
  id: row.id,
  unitId: row.unit_id,
  areaCode: row.area_code,
  fillers: row.fillers,
  frequency: row.frequency,
  validFrom: row.valid_from,
  validUntil: row.valid_until,
  endedOn: row.ended_on,
  minutesExpected: row.minutes_expected,
});

/** A field of the dictionary by its code, or a new one by its own name. */
export const wantedOf = (fields: NewForm['fields'], dictionary: ReadonlyMap<string, Field>): WantedField[] =>
  fields.map(({ code, name, kind }) => ({
    code: code ?? null,
    name: (code === undefined ? name : dictionary.get(code)?.name) ?? '',
    kind: kind ?? dictionary.get(code ?? '')?.kind ?? 'text',
  }));

/** Who holds a field, as it is shown and kept with the form. */
export function heldByOf({ places }: Known, holder: Holder): HeldBy {
  if (holder.kind === 'form') {
    const { id, title, unitId } = holder.form;
    return { kind: 'form', id, name: title, nameEn: title, holder: places.unitName(unitId), basis: '' };
  }
  const { code, name, nameEn, holder: kind, basis } = holder.resource;
  return { kind: 'resource', id: code, name, nameEn, holder: places.kinds.get(kind)?.name ?? kind, basis };
}

export type Checked = Omit<FormCheck, 'heaviest' | 'offices'> & { found: OverlapFound };

/** What speaks against a form: a ground that lacks something, fields already held or known, measures that are forbidden. */
export async function checkFields(ctx: Context, known: Known, form: NewForm, except: readonly (string | null)[]): Promise<Checked> {
  const { fields, resources, banned, limits } = known.dictionary;
  const wanted = wantedOf(form.fields, fields);
  const found = findOverlap(
    wanted,
    { areaCode: form.area, fillers: form.fillers },
    {
      dictionary: [...fields.values()],
      resources: [...resources.values()],
      forms: await selectOtherForms(ctx, known.today, [form.renews ?? null, ...except]),
    },
  );
  const overlaps = found.overlaps.map(({ field, name, heldBy }) => ({ field, name, heldBy: heldBy.map((one) => heldByOf(known, one)) }));
  const lacks = lackOf(form.basis) ?? null;
  const forbidden = bannedIn([form.title, ...wanted.map(({ name }) => name)], banned);
  return {
    found,
    lacks,
    overlaps,
    share: found.share,
    threshold: limits.overlap,
    known: [...found.known],
    similar: [...found.similar],
    banned: forbidden,
    acceptable: lacks === null && found.share <= limits.overlap.value && found.known.length === 0 && forbidden.length === 0,
  };
}

const loadOf = ({ burden }: Pick<OfficeBurden, 'burden'>) => ({ asked: burden.asked, minutes: burden.minutes + burden.expected });

/** What the form would add to the office that would carry most of it in its first month. */
export async function weighForm(ctx: Context, known: Known, form: NewForm): Promise<Pick<FormCheck, 'heaviest' | 'offices'>> {
  const offices = officesOf(known.places, form.area).filter(({ level }) => (form.fillers as readonly string[]).includes(level));
  const month = monthOf(form.validFrom);
  const rows = (await selectFormsBetween(ctx, `${month}-01`, form.validUntil)).filter(({ id }) => id !== form.renews);
  const sent = await selectSentSums(
    ctx,
    rows.map(({ id }) => id),
  );
  const before = rows.map(meteredOf);
  const added: MeteredForm = {
    id: '',
    unitId: '',
    areaCode: form.area,
    fillers: form.fillers,
    frequency: form.frequency,
    validFrom: form.validFrom,
    validUntil: form.validUntil,
    endedOn: null,
    minutesExpected: form.minutes,
  };
  const usual = (one: MeteredForm) => usualMinutes(one, sent.get(one.id) ?? { filled: 0, minutes: 0 });
  const burdens = (forms: readonly MeteredForm[], of: typeof offices) =>
    burdensOf(of, forms, [], { month, isWorkday: known.isWorkday, usual }, ceilingOf(known.dictionary.limits));
  const [heaviest] = burdens([...before, added], offices);
  if (!heaviest) return { offices: 0, heaviest: null };
  const [without] = burdens(
    before,
    offices.filter(({ code }) => code === heaviest.code),
  );
  return {
    offices: offices.length,
    heaviest: {
      area: heaviest.code,
      areaName: known.places.areaName(heaviest.code),
      before: without ? loadOf(without) : { asked: 0, minutes: 0 },
      after: loadOf(heaviest),
      passes: heaviest.passed,
    },
  };
}
