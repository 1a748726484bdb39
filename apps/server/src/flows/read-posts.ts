import { listOf, oneOf, pattern, words } from '#platform/pack-cell.ts';
import { type Pack, readTable, refuseTwins } from '#platform/pack-file.ts';
import { type Post, permissions } from '../modules/people/index.ts';

const columns = {
  code: pattern(/^[a-z][a-z-]{0,63}$/, 'a code of small letters and hyphens'),
  name: words(40),
  name_en: words(80),
  permissions: listOf(' ', oneOf(Object.keys(permissions))),
};

/** Reads the posts of a pack (posts.csv); each permission must be one that the product knows. */
export function readPosts(pack: Pack): Post[] {
  const file = 'posts.csv';
  const rows = readTable(pack, file, columns);
  refuseTwins(pack, file, 'code', rows, (row) => row.code);
  return rows.map((row) => ({ code: row.code, name: row.name, nameEn: row.name_en, permissions: row.permissions }));
}
