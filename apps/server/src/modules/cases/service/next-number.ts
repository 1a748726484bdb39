import type { Context } from '#platform/context.ts';
import type { Database } from '#platform/database.ts';
import { takeNumbers } from '../store/write.ts';

type Block = { next: number; last: number; filling?: Promise<void> };

/** The blocks of this process, by county and day; those of another database are no concern of this one. */
const blocksOf = new WeakMap<Database, Map<string, Block>>();
const blockSize = 16;
const mostBlocks = 500;

function blocksIn(database: Database): Map<string, Block> {
  const blocks = blocksOf.get(database) ?? new Map<string, Block>();
  blocksOf.set(database, blocks);
  if (blocks.size > mostBlocks) blocks.clear();
  return blocks;
}

/** Begins to fetch a block; whoever comes meanwhile waits for the same one. */
function openBlock(ctx: Context, region: string, on: string, failed: () => void): Block {
  const block: Block = { next: 1, last: 0 };
  block.filling = takeNumbers(ctx, region, on, blockSize).then(
    (first) => {
      block.next = first;
      block.last = first + blockSize - 1;
      delete block.filling;
    },
    (error: unknown) => {
      failed();
      throw error;
    },
  );
  return block;
}

/** The next running number of a county and day, from this process's own block, so that two reports do not wait for each other's commit. */
export async function nextNumber(ctx: Context, region: string, on: string): Promise<number> {
  const blocks = blocksIn(ctx.house.database);
  const key = `${region} ${on}`;
  for (;;) {
    const block = blocks.get(key);
    if (block?.filling) await block.filling;
    else if (block && block.next <= block.last) return block.next++;
    else
      blocks.set(
        key,
        openBlock(ctx, region, on, () => blocks.delete(key)),
      );
  }
}
