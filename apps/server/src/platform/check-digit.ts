/** Check digit of a digit string by ISO/IEC 7064, pure system MOD 11,10. */
export function checkDigit(digits: string): number {
  let product = 10;
  for (const digit of digits) {
    let sum = (Number(digit) + product) % 10;
    if (sum === 0) sum = 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10;
}

/** A number as people read it: its parts and their check digit, joined by hyphens, e.g. 350102-2026-0000123-4. */
export const writeChecked = (...parts: readonly string[]): string => `${parts.join('-')}-${checkDigit(parts.join(''))}`;

/** The county, which is the first part, of a number of this form (a group for each part and one for the check digit); null when a digit was mistyped. */
export function regionOfChecked(number: string, form: RegExp): string | null {
  const parts = form.exec(number)?.slice(1);
  const check = parts?.pop();
  return parts?.[0] !== undefined && checkDigit(parts.join('')) === Number(check) ? parts[0] : null;
}
