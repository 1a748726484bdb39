import { type Calendar, type CalendarDefinition, defineCalendar } from '@banyan/working-time';
import type { Item, Joint, LicenceKind, Reason, ServicePack, Source } from './pack/service-pack.ts';

/** The service catalogue in memory, as the rest of the module sees it. */

export type PartKind = 'item' | 'source' | 'licence' | 'joint' | 'reason' | 'calendar';
export type Part = { readonly kind: PartKind; readonly id: string; readonly position: number; readonly definition: unknown };

export type Services = {
  readonly items: readonly Item[];
  readonly item: (id: string) => Item | undefined;
  readonly source: (id: string) => Source | undefined;
  readonly licence: (kind: string) => LicenceKind | undefined;
  readonly joints: readonly Joint[];
  readonly reason: (code: string) => Reason | undefined;
  /** The working calendar of the city. */
  readonly calendar: Calendar | null;
  /** Items whose name, kind, words or ids hold every word of the query. */
  readonly find: (query: { q?: string; audience?: string; instant?: boolean; area?: string }) => Item[];
};

/** JSON has no maps: one is written as its entries under a mark of its own. */
const mark = '$entries';
export const writePart = (value: unknown): string =>
  JSON.stringify(value, (_key, one: unknown) => (one instanceof Map ? { [mark]: [...one] } : one));

const isMap = (value: unknown): value is { [mark]: [unknown, unknown][] } =>
  typeof value === 'object' && value !== null && Array.isArray((value as Record<string, unknown>)[mark]);

export const readPart = (text: string): unknown => JSON.parse(text, (_key, one: unknown) => (isMap(one) ? new Map(one[mark]) : one));

/** The parts of a pack, each under the id by which it is found again. */
export function partsOf(pack: ServicePack, calendars: readonly { readonly id: string; readonly definition: CalendarDefinition }[]): Part[] {
  const list = <T>(kind: PartKind, rows: readonly T[], idOf: (row: T) => string): Part[] =>
    rows.map((definition, position) => ({ kind, id: idOf(definition), position, definition }));
  return [
    ...list('item', pack.items, ({ id }) => id),
    ...list('source', pack.sources, ({ id }) => id),
    ...list('licence', pack.licences, ({ code }) => code),
    ...list('joint', pack.joints, ({ id }) => id),
    ...list('reason', pack.reasons, ({ code }) => code),
    ...calendars.map(({ id, definition }, position): Part => ({ kind: 'calendar', id, position, definition })),
  ];
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase();

const searched = (item: Item): string =>
  plain([item.id, item.name, item.nameEn, item.mainItem, item.subItem, item.businessItem, item.kind].join(' '));

const isOffered = (item: Item, area: string | undefined) =>
  area === undefined || item.areas.length === 0 || item.areas.includes(area.slice(0, 6));

/** Builds the catalogue from the parts that `writePart` wrote. */
export function servicesIn(parts: readonly Part[]): Services {
  const of = <T>(kind: PartKind): T[] => parts.filter((part) => part.kind === kind).map(({ definition }) => definition as T);
  const by = <T>(kind: PartKind): ReadonlyMap<string, T> =>
    new Map(parts.filter((part) => part.kind === kind).map(({ id, definition }) => [id, definition as T]));
  const items = of<Item>('item');
  const words = new Map(items.map((item) => [item.id, searched(item)]));
  const [itemById, sources, licences, reasons] = [by<Item>('item'), by<Source>('source'), by<LicenceKind>('licence'), by<Reason>('reason')];
  const calendar = of<CalendarDefinition>('calendar')[0];
  return {
    items,
    item: (id) => itemById.get(id),
    source: (id) => sources.get(id),
    licence: (kind) => licences.get(kind),
    joints: of<Joint>('joint'),
    reason: (code) => reasons.get(code),
    calendar: calendar ? defineCalendar(calendar) : null,
    find: ({ q = '', audience, instant, area }) => {
      const asked = plain(q).split(/\s+/).filter(Boolean);
      return items.filter(
        (item) =>
          asked.every((word) => words.get(item.id)?.includes(word)) &&
          (audience === undefined || item.audience === audience) &&
          (instant === undefined || (item.mode === 'instant' || item.mode === 'lookup') === instant) &&
          isOffered(item, area),
      );
    },
  };
}
