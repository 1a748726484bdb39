import { readFileSync } from 'node:fs';
import { type KeptHead, type LedgerFault, listHeads, verifyLedger } from '../modules/privacy/index.ts';
import { type Context, unitOfWork } from '../platform/context.ts';
import { readSettings } from '../platform/settings.ts';
import { type Command, done, failed, readArguments } from './command.ts';
import { withHouse } from './with-house.ts';

const onLedger = <T>(work: (ctx: Context) => Promise<T>): Promise<T> =>
  withHouse(readSettings(), (house) => unitOfWork(house, { kind: 'platform' }, new Date(), work));

const isHead = (value: unknown): value is KeptHead =>
  typeof value === 'object' &&
  value !== null &&
  'size' in value &&
  typeof value.size === 'number' &&
  'root' in value &&
  typeof value.root === 'string';

/** Heads as `ledger heads` writes them, one a line. */
function readKept(file: string): KeptHead[] {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  return lines.map((line, place) => {
    const head: unknown = JSON.parse(line);
    if (!isHead(head)) throw new Error(`${file}:${place + 1}: this is not a head with size and root.`);
    return head;
  });
}

function tell(fault: LedgerFault): string {
  if ('size' in fault)
    return `The head of ${fault.size} lines is not that of the tree (${fault.what}). The lines up to ${fault.after} agree with what was signed; a later one was changed.`;
  const where = 'position' in fault ? `position ${fault.position}, ` : '';
  return `The first line that does not hold is ${fault.region}/${fault.id} (${where}${fault.what}).`;
}

/** Recomputes the whole ledger and names the first line that was changed. */
export const verify: Command['run'] = async (args, out) => {
  const { values } = readArguments(args, { json: { type: 'boolean' }, heads: { type: 'string' } }, { least: 0, most: 0 });
  const kept = values.heads === undefined ? [] : readKept(values.heads);
  const check = await onLedger((ctx) => verifyLedger(ctx, kept));
  const words = check.fault ? tell(check.fault) : `The ledger holds: ${check.lines} lines, ${check.heads} signed heads.`;
  out.print(values.json ? JSON.stringify(check) : words);
  return check.valid ? done : failed;
};

/** Writes the signed heads for a witness, one a line; --after goes on from the size that the witness has. */
export const heads: Command['run'] = async (args, out) => {
  const { values } = readArguments(args, { after: { type: 'string' } }, { least: 0, most: 0 });
  const after = Number(values.after ?? 0);
  if (!Number.isInteger(after) || after < 0) throw new Error('--after is a number of lines.');
  for (const head of await onLedger((ctx) => listHeads(ctx, { after, limit: 100_000 }))) out.print(JSON.stringify(head));
  return done;
};
