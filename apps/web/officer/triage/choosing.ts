import type { ActionInput, OpenAction } from '@banyan/api-client';
import type { MatterChoice } from './proposals.ts';

/** What one key does with a proposed matter: the step that is open takes it, with its lead unit where the case goes out. */
export type Choosing = { action: 'accept' | 'dispatch'; input: ActionInput };

/** Nothing where no open step takes a matter, or where the case would go out and nobody leads the matter. Pure. */
export function choosingOf(
  actions: readonly Pick<OpenAction, 'action' | 'takes' | 'needs'>[],
  choice: MatterChoice,
  version: number,
): Choosing | null {
  const open = (name: string) =>
    actions.some(({ action, takes, needs }) => action === name && (takes.includes('matter') || needs.includes('matter')));
  if (open('accept')) return { action: 'accept', input: { version, matter: choice.code } };
  if (open('dispatch') && choice.leadUnit !== null)
    return { action: 'dispatch', input: { version, matter: choice.code, unit: choice.leadUnit } };
  return null;
}

/** The place of the choice that a key means, 0 to 2, or nothing: with a modifier, or while something is written, it means what it says. */
export function placeOfKey(
  { key, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  isWriting: boolean,
): number | null {
  if (isWriting || ctrlKey || metaKey || altKey) return null;
  const place = ['1', '2', '3'].indexOf(key);
  return place < 0 ? null : place;
}

export type Piece = { text: string; marked: boolean };

/** A text in pieces, with those marked that one of the words covers; overlapping words make one piece. Pure. */
export function markedPieces(text: string, words: readonly string[]): Piece[] {
  const lower = text.toLowerCase();
  const hit = new Array<boolean>(text.length).fill(false);
  for (const word of words.map((one) => one.toLowerCase()).filter((one) => one !== ''))
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) hit.fill(true, at, at + word.length);
  const pieces: Piece[] = [];
  for (const [at, marked] of hit.entries()) {
    const last = pieces[pieces.length - 1];
    if (last?.marked === marked) last.text += text[at] ?? '';
    else pieces.push({ text: text[at] ?? '', marked });
  }
  return pieces;
}
