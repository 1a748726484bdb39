import type { Area, Language, Responsibility, Unit } from './area.ts';
import type { Catalogue } from './catalogue.ts';

/** What the responsibility list must tell of a matter to find who answers for it. */
export type Responsible = { readonly code: string; readonly category: string; readonly lead: string; readonly co: readonly string[] };

/** `explicit` by a row of responsibility.csv, `kind` the most local unit of the leading kind, `desk` nobody else was found. */
export type Candidate = { readonly unit: Unit; readonly why: 'explicit' | 'kind' | 'desk'; readonly source: string };

type Places = Pick<Catalogue, 'areas' | 'units' | 'unitAt' | 'responsibilities' | 'city'>;

/** The areas from this one up to the city, nearest first; empty for an unknown code. */
export const upward = (places: Places, code: string): Area[] => {
  const line: Area[] = [];
  for (let area = places.areas.get(code); area; area = area.parent === null ? undefined : places.areas.get(area.parent)) line.push(area);
  return line;
};

/** The units of a kind that answer for an area, the most local first (领导权限逐级向上). */
export const unitsUpward = (places: Places, code: string, kind: string): Unit[] =>
  upward(places, code)
    .map((area) => places.unitAt.get(`${area.code}|${kind}`))
    .filter((unit) => unit !== undefined);

/** The desk that takes in a report from an area: the most local one that the pack's intake names; undefined for an unknown area. */
export function deskFor(places: Places, code: string): Unit | undefined {
  for (const area of upward(places, code)) {
    const intake = places.city.intake.find(({ level }) => level === area.level);
    const desk = intake && places.unitAt.get(`${area.code}|${intake.kind}`);
    if (desk) return desk;
  }
  return undefined;
}

const precision = { matter: 0, category: 1, lead: 2 } as const;

const concerns = (rule: Responsibility, matter: Responsible) =>
  (rule.scope === 'matter' && rule.scopeValue === matter.code) ||
  (rule.scope === 'category' && rule.scopeValue === matter.category) ||
  (rule.scope === 'lead' && rule.scopeValue === matter.lead);

/** Rules for this matter here, the nearest area first and within it the more precise scope first. */
function rulesFor(places: Places, code: string, matter: Responsible, role: Responsibility['role']): Responsibility[] {
  return upward(places, code).flatMap((area) =>
    (places.responsibilities.get(area.code) ?? [])
      .filter((rule) => rule.role === role && concerns(rule, matter))
      .sort((a, b) => precision[a.scope] - precision[b.scope]),
  );
}

function unitsOfRule(places: Places, code: string, rule: Responsibility): Unit[] {
  if (rule.kind !== null) return unitsUpward(places, code, rule.kind);
  const unit = places.units.get(rule.unitId ?? '');
  return unit ? [unit] : [];
}

/**
 * Who may lead a matter in an area, the first to be asked first: explicit rows, then the units of the leading kind from here upward, and when there
 * is none the intake desk, which must find one (区级兜底: 北京市接诉即办工作条例 第十二条). Empty only for an unknown area.
 */
export function leadUnitsFor(places: Places, code: string, matter: Responsible): Candidate[] {
  const explicit = rulesFor(places, code, matter, 'lead').flatMap((rule) =>
    unitsOfRule(places, code, rule).map((unit): Candidate => ({ unit, why: 'explicit', source: rule.source })),
  );
  // Where a row says who leads instead, the kind of the list has no say.
  const byKind =
    explicit.length > 0 ? [] : unitsUpward(places, code, matter.lead).map((unit): Candidate => ({ unit, why: 'kind', source: '' }));
  const found = firstOfEach([...explicit, ...byKind]);
  const desk = found.length === 0 ? deskFor(places, code) : undefined;
  return desk ? [{ unit: desk, why: 'desk', source: '' }] : found;
}

/** Who usually helps: explicit rows first, then the most local unit of each helping kind; never one that leads. */
export function coUnitsFor(places: Places, code: string, matter: Responsible): Candidate[] {
  const lead = leadUnitsFor(places, code, matter)[0]?.unit.id;
  const explicit = rulesFor(places, code, matter, 'co').flatMap((rule) =>
    unitsOfRule(places, code, rule)
      .slice(0, 1)
      .map((unit): Candidate => ({ unit, why: 'explicit', source: rule.source })),
  );
  const byKind = matter.co.flatMap((kind) =>
    unitsUpward(places, code, kind)
      .slice(0, 1)
      .map((unit): Candidate => ({ unit, why: 'kind', source: '' })),
  );
  return firstOfEach([...explicit, ...byKind]).filter(({ unit }) => unit.id !== lead);
}

function firstOfEach(candidates: readonly Candidate[]): Candidate[] {
  const seen = new Set<string>();
  return candidates.filter(({ unit }) => !seen.has(unit.id) && seen.add(unit.id));
}

/** Whether an area is the post's own or lies below it; unknown codes are covered by nobody. */
export function coversArea(places: Places, postAreaCode: string, areaCode: string): boolean {
  const post = places.areas.get(postAreaCode);
  const area = places.areas.get(areaCode);
  return post !== undefined && (area?.path.startsWith(post.path) ?? false);
}

/** County, street, community and grid joined, as on an envelope: large to small in Chinese, small to large in English. Empty for an unknown area. */
export function areaNameOf(places: Places, code: string, language: Language): string {
  const line = upward(places, code);
  const shown = line.length > 1 ? line.filter((area) => area.level !== 'city') : line;
  return language === 'zh'
    ? shown
        .toReversed()
        .map((area) => area.name)
        .join('')
    : shown.map((area) => area.nameEn).join(', ');
}
