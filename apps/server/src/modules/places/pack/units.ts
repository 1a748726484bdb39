import { listOf, maybe, oneOf, pattern, words } from '#platform/pack-cell.ts';
import { type Pack, type Row, readTable, refuseTwins } from '#platform/pack-file.ts';
import { areaLevels, type Intake } from '../area.ts';
import type { PlacesTables } from '../tables.ts';
import { type AreaRow, statusesOf } from './areas.ts';

export type UnitKindRow = PlacesTables['places.unit_kind'];
export type UnitRow = Omit<PlacesTables['places.unit'], 'active'>;

const kindId = pattern(/^[a-z][a-z-]{1,40}$/, 'a unit kind of small letters and hyphens');
const kindColumns = { id: kindId, name: words(40), name_en: words(80), levels: listOf(' ', oneOf(areaLevels), { least: 1 }) };

/** Reads the kinds of units and the levels at which each exists. */
export function readUnitKinds(pack: Pack): UnitKindRow[] {
  const file = 'unit-kinds.csv';
  const rows = readTable(pack, file, kindColumns);
  refuseTwins(pack, file, 'id', rows, (row) => row.id);
  return rows.map(({ line: _, ...row }, position) => ({ ...row, position }));
}

/**
 * A row of units.csv makes one unit of a kind in every area of a level: `areas` confines it to some (the area itself or one above it), `suffix`
 * to those whose name ends so. In the patterns `{area}` is the area's name and `{base}` that name without the suffix. The first row that
 * fits an area wins, so exceptions stand above the rule.
 */
const unitColumnsOf = (drafted?: boolean) => ({
  level: oneOf(areaLevels),
  kind: kindId,
  areas: listOf(' ', pattern(/^\d{6,15}$/, 'an area code')),
  suffix: maybe(words(10)),
  name: words(80),
  name_en: words(160),
  status: oneOf(statusesOf(drafted)),
  source: words(200),
});

type Template = Row<ReturnType<typeof unitColumnsOf>>;

/** Makes the units of the city from their templates: every area of a kind's level gets the unit that the first fitting row gives. */
export function readUnits(pack: Pack, kinds: readonly UnitKindRow[], areas: readonly AreaRow[], drafted?: boolean): UnitRow[] {
  const file = 'units.csv';
  const levelsOf = new Map(kinds.map((kind) => [kind.id, kind.levels]));
  const known = new Set(areas.map((area) => area.code));
  const templates = readTable(pack, file, unitColumnsOf(drafted)).filter((row) => {
    const levels = levelsOf.get(row.kind);
    const stray = row.areas.find((code) => !known.has(code));
    if (!levels) pack.problems.push({ file, line: row.line, column: 'kind', reason: `there is no unit kind "${row.kind}"` });
    else if (!levels.includes(row.level))
      pack.problems.push({ file, line: row.line, column: 'level', reason: `"${row.kind}" does not exist at the level ${row.level}` });
    if (stray) pack.problems.push({ file, line: row.line, column: 'areas', reason: `there is no area ${stray}` });
    return levels?.includes(row.level) && !stray;
  });
  const byLevel = Map.groupBy(areas, (area) => area.level);
  const units = new Map<string, UnitRow>();
  for (const template of templates) {
    for (const area of byLevel.get(template.level) ?? []) {
      const id = `${area.code}-${template.kind}`;
      if (!units.has(id) && fits(template, area)) units.set(id, unitOf(id, template, area));
    }
  }
  return [...units.values()];
}

function fits(template: Template, area: AreaRow): boolean {
  if (template.suffix !== null && !area.name.endsWith(template.suffix)) return false;
  return template.areas.length === 0 || template.areas.some((code) => area.path.includes(`/${code}/`));
}

function unitOf(id: string, template: Template, area: AreaRow): UnitRow {
  const base = template.suffix === null ? area.name : area.name.slice(0, area.name.length - template.suffix.length);
  return {
    id,
    kind: template.kind,
    area_code: area.code,
    name: template.name.replaceAll('{area}', area.name).replaceAll('{base}', base),
    name_en: template.name_en.replaceAll('{area}', area.name_en).replaceAll('{base}', base),
    // A unit is no surer than the area it is named after.
    status: area.status === 'listed' ? template.status : area.status,
    source: template.source,
  };
}

/** Every area of an intake level needs its desk, or a report from there would reach nobody. */
export function checkIntake(pack: Pack, intake: readonly Intake[], areas: readonly AreaRow[], units: readonly UnitRow[]) {
  const ids = new Set(units.map((unit) => unit.id));
  for (const { level, kind } of intake) {
    const bare = areas.filter((area) => area.level === level && !ids.has(`${area.code}-${kind}`));
    for (const { code, name } of bare)
      pack.problems.push({
        file: 'pack.json',
        column: 'intake',
        reason: `${code} ${name} has no unit of the kind "${kind}", which is the desk at the level ${level}`,
      });
  }
  if (!intake.some(({ level }) => level === 'city'))
    pack.problems.push({ file: 'pack.json', column: 'intake', reason: 'the city itself has no desk' });
}
