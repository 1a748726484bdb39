import type { Context } from '#platform/context.ts';
import { growFrom, leafHash } from '#platform/ledger/merkle.ts';
import { checkSignature } from '#platform/signing.ts';
import { commitmentOf, headText } from '../line.ts';
import { type Numbered, selectHeads, selectNumbered, selectUnlisted } from '../store/tree.ts';
import type { TreeHeadTable } from '../tables.ts';

/** What is wrong first: a line that was edited, deleted or slipped in, or a head that the tree does not have. */
export type LedgerFault =
  | { what: 'altered' | 'missing'; position: number; region: string; id: string }
  | { what: 'unlisted'; region: string; id: string }
  | { what: 'root' | 'signature'; size: number; after: number };

export type LedgerCheck = { valid: boolean; lines: number; heads: number; fault: LedgerFault | null };

/** A head that a witness kept. */
export type KeptHead = { size: number; root: string };

const page = 5000;

const faultOf = ({ position, county, line_id, hash, line }: Numbered): LedgerFault | undefined => {
  const named = { position, region: county, id: line_id };
  if (!line) return { what: 'missing', ...named };
  return leafHash(commitmentOf(line)).equals(hash) ? undefined : { what: 'altered', ...named };
};

/** Recomputes every line, the tree and all signed heads, and those that witnesses kept; names the first fault. Cost: one pass over the ledger. */
export async function verifyLedger(ctx: Context, kept: readonly KeptHead[] = []): Promise<LedgerCheck> {
  const heads = await allHeads(ctx);
  const byHand = new Map(kept.map(({ size, root }) => [size, root]));
  const due = new Map(heads.map((head) => [head.size, head]));
  const tree = growFrom(0, []);
  let sound = 0;
  const checkHead = async (): Promise<LedgerFault | undefined> => {
    const [size, root] = [tree.size(), tree.root()];
    const head = due.get(size);
    const witnessed = byHand.get(size);
    const isOther = (head && !head.root.equals(root)) || (witnessed !== undefined && witnessed !== root.toString('base64'));
    if (isOther) return { what: 'root', size, after: sound };
    if (head && !(await checkSignature(head.signature, headText(head), ctx.house.signer.keys)).valid)
      return { what: 'signature', size, after: sound };
    if (head) sound = size;
    return undefined;
  };
  const told = (fault: LedgerFault | undefined): LedgerCheck => ({
    valid: fault === undefined,
    lines: tree.size(),
    heads: heads.length,
    fault: fault ?? null,
  });
  for (;;) {
    const rows = await selectNumbered(ctx, tree.size(), page);
    for (const row of rows) {
      const fault = row.position === tree.size() ? faultOf(row) : ({ what: 'root', size: row.position, after: sound } as const);
      if (fault) return told(fault);
      tree.add(row.hash);
      const wrong = await checkHead();
      if (wrong) return told(wrong);
    }
    if (rows.length < page) break;
  }
  const beyond = [...due.keys(), ...byHand.keys()].find((size) => size > tree.size());
  if (beyond !== undefined) return told({ what: 'root', size: beyond, after: sound });
  const unlisted = await selectUnlisted(ctx);
  return told(unlisted && { what: 'unlisted', ...unlisted });
}

async function allHeads(ctx: Context): Promise<TreeHeadTable[]> {
  const heads: TreeHeadTable[] = [];
  for (;;) {
    const more = await selectHeads(ctx, heads.at(-1)?.size ?? 0, page);
    heads.push(...more);
    if (more.length < page) return heads;
  }
}
