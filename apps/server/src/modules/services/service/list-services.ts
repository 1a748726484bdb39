import type { Context } from '#platform/context.ts';
import { notFound } from '#platform/refusal.ts';
import { placesOf } from '../../places/index.ts';
import type { Services } from '../catalogue.ts';
import type { Item } from '../pack/service-pack.ts';
import { servicesOf } from '../store/catalogue.ts';

const short = ({
  id,
  mainItem,
  subItem,
  businessItem,
  name,
  nameEn,
  kind,
  audience,
  mode,
  level,
  promisedLimit,
  statutoryLimit,
  feeCents,
  result,
  joint,
}: Item) => ({
  id,
  mainItem,
  subItem,
  businessItem,
  name,
  nameEn,
  kind,
  audience,
  mode,
  level,
  promisedLimit,
  statutoryLimit,
  feeCents,
  result: result.kind,
  joint,
});

export type ServiceQuery = { q?: string; audience?: 'person' | 'firm'; instant?: boolean; area?: string; after?: string; limit?: number };

/** The catalogue, in its own order; `after` is the id of the last item of the page before. */
export async function listServices(ctx: Context, { after, limit = 50, ...query }: ServiceQuery) {
  const services = await servicesOf(ctx.house);
  const found = services.find(query);
  const from = after === undefined ? 0 : found.findIndex(({ id }) => id > after);
  const page = from < 0 ? [] : found.slice(from, from + limit);
  const last = page.at(-1);
  return {
    services: page.map(short),
    joints: after === undefined ? jointsFor(services, query.q) : [],
    next: last && from + limit < found.length ? last.id : null,
  };
}

const jointsFor = ({ joints }: Services, q = '') =>
  joints
    .filter(({ name, nameEn }) => `${name} ${nameEn}`.toLowerCase().includes(q.trim().toLowerCase()))
    .map((one) => ({ ...one, items: [...one.items] }));

/** One item with everything that a person must know before he asks for it. */
export async function showService(ctx: Context, id: string) {
  const [services, places] = await Promise.all([servicesOf(ctx.house), placesOf(ctx.house)]);
  const item = services.item(id);
  if (!item) throw notFound('service');
  const unitKind = (kind: string) => ({ kind, name: places.kinds.get(kind)?.name ?? kind, nameEn: places.kinds.get(kind)?.nameEn ?? kind });
  const sources = new Set([
    ...(item.form?.fields ?? []).flatMap(({ source }) => source?.source ?? []),
    ...item.materials.flatMap(({ heldBy }) => heldBy ?? []),
  ]);
  return {
    ...short(item),
    basis: item.basis,
    basisStatus: item.basisStatus,
    source: item.source,
    fromOn: item.fromOn,
    rule: item.rule,
    channels: [...item.channels],
    areas: [...item.areas],
    leadUnit: unitKind(item.leadUnit),
    coUnits: item.coUnits.map(unitKind),
    questions: item.questions.map(({ id: question, text, textEn, options, next }) => ({
      id: question,
      text,
      textEn,
      options: options.map((option) => ({ ...option, next: next.get(option.code) ?? null })),
    })),
    materials: item.materials.map(({ id: material, name, nameEn, heldBy, tolerant, promise, basis }) => ({
      id: material,
      name,
      nameEn,
      heldBy,
      heldByName: heldBy === null ? null : (services.source(heldBy)?.name ?? heldBy),
      tolerant,
      promise,
      basis,
    })),
    sources: [...sources].flatMap((one) => {
      const source = services.source(one);
      return source ? [{ id: one, name: source.name, nameEn: source.nameEn, basis: source.basis, unit: unitKind(source.unit) }] : [];
    }),
    hasForm: item.form !== null,
  };
}
