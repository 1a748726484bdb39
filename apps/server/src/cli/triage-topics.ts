import { resolve } from 'node:path';
import { findTopics, plainText, type TopicStory } from '@banyan/text-models';
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { done, type Out, readArguments } from './command.ts';
import { storyOf } from './triage-duplicates.ts';
import { idOf, readSamples, type Sample, textColumns, timeOf } from './triage-samples.ts';

const options = { json: { type: 'boolean' }, text: { type: 'string' }, id: { type: 'string' }, top: { type: 'string' } } as const;

/** `triage topics`: what grows in a file of messages with times, hottest first, named by the words people use. */
export async function topics(args: string[], out: Out): Promise<number> {
  const { values, positionals } = readArguments(args, options, { least: 1, most: 1 });
  const { samples, columns } = await readSamples(resolve(process.env.INIT_CWD ?? process.cwd(), positionals[0] ?? ''));
  const texts = textColumns(columns, values.text);
  const timed = samples.flatMap((sample) => {
    const at = timeOf(sample);
    return at ? [{ sample, at }] : [];
  });
  if (timed.length === 0) throw new Error('No column holds times; a topic is what grows in time.');
  const jieba = Jieba.withDict(dict);
  const stories: TopicStory[] = timed.map(({ sample, at }) => ({ ...storyOf(sample, texts), atMs: at.getTime(), weight: votesOf(sample) }));
  const top = Number(values.top ?? 20);
  const found = findTopics(stories, (text) => jieba.cut(plainText(text), true)).slice(0, top);
  const answer = found.map(({ members, name, words, heat, fromMs, untilMs, byDay, ...rest }, at) => ({
    rank: at + 1,
    name,
    words,
    heat: Number(heat.toFixed(3)),
    count: members.length,
    from: new Date(fromMs).toISOString().slice(0, 10),
    until: new Date(untilMs).toISOString().slice(0, 10),
    ids: members.map((row) => idOf(timed[row]?.sample as Sample, values.id)),
    byDay,
    ...rest,
  }));
  for (const { rank, name, heat, count, from, until, ids } of answer)
    out.print(
      `${String(rank).padStart(3)}  heat ${heat.toFixed(2).padStart(6)}  ${String(count).padStart(4)} messages  ${from}–${until}  ${name}  [${ids.slice(0, 6).join(' ')}${ids.length > 6 ? ' …' : ''}]`,
    );
  if (timed.length < samples.length) out.print(`${samples.length - timed.length} rows without a time were left out.`);
  if (values.json) out.print(JSON.stringify({ texts: timed.length, topics: answer }));
  return done;
}

/** Agreement of others with a message counts a little beside messages of their own. */
function votesOf({ record }: Sample): number {
  const votes = Number(record.up ?? record.votes ?? 0);
  return Number.isFinite(votes) && votes > 0 ? 1 + Math.log1p(votes) / 4 : 1;
}
