import { type ParseArgsConfig, parseArgs } from 'node:util';

/** One command of `npm run banyan`: its words, what stands behind them, and what it does. Gives the exit code. */
export type Command = {
  name: string;
  /** Arguments and options as shown behind the name. */
  usage: string;
  help: string;
  run: (args: string[], out: Out) => Promise<number>;
};

/** Where a command writes: results to the first, progress and problems to the second. */
export type Out = { print: (text: string) => void; tell: (text: string) => void };

export const done = 0;
/** Wrong use, a faulty pack, a database that cannot be reached. */
export const failed = 2;

type Options = NonNullable<ParseArgsConfig['options']>;

/** Reads options and arguments; throws one sentence when one is unknown, or when their number is not between `least` and `most`. */
export function readArguments<O extends Options>(args: string[], options: O, counts: { least: number; most: number }) {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true });
  if (positionals.length < counts.least) throw new Error(`${counts.least - positionals.length} more argument is needed.`);
  if (positionals.length > counts.most) throw new Error(`"${positionals[counts.most]}" is one argument too many.`);
  return { values, positionals };
}
