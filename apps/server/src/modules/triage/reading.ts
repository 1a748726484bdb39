import { type Document, plainText, shapeMarks } from '@banyan/text-models';
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';

let jieba: Jieba | undefined;

/** The words of a Chinese text in order; loads its dictionary when first asked. */
export function cutWords(text: string): string[] {
  jieba ??= Jieba.withDict(dict);
  return jieba.cut(text, true);
}

/** Title and text of a report as models read them. */
export function documentOf(title: string, content: string): Document {
  const fields = [plainText(title), plainText(content)].filter((text) => text !== '');
  return { fields, marks: shapeMarks(fields) };
}
