import { languageTag } from '@banyan/ui';

/** A whole number with the reader's separators. */
export const figure = (value: number) => new Intl.NumberFormat(languageTag.value).format(value);

/** A share 0..1 as percent with one decimal, without the sign. */
export const percent = (share: number) => (share * 100).toFixed(1);

/** A signed difference; zero is an empty text. */
export function signed(value: number, digits = 0): string {
  const text = Math.abs(value).toFixed(digits);
  if (Number(text) === 0) return '';
  return `${value > 0 ? '+' : '−'}${text}`;
}

/** The change from one count to another in whole percent, or null when there was nothing before. */
export function growth(now: number, before: number): number | null {
  return before > 0 ? Math.round(((now - before) / before) * 100) : null;
}
