import { backModel, selectModels, useModel } from '../modules/triage/index.ts';
import { unitOfWork } from '../platform/context.ts';
import { readSettings } from '../platform/settings.ts';
import { done, failed, type Out, readArguments } from './command.ts';
import { withHouse } from './with-house.ts';

const options = { json: { type: 'boolean' } } as const;
const platform = { kind: 'platform' } as const;

/** `triage models list` shows every version; `back AREA` goes to the one before; `use AREA VERSION` puts one to use. */
export async function models(args: string[], out: Out): Promise<number> {
  const { values, positionals } = readArguments(args, options, { least: 1, most: 3 });
  const [verb, area, version] = positionals;
  if (verb === 'list')
    return withHouse(readSettings(), async (house) => list(await unitOfWork(house, platform, new Date(), selectModels), values.json, out));
  if (verb === 'back' && area !== undefined && /^\d{6}$/.test(area))
    return withHouse(readSettings(), async (house) => {
      const { version: now } = await unitOfWork(house, platform, new Date(), (ctx) => backModel(ctx, area));
      out.print(`Version ${now} is in use for ${area} again; running servers take it at once.`);
      return done;
    });
  if (verb !== 'use' || area === undefined || !/^\d+$/.test(version ?? ''))
    throw new Error('Say: triage models list, triage models back AREA, or triage models use AREA VERSION.');
  return withHouse(readSettings(), async (house) => {
    const isUsed = await unitOfWork(house, platform, new Date(), (ctx) => useModel(ctx, 'matter', area, Number(version)));
    if (isUsed) out.print(`Version ${version} is in use for ${area}; running servers take it at once.`);
    else out.tell(`${area} has no version ${version}; see them with: triage models list`);
    return isUsed ? done : failed;
  });
}

function list(rows: Awaited<ReturnType<typeof selectModels>>, isJson: boolean | undefined, out: Out): number {
  if (isJson) out.print(JSON.stringify(rows));
  for (const { area_code, version, state, trained_at, example_count, lesson_count, figures } of isJson ? [] : rows) {
    const reached =
      figures.accuracy === undefined ? 'nothing held out yet' : `${(figures.accuracy * 100).toFixed(1)} % of ${figures.held} held out`;
    out.print(
      `${area_code}  version ${version}  ${state.padEnd(9)}  ${trained_at.toISOString()}  ${example_count} examples, ${lesson_count} dispatched cases  ${reached}`,
    );
  }
  if (rows.length === 0) out.print('There is no model yet; a running server makes the first within a minute.');
  return done;
}
