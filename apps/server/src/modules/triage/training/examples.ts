import { type Document, type Example, hashesOf, standardViews } from '@banyan/text-models';
import type { Matter } from '../../matters/index.ts';
import { documentOf } from '../reading.ts';

/** What a person decided about a case, as features without words. */
export type Lesson = { readonly id: string; readonly matterCode: string; readonly hashes: ReadonlyMap<string, Int32Array> };

/** One lesson in five is never learned from, always the same ones: on these a new model is compared with the one before. */
const heldShare = 5;
export const isHeld = ({ id }: Lesson): boolean => Number.parseInt(id.slice(-6), 16) % heldShare === 0;

/** The list's own examples: names and what residents say. */
export const sentencesOf = (matters: readonly Matter[]): Example[] =>
  matters.flatMap(({ code, name, said }) => [name, ...said].map((sentence) => ({ document: documentOf('', sentence), label: code })));

const lessonDocument = ({ hashes }: Lesson): Document => ({ fields: [], hashes });

/** The examples to learn from: sentences as features, so that they stand beside lessons, of which those held out are left away. */
export function examplesOf(matters: readonly Matter[], lessons: readonly Lesson[]): Example[] {
  const sentences = sentencesOf(matters);
  if (lessons.length === 0) return sentences;
  const known = new Set(matters.map(({ code }) => code));
  const learned = lessons.filter((lesson) => !isHeld(lesson) && known.has(lesson.matterCode));
  return [
    ...sentences.map(({ document, label }) => ({ document: { fields: [], hashes: hashesOf(document, standardViews) }, label })),
    ...learned.map((lesson) => ({ document: lessonDocument(lesson), label: lesson.matterCode })),
  ];
}

export const heldOut = (lessons: readonly Lesson[]): Example[] =>
  lessons.filter(isHeld).map((lesson) => ({ document: lessonDocument(lesson), label: lesson.matterCode }));
