import type { Field, FieldKind, Resource } from './field.ts';

/**
 * Whether a form asks what is already known: held by a data resource (政务数据共享条例: what sharing gives may not be collected again), or asked of the
 * same offices by another form in force. Pure.
 */

/** A field as the asking unit writes it: a code of the dictionary, or a name of its own with the reason why it is new. */
export type WantedField = { readonly code: string | null; readonly name: string; readonly kind: FieldKind };

/** Another form in force, or proposed before this one. */
export type OtherForm = {
  readonly id: string;
  readonly title: string;
  readonly unitId: string;
  readonly areaCode: string;
  readonly fillers: readonly string[];
  readonly fields: readonly string[];
};

export type Holder = { readonly kind: 'resource'; readonly resource: Resource } | { readonly kind: 'form'; readonly form: OtherForm };
export type Overlap = { readonly field: string; readonly name: string; readonly heldBy: readonly Holder[] };

export type OverlapFound = {
  readonly overlaps: readonly Overlap[];
  /** Overlapping fields among all fields of the form. */
  readonly share: number;
  /** New fields whose name the dictionary knows: the code is to be used instead. */
  readonly known: readonly { readonly name: string; readonly code: string; readonly knownAs: string }[];
  /** New fields that read like one of the dictionary; a person looks. */
  readonly similar: readonly { readonly name: string; readonly code: string; readonly knownAs: string; readonly likeness: number }[];
};

/** The same name in other letters: width, case, spaces and punctuation say nothing. */
export const plainName = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\s]/gu, '');

function pairsOf(text: string): Map<string, number> {
  const pairs = new Map<string, number>();
  for (let at = 0; at + 1 < text.length; at++) {
    const pair = text.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

/** Dice's coefficient over pairs of letters (Dice 1945): 1 for the same name, 0 for nothing in common. */
export function likenessOf(one: string, other: string): number {
  const [a, b] = [pairsOf(plainName(one)), pairsOf(plainName(other))];
  let shared = 0;
  for (const [pair, count] of a) shared += Math.min(count, b.get(pair) ?? 0);
  const all = [...a.values(), ...b.values()].reduce((sum, count) => sum + count, 0);
  return all === 0 ? 0 : (2 * shared) / all;
}

/** From this likeness on a new field is shown beside the one it may repeat. */
export const alikeFrom = 0.6;

const namesOf = (field: Field) => [field.name, ...field.aliases];

function compareNames(wanted: readonly WantedField[], dictionary: readonly Field[]): Pick<OverlapFound, 'known' | 'similar'> {
  const byName = new Map(dictionary.flatMap((field) => namesOf(field).map((name) => [plainName(name), field] as const)));
  const fresh = wanted.filter(({ code }) => code === null);
  const known = fresh.flatMap(({ name }) => {
    const field = byName.get(plainName(name));
    return field ? [{ name, code: field.code, knownAs: field.name }] : [];
  });
  const similar = fresh
    .filter(({ name }) => !byName.has(plainName(name)))
    .flatMap(({ name }) => {
      const [nearest] = dictionary
        .map((field) => ({ field, likeness: Math.max(...namesOf(field).map((one) => likenessOf(name, one))) }))
        .sort((a, b) => b.likeness - a.likeness);
      return nearest && nearest.likeness >= alikeFrom
        ? [{ name, code: nearest.field.code, knownAs: nearest.field.name, likeness: nearest.likeness }]
        : [];
    });
  return { known, similar };
}

/** Codes below the city begin with the code of the area they lie in; the city's own ends in 00. */
const liesIn = (inner: string, outer: string) => (outer.endsWith('00') && outer.length === 6 ? true : inner.startsWith(outer));

/** Whether two forms are asked of at least one office together. */
export const shareOffices = (one: Pick<OtherForm, 'areaCode' | 'fillers'>, other: Pick<OtherForm, 'areaCode' | 'fillers'>): boolean =>
  (liesIn(one.areaCode, other.areaCode) || liesIn(other.areaCode, one.areaCode)) &&
  one.fillers.some((filler) => other.fillers.includes(filler));

/** What of a form is already held, and by whom. */
export function findOverlap(
  wanted: readonly WantedField[],
  scope: Pick<OtherForm, 'areaCode' | 'fillers'>,
  known: { readonly dictionary: readonly Field[]; readonly resources: readonly Resource[]; readonly forms: readonly OtherForm[] },
): OverlapFound {
  const fields = new Map(known.dictionary.map((field) => [field.code, field]));
  const resources = new Map(known.resources.map((resource) => [resource.code, resource]));
  const others = known.forms.filter((form) => shareOffices(scope, form));
  const overlaps = wanted.flatMap(({ code, name }): Overlap[] => {
    if (code === null) return [];
    const resource = resources.get(fields.get(code)?.resource ?? '');
    const heldBy: Holder[] = [
      ...(resource ? [{ kind: 'resource' as const, resource }] : []),
      ...others.filter((form) => form.fields.includes(code)).map((form) => ({ kind: 'form' as const, form })),
    ];
    return heldBy.length > 0 ? [{ field: code, name: fields.get(code)?.name ?? name, heldBy }] : [];
  });
  return { overlaps, share: wanted.length === 0 ? 0 : overlaps.length / wanted.length, ...compareNames(wanted, known.dictionary) };
}
