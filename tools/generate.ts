/**
 * Writes what is generated and committed: openapi.json, schema.sql, docs/map.md, docs/refusals.md, docs/for-officials.md and the client's shapes.
 * `npm run generate` writes them; `npm run check:generated` makes them in memory and fails when one differs from its file.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { modules } from '../apps/server/src/app.ts';
import { writeClient } from './generate/client.ts';
import { readContract, writeContract } from './generate/contract.ts';
import { inFreshHouse } from './generate/house.ts';
import { writeMap } from './generate/map.ts';
import { writeOfficials } from './generate/officials.ts';
import { writeRefusals } from './generate/refusals.ts';
import { writeSchema } from './generate/schema-sql.ts';
import { readSource, root } from './generate/sources.ts';

/** Every generated file and its text. */
async function generated(): Promise<Map<string, string>> {
  const names = modules.map((module) => module.name);
  const refusals = writeRefusals();
  const { document, operations, schema } = await inFreshHouse(async (house) => {
    const contract = await readContract(house);
    const client = await house.database.pool.connect();
    try {
      return { ...contract, schema: await writeSchema(client, ['platform', ...names]) };
    } finally {
      client.release();
    }
  });
  const contract = writeContract(document);
  return new Map([
    ['openapi.json', contract],
    ['schema.sql', schema],
    ['docs/map.md', writeMap(names, operations)],
    ['docs/refusals.md', refusals],
    ['docs/for-officials.md', writeOfficials()],
    ['packages/api-client/src/schema.ts', await writeClient(contract)],
  ]);
}

const isStale = ([file, text]: [string, string]) => !existsSync(join(root, file)) || readSource(file) !== text;

async function main(check: boolean): Promise<void> {
  const stale = [...(await generated())].filter(isStale);
  if (!check) {
    for (const [file, text] of stale) writeFileSync(join(root, file), text);
    console.log(stale.length > 0 ? `Written: ${stale.map(([file]) => file).join(', ')}.` : 'Everything generated is up to date.');
    return;
  }
  if (stale.length === 0) return;
  console.error(`Out of date: ${stale.map(([file]) => file).join(', ')}. Run "npm run generate" and commit what it writes.`);
  process.exitCode = 1;
}

main(process.argv.includes('--check')).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
