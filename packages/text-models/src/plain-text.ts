import { toSimplified } from './simplified.ts';

const markup = /<[^<>]{1,400}>|&(?:nbsp|amp|lt|gt|quot|#\d{1,6});/g;
/** Zero-width and direction marks: they are invisible and split words for whoever wants to deceive. */
const invisible = /\u00AD|\u034F|\u061C|\u180E|[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]|[\uFE00-\uFE0F]/g;
const link = /https?:\/\/[^\s\u3000-\u9fff]{1,500}/g;

/** Longer texts are read up to here (UTF-16 units). */
export const longestText = 20_000;

/** A text as models read it: one form of each character (NFKC), lower case, simplified characters, no markup, no invisible marks, no links. */
export function plainText(text: string): string {
  const form = text.slice(0, longestText).normalize('NFKC').toLowerCase();
  const plain = form.includes('<') || form.includes('&') ? form.replace(markup, ' ') : form;
  return toSimplified((plain.includes('http') ? plain.replace(link, ' ') : plain).replace(invisible, ''));
}
