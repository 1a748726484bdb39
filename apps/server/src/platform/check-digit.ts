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
