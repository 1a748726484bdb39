import { RE2JS } from 're2js';
import { burn, fail, type Run, type Value } from '../values/value.ts';

// Regular expressions are those of XPath (DMN 1.5, table 76) run by RE2, whose time grows with the text and never explodes.
// What RE2 lacks, back references, is refused like a malformed pattern.
const LONGEST_PATTERN = 2000;
const FLAGS: Record<string, number> = { i: RE2JS.CASE_INSENSITIVE, s: RE2JS.DOTALL, m: RE2JS.MULTILINE, x: 0, q: 0 };
const LARGEST_CACHE = 500;

const compiled = new Map<string, RE2JS | null>();

function compilePattern(pattern: string, flags: string): RE2JS | null {
  const letters = Array.from(flags);
  if (pattern.length > LONGEST_PATTERN || letters.some((letter) => !Object.hasOwn(FLAGS, letter))) return null;
  const bits = letters.reduce((all, letter) => all | (FLAGS[letter] ?? 0), 0);
  const literal = letters.includes('q');
  const text = literal ? RE2JS.quote(pattern) : translate(letters.includes('x') ? withoutBlanks(pattern) : pattern, letters.includes('s'));
  if (text === null) return null;
  try {
    return RE2JS.compile(text, bits);
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

function patternOf(pattern: string, flags: string): RE2JS | null {
  const key = `${flags}\n${pattern}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  if (compiled.size >= LARGEST_CACHE) compiled.clear();
  const fresh = compilePattern(pattern, flags);
  compiled.set(key, fresh);
  return fresh;
}

/** The `x` flag: blanks outside classes are left out. */
function withoutBlanks(pattern: string): string {
  return pattern.replace(/\\\S|\[(?:\\[\s\S]|[^\]\\])*\]|\s+/g, (part) => (/^\s/.test(part) ? '' : part));
}

const NAME_START =
  'A-Z_a-z:\\x{C0}-\\x{D6}\\x{D8}-\\x{F6}\\x{F8}-\\x{2FF}\\x{370}-\\x{37D}\\x{37F}-\\x{1FFF}\\x{200C}-\\x{200D}\\x{2070}-\\x{218F}\\x{2C00}-\\x{2FEF}\\x{3001}-\\x{D7FF}\\x{F900}-\\x{FDCF}\\x{FDF0}-\\x{FFFD}';
const NAME = `${NAME_START}0-9.\\-\\x{B7}\\x{300}-\\x{36F}\\x{203F}-\\x{2040}`;
const OWN_CLASSES: Record<string, string> = { '\\i': NAME_START, '\\c': NAME };
const BLOCKS: Record<string, string> = {
  IsBasicLatin: '\\x{00}-\\x{7F}',
  'IsLatin-1Supplement': '\\x{80}-\\x{FF}',
  IsGreek: '\\x{370}-\\x{3FF}',
  IsCyrillic: '\\x{400}-\\x{4FF}',
  IsCJKUnifiedIdeographs: '\\x{4E00}-\\x{9FFF}',
};

/** From XPath to RE2; null for what is neither. */
function translate(pattern: string, dotIsAll: boolean): string | null {
  if (/\(\?(?!:)/.test(pattern) || /\\[1-9]/.test(pattern) || /(?:^|[^\\])\\[^\\nrtsSdDwWiIcCpP|.?*+(){}$^\-[\]]/.test(pattern))
    return null;
  const dotted = dotIsAll
    ? pattern
    : pattern.replace(/\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\./g, (part) => (part === '.' ? '[^\\n\\r]' : part));
  return dotted.replace(
    /\\\\|\\[ic]|\\p\{(Is[\w-]+)\}|(\[(?:[^\]\\]|\\.)*?)-\[((?:[^\]\\]|\\.)*)\]\]/g,
    (part, block?: string, from?: string, less?: string) => {
      if (block !== undefined) return Object.hasOwn(BLOCKS, block) ? `[${BLOCKS[block]}]` : part;
      if (from !== undefined && less !== undefined) return subtract(from, less);
      return Object.hasOwn(OWN_CLASSES, part) ? `[${OWN_CLASSES[part]}]` : part;
    },
  );
}

/** `[a-z-[aeiou]]` as the signs of the one class that are not in the other, over Latin letters and digits. */
function subtract(from: string, less: string): string {
  const [all, out] = [RE2JS.compile(`${from}]`), RE2JS.compile(`[${less}]`)];
  const kept = Array.from({ length: 0x250 }, (_, code) => String.fromCodePoint(code)).filter(
    (sign) => all.matches(sign) && !out.matches(sign),
  );
  return `[${kept.map((sign) => `\\x{${(sign.codePointAt(0) ?? 0).toString(16)}}`).join('')}]`;
}

const BACK_REFERENCE = /\([^)]*\)[\s\S]*\\[1-9]/;

function malformed(run: Run, pattern: string): null {
  if (BACK_REFERENCE.test(pattern)) return fail(run, 'feel.back_reference', `"${pattern}" refers back, which RE2 cannot`);
  return fail(run, 'feel.bad_pattern', `"${pattern}" is no pattern that is allowed`);
}

export function matchesPattern(input: string, pattern: string, flags: string, run: Run): Value {
  const expression = patternOf(pattern, flags);
  if (expression === null) return malformed(run, pattern);
  burn(run, 1 + (input.length >> 3));
  return expression.matcher(input).find();
}

/** `$1` in the replacement is a group, `\$` and `\\` are signs; any other `\` or `$` is malformed (XPath fn:replace). */
function replacementParts(replacement: string, groups: number): (string | number)[] | null {
  const parts: (string | number)[] = [];
  let rest = replacement;
  while (rest !== '') {
    const [all = '', sign, digits, plain] = /^(?:\\([\\$])|\$(\d+)|([^\\$]+))/.exec(rest) ?? [];
    if (all === '') return null;
    if (digits === undefined) parts.push(sign ?? plain ?? '');
    else parts.push(...groupAndRest(digits, groups));
    rest = rest.slice(all.length);
  }
  return parts;
}

/** `$12` is group 12, or group 1 and a 2 when there are fewer groups. */
function groupAndRest(digits: string, groups: number): (string | number)[] {
  let length = digits.length;
  while (length > 1 && Number(digits.slice(0, length)) > groups) length -= 1;
  const rest = digits.slice(length);
  return rest === '' ? [Number(digits)] : [Number(digits.slice(0, length)), rest];
}

export function replacePattern(input: string, pattern: string, replacement: string, flags: string, run: Run): Value {
  const expression = patternOf(pattern, flags);
  if (expression === null) return malformed(run, pattern);
  burn(run, 1 + (input.length >> 3));
  const matcher = expression.matcher(input);
  const groups = expression.groupCount();
  const parts = flags.includes('q') ? [replacement] : replacementParts(replacement, groups);
  if (parts === null) return malformed(run, replacement);
  let text = '';
  let at = 0;
  while (matcher.find()) {
    text += input.slice(at, matcher.start());
    text += parts.map((part) => (typeof part === 'string' ? part : part > groups ? '' : (matcher.group(part) ?? ''))).join('');
    at = matcher.end();
  }
  return text + input.slice(at);
}

export function splitBy(input: string, pattern: string, run: Run): Value {
  const expression = patternOf(pattern, '');
  if (expression === null) return malformed(run, pattern);
  burn(run, 1 + (input.length >> 3));
  const matcher = expression.matcher(input);
  const parts: string[] = [];
  let at = 0;
  while (matcher.find()) {
    if (matcher.end() === matcher.start()) continue;
    parts.push(input.slice(at, matcher.start()));
    at = matcher.end();
  }
  return [...parts, input.slice(at)];
}

/** Whether a pattern is one that `matches` and its like take. */
export function isPattern(pattern: string): boolean {
  return patternOf(pattern, '') !== null;
}
