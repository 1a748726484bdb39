import { connectPeer, disconnectPeer, endKey, makeKey } from '../modules/channels/index.ts';
import { type Context, unitOfWork } from '../platform/context.ts';
import { readSettings } from '../platform/settings.ts';
import { type Command, done, readArguments } from './command.ts';

const json = { json: { type: 'boolean' } } as const;

/** Does work as the operator, on the database of a running server or on one started for it. */
async function asOperator<T>(work: (ctx: Context) => Promise<T>): Promise<T> {
  const { withHouse } = await import('./with-house.ts');
  return withHouse(readSettings(), (house) => unitOfWork(house, { kind: 'platform' }, new Date(), work));
}

export const key: Command['run'] = async (args, out) => {
  const { values, positionals } = readArguments(args, json, { least: 1, most: 1 });
  const made = await asOperator((ctx) => makeKey(ctx, positionals[0] ?? ''));
  out.print(
    values.json
      ? JSON.stringify({ name: made.name, key: made.key })
      : `${made.key}\n\nThis is the Open311 key of "${made.name}". It is shown this once and kept as its hash alone; any earlier key of this name has ended.`,
  );
  return done;
};

export const endOfKey: Command['run'] = async (args, out) => {
  const { positionals } = readArguments(args, {}, { least: 1, most: 1 });
  await asOperator((ctx) => endKey(ctx, positionals[0] ?? ''));
  out.print(`The key of "${positionals[0]}" has ended.`);
  return done;
};

const peerOptions = {
  address: { type: 'string' },
  area: { type: 'string' },
  services: { type: 'string' },
  key: { type: 'string' },
  jurisdiction: { type: 'string' },
  client: { type: 'string' },
} as const;

export const peer: Command['run'] = async (args, out) => {
  const { values, positionals } = readArguments(args, peerOptions, { least: 1, most: 1 });
  const [name = ''] = positionals;
  const { address, area, services = '*==', key: ourKey, jurisdiction, client } = values;
  if (address === undefined || area === undefined) throw new Error('A peer needs --address URL and --area CODE.');
  await asOperator((ctx) => connectPeer(ctx, { name, address, area, services, key: ourKey, jurisdiction, client }));
  out.print(
    `Cases of ${area} are sent to "${name}" when they are dispatched, and its updates are fetched. See how it goes: GET /api/channels/peers`,
  );
  return done;
};

export const endOfPeer: Command['run'] = async (args, out) => {
  const { positionals } = readArguments(args, {}, { least: 1, most: 1 });
  await asOperator((ctx) => disconnectPeer(ctx, positionals[0] ?? ''));
  out.print(`Nothing more is sent to "${positionals[0]}", and it is asked no more.`);
  return done;
};
