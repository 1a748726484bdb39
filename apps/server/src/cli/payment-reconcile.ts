import { readFileSync } from 'node:fs';
import { reconcileDay, writeOwnFile } from '../modules/payments/index.ts';
import { unitOfWork } from '../platform/context.ts';
import { readSettings } from '../platform/settings.ts';
import { type Command, done, failed, readArguments } from './command.ts';
import { withHouse } from './with-house.ts';

function dayOf(day: string | undefined): string {
  if (day === undefined || !/^20\d{2}-\d{2}-\d{2}$/.test(day)) throw new Error('Name the day with --day, such as --day 2026-11-25.');
  return day;
}

/** Reconciles a day with the payment system’s file; the exit code is that of a failure when something does not match. */
export const reconcile: Command['run'] = async (args, out) => {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean' }, day: { type: 'string' } }, { least: 1, most: 1 });
  const day = dayOf(values.day);
  const text = readFileSync(positionals[0] ?? '', 'utf8');
  const found = await withHouse(readSettings(), (house) =>
    unitOfWork(house, { kind: 'platform' }, new Date(), (ctx) => reconcileDay(ctx, day, text)),
  );
  const { matched, missing, extra, differing, lines } = found;
  if (!values.json) {
    for (const { verdict, why, key, line, oursCents, theirsCents } of lines)
      out.print(
        `${verdict} (${why}): ${key}${line === null ? '' : `, line ${line}`}, ours ${oursCents ?? '–'}, theirs ${theirsCents ?? '–'} cents`,
      );
    out.print(`${day}: ${matched} matched, ${missing} missing, ${extra} extra, ${differing} differing.`);
  } else out.print(JSON.stringify(found));
  return lines.length === 0 ? done : failed;
};

/** Writes our own side of a day. */
export const writeDay: Command['run'] = async (args, out) => {
  const { values } = readArguments(args, { day: { type: 'string' } }, { least: 0, most: 0 });
  const day = dayOf(values.day);
  const text = await withHouse(readSettings(), (house) =>
    unitOfWork(house, { kind: 'platform' }, new Date(), (ctx) => writeOwnFile(ctx, day)),
  );
  out.print(text.trimEnd());
  return done;
};
