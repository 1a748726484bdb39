/** Masks what may identify a person in free text before it leaves the intake: pure, and never longer than the text. */

const mobile = /(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d)[- ]?\d{4}[- ]?(\d{2})(\d{2})(?!\d)/g;
const landline = /(?<!\d)(0\d{2,3})[- ]\d{5,6}(\d{2})(?!\d)/g;
const identity = /(?<![0-9A-Za-z])(\d{6})\d{8}\d{3}[0-9Xx](?![0-9A-Za-z])/g;
const card = /(?<!\d)\d{16,19}(?!\d)/g;
const plate =
  /([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z])[·•\s]?([A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳])/g;
const email = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g;
const account = /((?:微信|vx|wx|QQ|qq)\s*(?:号|群)?\s*[:：是]?\s*)([A-Za-z0-9_-]{5,20})/g;

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The check character of a resident identity number (GB 11643-1999, ISO 7064 MOD 11-2). */
export function hasIdentityCheck(number: string): boolean {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return '10X98765432'[sum % 11] === number[17]?.toUpperCase();
}

/** Luhn (ISO/IEC 7812-1 annex B), as on bank cards. */
export function hasLuhnCheck(number: string): boolean {
  let sum = 0;
  for (let i = 0; i < number.length; i++) {
    const digit = Number(number[number.length - 1 - i]);
    sum += i % 2 === 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 === 0;
}

export function redact(text: string): string {
  return text
    .replace(identity, (whole, area: string) => (hasIdentityCheck(whole) ? `${area}************` : whole))
    .replace(card, (whole) => (hasLuhnCheck(whole) ? `****${whole.slice(-4)}` : whole))
    .replace(mobile, (_, head: string, _middle, tail: string) => `${head}******${tail}`)
    .replace(landline, (_, head: string, tail: string) => `${head}-****${tail}`)
    .replace(plate, (_, head: string, rest: string) => `${head}***${rest.slice(-2)}`)
    .replace(email, '***@***')
    .replace(account, (_, label: string) => `${label}***`);
}
