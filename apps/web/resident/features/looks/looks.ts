import { get, post } from '@banyan/api-client';

export type Asked = {
  id: string;
  kind: 'ask' | 'object';
  words: string;
  dueAt: string;
  state: 'open' | 'explained' | 'upheld' | 'dismissed';
  reply: string | null;
};

export type MyLook = {
  region: string;
  id: string;
  at: string;
  officer: string;
  basis: string;
  aboutKind: string | null;
  aboutId: string | null;
  sentence: { zh: string; en: string };
  asked: Asked[];
};

type Proof = { position: number; leaf: string; head: { size: number; root: string }; path: string[] };

export const getMyLooks = (before: string | null) =>
  get<{ looks: MyLook[]; next: string | null }>('/me/looks', { query: before ? { before } : {} });

export const askAbout = ({ region, id }: MyLook, kind: Asked['kind'], words: string) =>
  post<Asked>(`/me/looks/${region}/${id}/objections`, { kind, words });

export const getProof = ({ region, id }: MyLook) => get<Proof>(`/me/looks/${region}/${id}/proof`);

const bytesOf = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

async function join(left: Uint8Array, right: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const whole = new Uint8Array(1 + left.length + right.length);
  whole.set([1]);
  whole.set(left, 1);
  whole.set(right, 1 + left.length);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', whole));
}

/** Whether the root of the head follows from the leaf, worked out on this device (RFC 9162 §2.1.3.2). */
export async function holds({ position, leaf, head, path }: Proof): Promise<boolean> {
  let [place, last, hash] = [position, head.size - 1, bytesOf(leaf)];
  for (const text of path) {
    if (last === 0) return false;
    const sibling = bytesOf(text);
    if (place % 2 === 1 || place === last) {
      hash = await join(sibling, hash);
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
    } else hash = await join(hash, sibling);
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  const root = bytesOf(head.root);
  return last === 0 && hash.length === root.length && hash.every((byte, index) => byte === root[index]);
}
