import { type Selectable, sql } from 'kysely';
import { changedText } from '#platform/cached.ts';
import type { House } from '#platform/context.ts';
import { type Tx, transact } from '#platform/database.ts';
import type { AttributeTable, ChannelsTables } from '../tables.ts';

export type Attribute = Selectable<AttributeTable>;
export type PublishedCategory = ChannelsTables['channels.published_category'];

/** What a pack says of Open311. */
export type ChannelsOfPack = { categories: readonly PublishedCategory[]; attributes: readonly Attribute[] };

/** What Open311 asks and shows: categories that are shown to anyone, attributes by `matter|M01003` and `category|landscaping`. */
export type Offer = { published: ReadonlySet<string>; attributes: ReadonlyMap<string, readonly Attribute[]> };

const cacheName = 'channels.offer';

export const offerOf = (house: House): Promise<Offer> =>
  house.cache.get(cacheName, () =>
    transact(house.database.aside, 'BEGIN READ ONLY', async (tx) => {
      const own = tx.withTables<ChannelsTables>();
      const categories = await own.selectFrom('channels.published_category').select('category').where('published', '=', true).execute();
      const attributes = await own.selectFrom('channels.attribute').selectAll().orderBy('position').execute();
      return {
        published: new Set(categories.map(({ category }) => category)),
        attributes: Map.groupBy(attributes, ({ scope, scope_value }) => `${scope}|${scope_value}`),
      };
    }),
  );

const list = (rows: readonly object[]) => sql`${JSON.stringify(rows)}::jsonb`;

/** Writes a pack's part of Open311 as the owner of the tables, in place of what was there. */
export async function writeChannels(tx: Tx, pack: ChannelsOfPack) {
  await sql`delete from channels.published_category`.execute(tx);
  await sql`delete from channels.attribute`.execute(tx);
  await sql`insert into channels.published_category (category, published, source)
    select category, published, source from jsonb_to_recordset(${list(pack.categories)}) as r(category text, published boolean, source text)`.execute(
    tx,
  );
  await sql`insert into channels.attribute (scope, scope_value, code, variable, datatype, required, label, label_en, hint, hint_en, choices, position)
    select scope, scope_value, code, variable, datatype, required, label, label_en, hint, hint_en, choices, position
    from jsonb_to_recordset(${list(pack.attributes)}) as r(scope text, scope_value text, code text, variable boolean, datatype text, required boolean, label text,
      label_en text, hint text, hint_en text, choices jsonb, position int)`.execute(tx);
  await sql.raw(changedText(cacheName)).execute(tx);
}
