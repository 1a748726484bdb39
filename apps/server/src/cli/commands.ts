import type { Command } from './command.ts';

type Listed = Omit<Command, 'run'> & { load: () => Promise<Command['run']> };

/** Every command, in the order of the help. A command's file is only loaded when it runs. */
export const commands: readonly Listed[] = [
  {
    name: 'pack validate',
    usage: '[NAME] [--json]',
    help: 'Check a pack and list every problem as file:line: reason. NAME is a folder under packs/, or a path; without it the pack in use.',
    load: async () => (await import('./pack.ts')).validate,
  },
  {
    name: 'pack diff',
    usage: 'COUNTY [--pack NAME] [--json]',
    help: 'Show field by field in what a county differs from the city, and on which ground. COUNTY is a code such as 350122.',
    load: async () => (await import('./pack.ts')).diff,
  },
  {
    name: 'pack load',
    usage: 'NAME [--json]',
    help: 'Load a pack into the database, whether the server runs or not. With any problem nothing is changed.',
    load: async () => (await import('./pack.ts')).load,
  },
  {
    name: 'pack init',
    usage: 'NAME --from FILE [--map FIELD=COLUMN,…] [--zone IANA] [--into DIR] [--json]',
    help: 'Draft a pack from an export of past requests: areas, units, matters and limits as observed. FILE is CSV or JSON lines, gzipped or not. Everything is marked drafted; REPORT.md in the pack tells what a person must decide.',
    load: async () => (await import('./pack-init.ts')).packInit,
  },
  {
    name: 'replay',
    usage: 'FILE [--pack NAME] [--map FIELD=COLUMN,…] [--lanes N] [--refused FILE] [--restart] [--json]',
    help: 'Put a history through the real intake and play what is known of it on a simulated clock. FILE is CSV or JSON lines, gzipped or not. Refused rows are written with line and reason; an interrupted run goes on where it stopped, --restart begins again. With --json the last line is the summary.',
    load: async () => (await import('./replay.ts')).run,
  },
  {
    name: 'law try',
    usage: 'CHANGE [--from DAY] [--to DAY] [--json]',
    help: 'Show what a change of law would have meant for past cases, before it is switched on: which would have been late, which steps would not be allowed, which would be routed otherwise. CHANGE is a folder with some of a pack’s files (limits.csv, workflow.csv, responsibility.csv, counties/…), each in place of the pack’s own.',
    load: async () => (await import('./law-try.ts')).run,
  },
  {
    name: 'file verify',
    usage: 'FILE [--keys FILE] [--json]',
    help: 'Tell offline whether the file of a case, JSON or PDF, is as it was signed. --keys names a key set as /.well-known/jwks.json gives it; without it the keys of this installation are taken.',
    load: async () => (await import('./file-verify.ts')).verify,
  },
  {
    name: 'licence verify',
    usage: 'FILE [--keys FILE] [--status FILE] [--on DAY] [--json]',
    help: 'Tell offline whether a licence, as PDF, signed text or what its printed code says, is genuine, and how it stands on a day. --keys names a key set as /.well-known/jwks.json gives it; --status a status list as the address in the licence gives it, without which a licence taken back cannot be told.',
    load: async () => (await import('./licence-verify.ts')).verify,
  },
  {
    name: 'payment reconcile',
    usage: 'FILE --day DAY [--json]',
    help: 'Hold the file of the payment system for a day against our orders: what agrees moves on, what does not is listed. FILE is CSV with the columns key, amount_cents, state, reference, reason.',
    load: async () => (await import('./payment-reconcile.ts')).reconcile,
  },
  {
    name: 'payment file',
    usage: '--day DAY',
    help: 'Write what was sent to the payment system on a day in the form of its own file, for the other side to compare.',
    load: async () => (await import('./payment-reconcile.ts')).writeDay,
  },
  {
    name: 'file rotate-key',
    usage: '',
    help: 'Make a new key the one with which files are signed. The old one stays as a public key, so that what it signed can still be checked.',
    load: async () => (await import('./file-verify.ts')).rotate,
  },
  {
    name: 'ledger verify',
    usage: '[--heads FILE] [--json]',
    help: 'Recompute the ledger of looks, its tree and every signed head, and name the first line that was changed. --heads names heads that a witness kept.',
    load: async () => (await import('./ledger.ts')).verify,
  },
  {
    name: 'ledger heads',
    usage: '[--after SIZE]',
    help: 'Write the signed heads of the ledger for a witness, one a line as JSON. --after goes on behind the last one that the witness has.',
    load: async () => (await import('./ledger.ts')).heads,
  },
  {
    name: 'triage evaluate',
    usage: '--train FILE --test FILE --label COLUMN [--text COLUMNS] [--json]',
    help: 'Train a classifier on one file and test it on another. Files are CSV or JSON lines, gzipped or not, Chinese or English; --text names the columns to read, else title and text are found by name (the reply too, for a label that judges it). With --json the last line is the report.',
    load: async () => (await import('./triage-evaluate.ts')).evaluateFiles,
  },
  {
    name: 'triage duplicates',
    usage: 'FILE [--text COLUMNS] [--id COLUMN] [--json]',
    help: 'Find repeats and rewrites of one complaint in a file of messages. FILE is CSV or JSON lines, gzipped or not. With --json the last line names every group with the ids of its members.',
    load: async () => (await import('./triage-duplicates.ts')).duplicates,
  },
  {
    name: 'triage topics',
    usage: 'FILE [--text COLUMNS] [--id COLUMN] [--top N] [--json]',
    help: 'Find what grows in a file of messages with times, the hottest first, named by the words people use. With --json the last line holds members and days of each topic.',
    load: async () => (await import('./triage-topics.ts')).topics,
  },
  {
    name: 'triage models',
    usage: 'list | back AREA | use AREA VERSION [--json]',
    help: 'List the versions of the models that propose matters, with what each reached, go back to the one before, or put a version to use.',
    load: async () => (await import('./triage-models.ts')).models,
  },
  {
    name: 'channel key',
    usage: 'NAME [--json]',
    help: 'Make the key with which another system files by Open311, and show it once. The same NAME again gets a new key, and the old one ends.',
    load: async () => (await import('./channel.ts')).key,
  },
  {
    name: 'channel end-key',
    usage: 'NAME',
    help: 'End the key of a system at once. What it filed stays.',
    load: async () => (await import('./channel.ts')).endOfKey,
  },
  {
    name: 'channel peer',
    usage: 'NAME --address URL --area CODE [--services M01003=their-code,*=their-code] [--key KEY] [--jurisdiction ID] [--client NAME]',
    help: 'Send the cases of an area to another Open311 server when they are dispatched, and fetch its updates. URL goes up to the version; without --services every matter keeps its code. --client names the key under which that system files here, so that its own reports do not go back to it.',
    load: async () => (await import('./channel.ts')).peer,
  },
  {
    name: 'channel end-peer',
    usage: 'NAME',
    help: 'Stop sending to a server and asking it. What is queued for it stays and goes on when it is connected again.',
    load: async () => (await import('./channel.ts')).endOfPeer,
  },
  {
    name: 'tck',
    usage: 'DIR [--json]',
    help: 'Run the DMN Technology Compatibility Kit over our rule engine. DIR is its repository, its TestCases or one level. Failing cases are listed with their reason; with --json the last line has the figures per level.',
    load: async () => (await import('./tck.ts')).run,
  },
];
