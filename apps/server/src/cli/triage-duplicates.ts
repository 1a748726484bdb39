import { resolve } from 'node:path';
import { findDuplicates, type Story } from '@banyan/text-models';
import { done, type Out, readArguments } from './command.ts';
import { documentOf, idOf, readSamples, type Sample, textColumns, timeOf } from './triage-samples.ts';

const options = { json: { type: 'boolean' }, text: { type: 'string' }, id: { type: 'string' } } as const;

/** A group of repeats and rewrites, as printed: ids of the file, how close they are, and over which days. */
type Cluster = {
  readonly ids: readonly string[];
  readonly title: string;
  readonly likeness: number;
  readonly from: string | null;
  readonly to: string | null;
};

const shown = 20;

/** `triage duplicates`: groups of repeats and rewrites of one complaint in a file. */
export async function duplicates(args: string[], out: Out): Promise<number> {
  const { values, positionals } = readArguments(args, options, { least: 1, most: 1 });
  const { samples, columns, skipped } = await readSamples(resolve(process.env.INIT_CWD ?? process.cwd(), positionals[0] ?? ''));
  const texts = textColumns(columns, values.text);
  const before = performance.now();
  const groups = findDuplicates(samples.map((sample) => storyOf(sample, texts)));
  const seconds = Number(((performance.now() - before) / 1000).toFixed(2));
  const clusters = groups.map(({ members, likeness }) =>
    clusterOf(
      members.map((row) => samples[row] as Sample),
      likeness,
      texts,
      values.id,
    ),
  );
  for (const { ids, title, likeness, from, to } of clusters.slice(0, shown))
    out.print(
      `${String(ids.length).padStart(4)}  ${likeness.toFixed(2)}  ${from ?? ''}${to ? `–${to}` : ''}  ${title}  [${ids.slice(0, 8).join(' ')}${ids.length > 8 ? ' …' : ''}]`,
    );
  if (clusters.length > shown) out.print(`… and ${clusters.length - shown} smaller groups; --json names them all.`);
  out.print(
    `${samples.length} texts, ${clusters.length} groups with ${clusters.reduce((sum, { ids }) => sum + ids.length, 0)} members, in ${seconds} s${skipped > 0 ? `; ${skipped} rows could not be read` : ''}.`,
  );
  if (values.json) out.print(JSON.stringify({ texts: samples.length, seconds, skipped, clusters }));
  return done;
}

/** The first text column is the title where there are two or more. */
export function storyOf(sample: Sample, texts: readonly string[]): Story {
  const { fields } = documentOf(sample, texts);
  return fields.length > 1 ? { title: fields[0] ?? '', body: fields.slice(1).join('。') } : { title: '', body: fields[0] ?? '' };
}

function clusterOf(members: readonly Sample[], likeness: number, texts: readonly string[], id: string | undefined): Cluster {
  const days = members.flatMap((sample) => timeOf(sample)?.toISOString().slice(0, 10) ?? []).sort();
  return {
    ids: members.map((sample) => idOf(sample, id)),
    title: String(members[0]?.record[texts[0] ?? ''] ?? '')
      .trim()
      .slice(0, 60),
    likeness: Number(likeness.toFixed(4)),
    from: days[0] ?? null,
    to: days.at(-1) ?? null,
  };
}
