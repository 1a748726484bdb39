/** A bank account as people write it. Pure. */

/** The check digit of a bank card (ISO/IEC 7812-1, Luhn). */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (const [place, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (place % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

/** Digits of an account, or nothing: a card of 16 to 19 digits must pass its check digit, other accounts have 8 to 32 digits and none. */
export function readAccount(written: string): string | undefined {
  const digits = written.normalize('NFKC').replaceAll(/[\s-]/g, '');
  if (!/^\d{8,32}$/.test(digits)) return undefined;
  const isCard = digits.length >= 16 && digits.length <= 19;
  return !isCard || passesLuhn(digits) ? digits : undefined;
}

/** `**** 1234`. */
export const maskTail = (tail: string): string => `**** ${tail}`;
