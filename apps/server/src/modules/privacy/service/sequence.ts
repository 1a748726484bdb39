import { type Context, type House, unitOfWork } from '#platform/context.ts';
import { edgeOf, growFrom, leafHash } from '#platform/ledger/merkle.ts';
import { headText } from '../line.ts';
import { insertHead, insertLeaves, insertNodes, selectHead, selectNodes, takeTurn, takeWaiting } from '../store/tree.ts';

const batch = 4000;

/** Numbers the lines that wait, grows the tree by them and signs its new head; gives how many. */
export const sequenceLines = (house: House, now: Date): Promise<number> =>
  unitOfWork(house, { kind: 'platform' }, now, (ctx) => sequenceBatch(ctx));

async function sequenceBatch(ctx: Context): Promise<number> {
  if (!(await takeTurn(ctx))) return 0;
  const waiting = await takeWaiting(ctx, batch);
  if (waiting.length === 0) return 0;
  const before = (await selectHead(ctx))?.size ?? 0;
  const edge = edgeOf(before);
  const known = await selectNodes(ctx, edge);
  const tree = growFrom(
    before,
    edge.map(({ level, position }) => nodeIn(known, level, position)),
  );
  const made = waiting.map(({ commitment }) => tree.add(leafHash(commitment)));
  await insertLeaves(
    ctx,
    waiting.map(({ region, id, commitment }, place) => ({
      position: before + place,
      county: region,
      line_id: id,
      hash: leafHash(commitment),
    })),
  );
  await insertNodes(
    ctx,
    made.flat().filter(({ level }) => level > 0),
  );
  const head = { size: tree.size(), root: tree.root(), at: ctx.now };
  await insertHead(ctx, { ...head, signature: await ctx.house.signer.sign(headText(head)) });
  return waiting.length;
}

/** The hash of a node that was read; throws where the tree has lost it. */
export function nodeIn(known: ReadonlyMap<string, Buffer>, level: number, position: number): Buffer {
  const hash = known.get(`${level}/${position}`);
  if (!hash) throw new Error(`The tree of the ledger has lost node ${level}/${position}. Run: npm run banyan -- ledger verify`);
  return hash;
}
