/** Finds areas, units and matters by the names that a file uses. Pure; built once a run. */

export type NamedArea = { code: string; name: string; level: string; parent: string | null };

const plain = (name: string) => name.trim().toLowerCase().replaceAll(/\s+/g, ' ');
/** `鼓楼` for 鼓楼区, `福州市` stays; endings of administrative names are left out when people leave them out. */
const stem = (name: string) => (name.length > 2 ? name.replace(/(街道|社区|区|县|市|镇|乡|村)$/, '') : name);

export type AreaNames = {
  /** The area of a jurisdiction, district and neighbourhood, as fine as the names reach; undefined when not even the first is known. */
  find: (names: { source?: string; district?: string; neighborhood?: string }) => string | undefined;
};

export function indexAreas(areas: readonly NamedArea[], aliases: ReadonlyMap<string, string> = new Map()): AreaNames {
  const children = Map.groupBy(areas, (area) => area.parent ?? '');
  const byParent = new Map([...children].map(([parent, list]) => [parent, namesOf(list)]));
  const counties = areas.filter((area) => area.level === 'county');
  const countyNames = namesOf(counties);
  const streetNames = namesOf(areas.filter((area) => area.level === 'street'));
  const look = (names: Map<string, string> | undefined, name: string | undefined) =>
    name === undefined ? undefined : (names?.get(plain(name)) ?? names?.get(stem(plain(name))));
  return {
    find({ source, district, neighborhood }) {
      const county = (source === undefined ? undefined : aliases.get(source)) ?? look(countyNames, district) ?? look(countyNames, source);
      if (county === undefined) return look(streetNames, district);
      const below = byParent.get(county);
      // Where districts are the counties, neighbourhoods are the streets.
      const street = look(below, district) ?? look(below, neighborhood);
      if (street === undefined) return county;
      return look(byParent.get(street), neighborhood) ?? street;
    },
  };
}

function namesOf(areas: readonly NamedArea[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const area of areas) {
    if (!names.has(stem(plain(area.name)))) names.set(stem(plain(area.name)), area.code);
  }
  for (const area of areas) names.set(plain(area.name), area.code);
  return names;
}
