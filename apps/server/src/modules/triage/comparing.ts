import { type Compared, compared, likeness, plainText, type Rarity, sameStory, sketch } from '@banyan/text-models';

/** How many character groups a story is kept with: the weightiest say nearly all. */
const keptGrams = 96;

/** What a report is compared by. */
export type Fingerprint = { readonly bands: readonly number[]; readonly compared: Compared };

export function fingerprintOf(title: string, content: string, rarity: Rarity): Fingerprint {
  const story = { title: plainText(title), body: plainText(content) };
  return { bands: [...sketch(`${story.title}。${story.body}`)], compared: compared(story, rarity) };
}

export const alike = (one: Compared, other: Compared): number => sameStory(likeness(one, other));

type Weighted = Compared['all'];

function heaviest({ hash, weight }: Weighted, most: number): Weighted {
  if (hash.length <= most) return { hash, weight };
  const order = [...hash.keys()].sort((a, b) => (weight[b] as number) - (weight[a] as number)).slice(0, most);
  order.sort((a, b) => (hash[a] as number) - (hash[b] as number));
  return { hash: Int32Array.from(order, (at) => hash[at] as number), weight: Float32Array.from(order, (at) => weight[at] as number) };
}

/** A story as bytes: three lists of numbers with their weights, and the numbers of its title. */
export function packCompared({ all, names, words, numbers }: Compared): Buffer {
  const lists = [heaviest(all, keptGrams), heaviest(names, keptGrams), heaviest(words, keptGrams)];
  const text = Buffer.from(JSON.stringify(numbers.slice(0, 12)));
  const head = Buffer.alloc(8);
  for (const [at, { hash }] of lists.entries()) head.writeUInt16LE(hash.length, at * 2);
  head.writeUInt16LE(text.length, 6);
  const bytes = lists.flatMap(({ hash, weight }) => [
    Buffer.from(hash.buffer, hash.byteOffset, hash.byteLength),
    Buffer.from(weight.buffer, weight.byteOffset, weight.byteLength),
  ]);
  return Buffer.concat([head, text, ...bytes]);
}

export function unpackCompared(packed: Buffer): Compared {
  const textLength = packed.readUInt16LE(6);
  const numbers = JSON.parse(packed.subarray(8, 8 + textLength).toString()) as string[];
  let at = 8 + textLength;
  const take = (count: number) => {
    const part = Uint8Array.from(packed.subarray(at, at + count * 4)).buffer;
    at += count * 4;
    return part;
  };
  const list = (place: number): Weighted => {
    const count = packed.readUInt16LE(place * 2);
    return { hash: new Int32Array(take(count)), weight: new Float32Array(take(count)) };
  };
  return { all: list(0), names: list(1), words: list(2), numbers };
}
