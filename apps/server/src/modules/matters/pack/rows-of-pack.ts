import type { MattersTables } from '../tables.ts';
import type { MattersOfPack } from './read-matters.ts';

/** Every row that the list in memory is made of. */
export type MattersRows = {
  categories: readonly MattersTables['matters.category'][];
  matters: readonly MattersTables['matters.matter'][];
  limits: readonly MattersTables['matters.limit_rule'][];
  reasons: readonly MattersTables['matters.reason'][];
  words: readonly MattersTables['matters.word'][];
  calendars: readonly MattersTables['matters.calendar'][];
  warnings: readonly MattersTables['matters.warning'][];
};

/** The rows that a pack fills the tables with. */
export const rowsOfPack = ({ cityCode, warnings, ...rows }: MattersOfPack): MattersRows => ({
  ...rows,
  warnings: [{ area_code: cityCode, ...warnings }],
});
