import type { Answer, Fits } from '@banyan/api-client/agreement';
import type { Recurring, Topic } from './topic-figures.ts';

/** Compiles only while what the server gives is what the pages read. */
export type Agreed = [
  Fits<Answer<'listTopics'>, { days: string[]; topics: Topic[] }>,
  Fits<Answer<'listRecurring'>, { problems: Recurring[] }>,
];
