/** On which ground a form is asked, and what no form may ask. Pure. */

/** A law, regulation or document and the place in it, as the asking unit writes it. */
export type Basis = { readonly law: string; readonly article: string };

const law = /^《[^《》]{2,80}》/;
/** A document number such as 榕政办〔2026〕11号. */
const documentNumber = /[〔[(（]\d{4}[〕\])）]\s*(第?\d+号)/;
const article = /第[零〇一二三四五六七八九十百千\d]+(条|款|项|章|部分)|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）/;

/** What a ground lacks: the name of a law or document, or the place in it; nothing when it is complete. */
export function lackOf(basis: Basis): 'law' | 'article' | undefined {
  if (!law.test(basis.law) && !documentNumber.test(basis.law)) return 'law';
  return article.test(basis.article) ? undefined : 'article';
}

/** A word that marks a measure of diligence instead of a fact of the place, and the rule that forbids it. */
export type BannedWord = { readonly word: string; readonly basis: string; readonly source: string; readonly status: string };

export type Banned = { readonly field: string; readonly word: string; readonly basis: string };

/** Fields that measure check-ins, activity, installs, likes and the like. */
export const bannedIn = (names: readonly string[], words: readonly BannedWord[]): Banned[] =>
  names.flatMap((field) => {
    const plain = field.normalize('NFKC').toLowerCase().replace(/\s/g, '');
    const found = words.find(({ word }) => plain.includes(word.normalize('NFKC').toLowerCase().replace(/\s/g, '')));
    return found ? [{ field, word: found.word, basis: found.basis }] : [];
  });
