const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The check character of the first seventeen digits of a citizen's ID number (GB 11643-1999 §3.5, ISO 7064 MOD 11-2). Pure. */
export function checkOf(digits: string): string {
  const sum = weights.reduce((total, weight, place) => total + weight * Number(digits[place]), 0);
  return '10X98765432'[sum % 11] ?? '';
}

/** A citizen's ID number as people write it (full-width, spaced, small x), with its birth date `YYYY-MM-DD`; nothing when its date or its check character is wrong. */
export function readIdNumber(written: string): { number: string; birthOn: string } | undefined {
  const number = written.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  if (!/^[1-9][0-9]{16}[0-9X]$/.test(number) || checkOf(number) !== number[17]) return undefined;
  const birthOn = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  const born = new Date(`${birthOn}T00:00:00Z`);
  return !Number.isNaN(born.getTime()) && born.toISOString().startsWith(birthOn) ? { number, birthOn } : undefined;
}
