import type { Context } from '#platform/context.ts';
import { consistencyProof, inclusionProof, type Proof } from '#platform/ledger/merkle.ts';
import { conflict, notFound } from '#platform/refusal.ts';
import { selectLineOf } from '../store/ledger.ts';
import { selectHead, selectHeads, selectLeafOf, selectNodes } from '../store/tree.ts';
import type { TreeHeadTable } from '../tables.ts';
import { ownMark } from './my-looks.ts';
import { nodeIn } from './sequence.ts';

const told = ({ size, root, at, signature }: TreeHeadTable) => ({ size, root: root.toString('base64'), at: at.toISOString(), signature });

/** The newest signed head; without any line only its size. */
export async function showHead(ctx: Context) {
  const head = await selectHead(ctx);
  return head ? told(head) : ({ size: 0 } as const);
}

/** Signed heads for whoever keeps them as a witness. */
export const listHeads = async (ctx: Context, { after, limit }: { after: number; limit: number }) =>
  (await selectHeads(ctx, after, limit)).map(told);

async function hashesOf(ctx: Context, proof: Proof): Promise<string[]> {
  const known = await selectNodes(ctx, proof.nodes);
  return proof.build(({ level, position }) => nodeIn(known, level, position)).map((hash) => hash.toString('base64'));
}

/** Proves that the tree of `to` lines begins with that of `from` lines (RFC 9162 §2.1.4). */
export async function proveConsistency(ctx: Context, { from, to }: { from: number; to: number }) {
  const size = (await selectHead(ctx))?.size ?? 0;
  if (from > to || to > size) throw notFound('tree');
  return { proof: await hashesOf(ctx, consistencyProof(from, to)) };
}

/** Proves to a resident that a look at his data stands in the tree (RFC 9162 §2.1.3). */
export async function proveLook(ctx: Context, key: { region: string; id: string }) {
  const { person } = await ownMark(ctx);
  if (!(await selectLineOf(ctx, person, key.region, key.id))) throw notFound('look');
  const [leaf, head] = [await selectLeafOf(ctx, key.id), await selectHead(ctx)];
  if (!leaf || !head) throw conflict('look.not_sequenced', 'The line is written and is numbered within seconds. Ask again.');
  return {
    position: leaf.position,
    leaf: leaf.hash.toString('base64'),
    head: told(head),
    path: await hashesOf(ctx, inclusionProof(leaf.position, head.size)),
  };
}
