import type { Out } from './command.ts';
import { done, failed } from './command.ts';
import { commands } from './commands.ts';

const call = 'npm run banyan --';

function overview(): string {
  const wide = Math.max(...commands.map(({ name }) => name.length));
  return [
    `Usage: ${call} COMMAND [--help]`,
    '',
    ...commands.map(({ name, help }) => `  ${name.padEnd(wide)}  ${help.split('. ')[0]?.replace(/\.?$/, '.')}`),
  ].join('\n');
}

const helpOf = ({ name, usage, help }: (typeof commands)[number]) => `Usage: ${call} ${name} ${usage}\n\n${help}`;

/** Runs the command that the words name; the exit code is 0 when it did what it says, else 2. */
export async function runCommand(words: string[], out: Out): Promise<number> {
  const asksHelp = words.length === 0 || words.includes('--help') || words.includes('-h');
  const command = commands.find(({ name }) => name === words.slice(0, name.split(' ').length).join(' '));
  if (asksHelp) {
    out.print(command ? helpOf(command) : overview());
    return done;
  }
  if (!command) {
    const named = commands.some(({ name }) => name.startsWith(`${words[0]} `)) ? words.slice(0, 2) : words.slice(0, 1);
    out.tell(`"${named.join(' ')}" is no command.\n\n${overview()}`);
    return failed;
  }
  return runListed(command, words.slice(command.name.split(' ').length), out);
}

async function runListed(command: (typeof commands)[number], args: string[], out: Out): Promise<number> {
  try {
    const run = await command.load();
    return await run(args, out);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // Node's own advice after the first sentence speaks of "--", which is no help here.
    out.tell(isMisuse(error) ? `${message.split('. ')[0]}.\n\n${helpOf(command)}` : message);
    return failed;
  }
}

const isMisuse = (error: unknown) => error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

if (import.meta.main) {
  const out: Out = { print: (text) => void process.stdout.write(`${text}\n`), tell: (text) => void process.stderr.write(`${text}\n`) };
  process.exitCode = await runCommand(process.argv.slice(2), out);
}
