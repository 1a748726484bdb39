import { createHash } from 'node:crypto';

/** A complete subtree of a Merkle tree: `level` 0 holds the leaf hashes; node `position` of a level covers the leaves position·2^level …. */
export type Node = { readonly level: number; readonly position: number };

/** Gives the hash of a complete subtree; throws where there is none. */
export type NodeAt = (node: Node) => Buffer;

const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const ofLeaf = Uint8Array.of(0);
const ofNode = Uint8Array.of(1);

/** SHA-256(0x00 ‖ entry): RFC 9162 §2.1.1. */
export const leafHash = (entry: Uint8Array): Buffer => sha256(ofLeaf, entry);

/** SHA-256(0x01 ‖ left ‖ right): RFC 9162 §2.1.1. */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => sha256(ofNode, left, right);

/** The root of a tree without leaves. */
export const emptyRoot = sha256();

/** Leaves from `from` up to, not including, `to`; `from` is a multiple of a power of two that is not smaller than the range. */
type Range = { readonly from: number; readonly to: number };

/** The largest power of two smaller than `count`; `count` is at least 2. */
function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}

/** The complete subtrees of a range, the largest first. */
function nodesOf({ from, to }: Range): Node[] {
  const nodes: Node[] = [];
  let [at, left] = [from, to - from];
  while (left > 0) {
    let [level, span] = [0, 1];
    while (span * 2 <= left) [level, span] = [level + 1, span * 2];
    nodes.push({ level, position: at / span });
    [at, left] = [at + span, left - span];
  }
  return nodes;
}

function hashOf(range: Range, nodeAt: NodeAt): Buffer {
  const [last, ...before] = nodesOf(range).reverse().map(nodeAt);
  return before.reduce<Buffer>((right, left) => nodeHash(left, right), last ?? emptyRoot);
}

/** Ranges whose hashes prove that leaf `index` stands in the first `size` leaves, from the leaf upwards (RFC 9162 §2.1.3.1). */
function inclusionRanges(index: number, size: number): Range[] {
  const ranges: Range[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    if (index < middle) {
      ranges.push({ from: middle, to });
      to = middle;
    } else {
      ranges.push({ from, to: middle });
      from = middle;
    }
  }
  return ranges.reverse();
}

/** Ranges whose hashes prove that the tree of `size` leaves begins with the tree of `old` leaves (RFC 9162 §2.1.4.1). */
function consistencyRanges(old: number, size: number): Range[] {
  const ranges: Range[] = [];
  let [from, to] = [0, size];
  let isWhole = true;
  while (old < to) {
    const middle = from + splitOf(to - from);
    if (old <= middle) {
      ranges.push({ from: middle, to });
      to = middle;
    } else {
      ranges.push({ from, to: middle });
      from = middle;
      isWhole = false;
    }
  }
  return isWhole ? ranges.reverse() : [{ from, to }, ...ranges.reverse()];
}

/** What a proof needs to be read from the tree, and how its hashes are made of that. */
export type Proof = { readonly nodes: readonly Node[]; readonly build: (nodeAt: NodeAt) => Buffer[] };

const proofOf = (ranges: readonly Range[]): Proof => ({
  nodes: ranges.flatMap(nodesOf),
  build: (nodeAt) => ranges.map((range) => hashOf(range, nodeAt)),
});

/** The audit path of a leaf, 0 ≤ index < size; throws a RangeError otherwise. */
export function inclusionProof(index: number, size: number): Proof {
  if (!(Number.isInteger(index) && Number.isInteger(size) && index >= 0 && index < size))
    throw new RangeError(`There is no leaf ${index} among ${size}.`);
  return proofOf(inclusionRanges(index, size));
}

/** The consistency proof between two sizes, 1 ≤ old ≤ size; throws a RangeError otherwise. */
export function consistencyProof(old: number, size: number): Proof {
  if (!(Number.isInteger(old) && Number.isInteger(size) && old >= 1 && old <= size))
    throw new RangeError(`A tree of ${size} leaves does not begin with ${old}.`);
  return proofOf(consistencyRanges(old, size));
}

/** The root of the first `size` leaves. */
export const rootProof = (size: number): Proof => proofOf([{ from: 0, to: size }]);

/** The complete subtrees at the right edge of a tree, from which it grows: the largest first. */
export const edgeOf = (size: number): Node[] => nodesOf({ from: 0, to: size });

/** Adds leaves one by one. `edge` are the hashes of `edgeOf(size)`; gives what each leaf completes, the leaf itself first. */
export function growFrom(size: number, edge: readonly Buffer[]) {
  const nodes = edgeOf(size);
  const open: { level: number; hash: Buffer }[] = nodes.map(({ level }, place) => ({ level, hash: edge[place] ?? emptyRoot }));
  let count = size;
  return {
    size: () => count,
    root: (): Buffer =>
      open
        .map(({ hash }) => hash)
        .reverse()
        .reduce<Buffer | undefined>((right, left) => (right ? nodeHash(left, right) : left), undefined) ?? emptyRoot,
    add(leaf: Buffer): (Node & { hash: Buffer })[] {
      const made: (Node & { hash: Buffer })[] = [{ level: 0, position: count, hash: leaf }];
      let top = { level: 0, hash: leaf };
      for (let last = open.at(-1); last?.level === top.level; last = open.at(-1)) {
        open.pop();
        top = { level: top.level + 1, hash: nodeHash(last.hash, top.hash) };
        made.push({ ...top, position: Math.floor(count / 2 ** top.level) });
      }
      open.push(top);
      count += 1;
      return made;
    },
  };
}

/** The root that follows from a leaf hash and its audit path, or nothing when the path has the wrong length (RFC 9162 §2.1.3.2). */
export function rootFromInclusion(leaf: Buffer, index: number, size: number, path: readonly Buffer[]): Buffer | undefined {
  if (index < 0 || index >= size) return undefined;
  let [place, last, hash] = [index, size - 1, leaf];
  for (const sibling of path) {
    if (last === 0) return undefined;
    if (place % 2 === 1 || place === last) {
      hash = nodeHash(sibling, hash);
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
    } else hash = nodeHash(hash, sibling);
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 ? hash : undefined;
}

export const isIncluded = (leaf: Buffer, index: number, size: number, path: readonly Buffer[], root: Buffer): boolean =>
  rootFromInclusion(leaf, index, size, path)?.equals(root) ?? false;

/** Whether `proof` shows that the tree of `size` with `root` begins with the tree of `old` with `oldRoot` (RFC 9162 §2.1.4.2). */
export function isConsistent(old: number, size: number, oldRoot: Buffer, root: Buffer, proof: readonly Buffer[]): boolean {
  if (old === size) return proof.length === 0 && oldRoot.equals(root);
  const isPower = 2 ** Math.round(Math.log2(old)) === old;
  const [first, ...path] = isPower ? [oldRoot, ...proof] : proof;
  if (!first || old < 1 || old > size) return false;
  const made = climb(old, size, first, path);
  return made?.[0].equals(oldRoot) === true && made[1].equals(root);
}

function climb(old: number, size: number, first: Buffer, path: readonly Buffer[]): [Buffer, Buffer] | undefined {
  let [place, last] = [old - 1, size - 1];
  while (place % 2 === 1) [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  let [oldHash, hash] = [first, first];
  for (const sibling of path) {
    if (last === 0) return undefined;
    if (place % 2 === 1 || place === last) {
      [oldHash, hash] = [nodeHash(sibling, oldHash), nodeHash(sibling, hash)];
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
    } else hash = nodeHash(hash, sibling);
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 ? [oldHash, hash] : undefined;
}
