import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  consistencyProof,
  edgeOf,
  emptyRoot,
  growFrom,
  inclusionProof,
  isConsistent,
  isIncluded,
  leafHash,
  type Node,
  nodeHash,
  rootProof,
} from './merkle.ts';

/** Leaves, roots and proofs of the reference implementation of RFC 6962 (certificate-transparency, merkle_tree_test, Apache-2.0). */
const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const audits: [index: number, size: number, path: string[]][] = [
  [0, 1, []],
  [
    0,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    5,
    8,
    [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  [
    1,
    5,
    [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
];
const consistencies: [old: number, size: number, proof: string[]][] = [
  [1, 1, []],
  [
    1,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    6,
    8,
    [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [
    2,
    5,
    [
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
];

const key = ({ level, position }: Node) => `${level}/${position}`;
const hex = (hashes: readonly Buffer[]) => hashes.map((hash) => hash.toString('hex'));

/** A tree grown leaf by leaf, that keeps every node it completes. */
function treeOf(entries: readonly Uint8Array[]) {
  const nodes = new Map<string, Buffer>();
  const tree = growFrom(0, []);
  for (const entry of entries) for (const node of tree.add(leafHash(entry))) nodes.set(key(node), node.hash);
  const nodeAt = (node: Node): Buffer => {
    const hash = nodes.get(key(node));
    if (!hash) throw new Error(`The tree has no node ${key(node)}.`);
    return hash;
  };
  return { root: tree.root(), nodeAt };
}

/** The definition of RFC 9162 §2.1.1, word for word. */
function naiveRoot(entries: readonly Uint8Array[]): Buffer {
  if (entries.length === 0) return emptyRoot;
  if (entries.length === 1) return leafHash(entries[0] ?? new Uint8Array());
  let split = 1;
  while (split * 2 < entries.length) split *= 2;
  return nodeHash(naiveRoot(entries.slice(0, split)), naiveRoot(entries.slice(split)));
}

describe('the Merkle tree of the ledger', () => {
  const whole = leaves.map((entry) => Buffer.from(entry, 'hex'));

  test('has the roots of the reference implementation, grown or read at any size', () => {
    for (const [size, root] of roots.entries()) {
      expect(treeOf(whole.slice(0, size)).root.toString('hex')).toBe(root);
      expect(hex(rootProof(size).build(treeOf(whole).nodeAt))).toEqual([root]);
    }
  });

  test.each(audits)('proves leaf %i of %i as the reference implementation does', (index, size, path) => {
    expect(hex(inclusionProof(index, size).build(treeOf(whole).nodeAt))).toEqual(path);
  });

  test.each(consistencies)('proves that %i leaves begin %i as the reference implementation does', (old, size, proof) => {
    expect(hex(consistencyProof(old, size).build(treeOf(whole).nodeAt))).toEqual(proof);
  });

  test('grows on from its right edge alone, and is the tree of the definition', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 8 }), { maxLength: 40 }), fc.nat(), (entries, cut) => {
        const size = entries.length === 0 ? 0 : cut % (entries.length + 1);
        const before = treeOf(entries.slice(0, size));
        const tree = growFrom(size, edgeOf(size).map(before.nodeAt));
        for (const entry of entries.slice(size)) tree.add(leafHash(entry));
        expect(tree.root()).toEqual(naiveRoot(entries));
        expect(tree.size()).toBe(entries.length);
      }),
    );
  });

  test('proves every leaf and every earlier size, and nothing that is not so', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), fc.nat(), fc.nat(), (size, a, b, spoil) => {
        const entries = Array.from({ length: size }, (_, place) => Buffer.from(`line ${place}`));
        const { root, nodeAt } = treeOf(entries);
        const [index, old] = [a % size, (b % size) + 1];
        const leaf = leafHash(entries[index] ?? Buffer.alloc(0));
        const path = inclusionProof(index, size).build(nodeAt);
        expect(isIncluded(leaf, index, size, path, root)).toBe(true);
        expect(isIncluded(leafHash(Buffer.from('edited')), index, size, path, root)).toBe(false);
        expect(isIncluded(leaf, index, size, [...path, root], root)).toBe(false);
        expect(path.length === 0 || !isIncluded(leaf, index, size, path.slice(1), root)).toBe(true);
        const oldRoot = naiveRoot(entries.slice(0, old));
        const proof = consistencyProof(old, size).build(nodeAt);
        expect(isConsistent(old, size, oldRoot, root, proof)).toBe(true);
        const edited = naiveRoot(entries.slice(0, old).map((entry, place) => (place === spoil % old ? Buffer.from('edited') : entry)));
        expect(isConsistent(old, size, edited, root, proof)).toBe(false);
        expect(old === size || !isConsistent(old, size, oldRoot, leaf, proof)).toBe(true);
      }),
    );
  });

  test('refuses to prove what is not there', () => {
    expect(() => inclusionProof(8, 8)).toThrow('no leaf 8 among 8');
    expect(() => consistencyProof(0, 8)).toThrow('does not begin with 0');
    expect(() => consistencyProof(9, 8)).toThrow('does not begin with 9');
  });
});
