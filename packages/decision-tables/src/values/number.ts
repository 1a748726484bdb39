/**
 * Numbers are decimal to 15 significant digits: whole numbers are exact in a double, everything else is rounded to 15 digits after each step,
 * so that 0.1 + 0.2 = 0.3. DMN 1.5, 10.3.2.3.1 asks for 34 digits; no amount of money, age or area in government comes near 15.
 */
export function tidy(value: number): number {
  return Number.isInteger(value) || !Number.isFinite(value) ? value : Number(value.toPrecision(15));
}

/**
 * The sum, to the last place that 15 digits of the larger summand have: 1.1 + -1.2 is -0.1, though the rest of a double subtraction
 * looks like more digits.
 */
export function plus(left: number, right: number): number {
  const sum = left + right;
  if (Number.isInteger(sum) || !Number.isFinite(sum)) return sum;
  const places = 14 - Math.floor(Math.log10(Math.max(Math.abs(left), Math.abs(right))));
  return tidy(places >= 0 && places <= 100 ? Number(sum.toFixed(places)) + 0 : sum);
}

/** The tidy number, or null where there is none (overflow, 0/0). */
export function finite(value: number): number | null {
  return Number.isFinite(value) ? tidy(value) : null;
}

/** Moves the decimal point by writing, which is exact where multiplying by a power of ten is not. */
export function shift(value: number, places: number): number {
  const [digits, exponent = '0'] = String(value).split('e');
  return Number(`${digits}e${Number(exponent) + places}`);
}

export type Rounding = 'half-even' | 'half-up' | 'half-down' | 'up' | 'down' | 'floor' | 'ceiling';

function halfEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}

const towards: Record<Rounding, (value: number) => number> = {
  'half-even': halfEven,
  'half-up': (value) => Math.sign(value) * Math.floor(Math.abs(value) + 0.5),
  'half-down': (value) => Math.sign(value) * Math.ceil(Math.abs(value) - 0.5),
  up: (value) => Math.sign(value) * Math.ceil(Math.abs(value)),
  down: Math.trunc,
  floor: Math.floor,
  ceiling: Math.ceil,
};

export const SMALLEST_SCALE = -6111;
export const LARGEST_SCALE = 6176;

/** Rounds at a number of places behind the point (before it, when negative); null for a scale outside decimal128. */
export function roundAt(value: number, scale: number, rounding: Rounding): number | null {
  const places = Math.trunc(scale);
  if (places < SMALLEST_SCALE || places > LARGEST_SCALE) return null;
  const shifted = shift(value, places);
  if (!Number.isFinite(shifted) || Math.abs(shifted) >= 2 ** 53) return value;
  const rounded = shift(towards[rounding](shifted), -places);
  return rounded === 0 ? 0 : rounded;
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Reads a number as FEEL writes it; null for anything else. */
export function parseNumber(text: string): number | null {
  return NUMBER.test(text) ? finite(Number(text)) : null;
}

/** Writes a number without an exponent, as an official would. */
export function plainNumber(value: number): string {
  const text = String(value);
  const [mantissa = '', exponent] = text.split('e');
  if (exponent === undefined) return text;
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const places = Number(exponent);
  if (places < 0) return `${sign}0.${'0'.repeat(-places - whole.length)}${whole}${fraction}`;
  return `${sign}${whole}${fraction.padEnd(places, '0')}`;
}

/** Power; whole exponents are multiplied out so that the result stays decimal. */
export function power(base: number, exponent: number): number | null {
  return finite(base ** exponent);
}
