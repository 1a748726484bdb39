/** Reads the trimmed text of one cell; throws an Error whose message is the reason, in words for the one who keeps the table. */
export type Cell<T> = (text: string) => T;

const refuse = (reason: string): never => {
  throw new Error(reason);
};

/** Text of 1 to `most` characters without control characters. */
export const words =
  (most: number): Cell<string> =>
  (text) => {
    if (text === '') return refuse('the cell is empty');
    if ([...text].length > most) return refuse(`the text has ${[...text].length} characters; at most ${most} are allowed`);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
    return /[\u0000-\u0009\u000b-\u001f\u007f]/.test(text) ? refuse('the text holds a control character') : text;
  };

/** Text of one form; `form` tells it in words. */
export const pattern =
  (form: RegExp, told: string): Cell<string> =>
  (text) =>
    form.test(text) ? text : refuse(`"${text}" is not ${told}`);

/** A civil day that exists, `YYYY-MM-DD`. */
export const day: Cell<string> = (text) => {
  const midnight = /^[12]\d{3}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  const exists = !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(text);
  return exists ? text : refuse(`"${text}" is not a day such as 2027-01-01`);
};

/** A number from `least` to `most`. */
export const decimal =
  (least: number, most: number): Cell<number> =>
  (text) => {
    const value = Number(text);
    const sound = /^-?\d+(\.\d+)?$/.test(text) && value >= least && value <= most;
    return sound ? value : refuse(`"${text}" is not a number from ${least} to ${most}`);
  };

/** A whole number from `least` to `most`. */
export const whole =
  (least: number, most: number): Cell<number> =>
  (text) => {
    const value = Number(text);
    return /^-?\d+$/.test(text) && value >= least && value <= most
      ? value
      : refuse(`"${text}" is not a whole number from ${least} to ${most}`);
  };

/** One of a list of words. */
export const oneOf =
  <const T extends string>(list: readonly T[]): Cell<T> =>
  (text) =>
    (list as readonly string[]).includes(text)
      ? (text as T)
      : refuse(`"${text}" is not one of ${list.length > 12 ? `the ${list.length} known ones` : list.join(', ')}`);

/** The cell, or null when it is empty. */
export const maybe =
  <T>(cell: Cell<T>): Cell<T | null> =>
  (text) =>
    text === '' ? null : cell(text);

/** Parts between separators, each of the given form, none twice; an empty cell has none. */
export const listOf =
  <T>(separator: string, cell: Cell<T>, counts: { least?: number; most?: number } = {}): Cell<T[]> =>
  (text) => {
    const parts =
      text === ''
        ? []
        : text
            .split(separator)
            .map((part) => part.trim())
            .filter((part) => part !== '' || separator !== ' ');
    const { least = 0, most = Number.POSITIVE_INFINITY } = counts;
    if (parts.length < least || parts.length > most) return refuse(`there are ${parts.length} entries; ${least} to ${most} are needed`);
    const twin = parts.find((part, place) => parts.indexOf(part) !== place);
    return twin === undefined ? parts.map(cell) : refuse(`"${twin}" stands twice`);
  };

/** The cell, with the message of any error as the reason: for readers of other packages. */
export const readBy =
  <T>(reader: (text: string) => T): Cell<T> =>
  (text) =>
    reader(text);
