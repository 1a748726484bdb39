import { type House, unitOfWork } from '#platform/context.ts';
import { readNow } from '#platform/fact.ts';
import type { Worker } from '#platform/jobs.ts';
import type { Round } from '#platform/module.ts';
import { chatEndpoint } from './gateways/chat-endpoint.ts';
import { renewTopics } from './service/find-topics.ts';
import { type CaseRef, type Confirmed, learnCase, readCase } from './service/read-case.ts';
import { trainNext } from './service/train-models.ts';
import { type DraftJob, draftQueue, writeDraft } from './service/write-draft.ts';

/** Read a report and propose; learn from a dispatch. Both after the fact, so that intake does not wait. */
export const readQueue = 'triage.read';
export const learnQueue = 'triage.learn';

const platform = { kind: 'platform' } as const;

const instantOf = (house: House) => unitOfWork(house, platform, new Date(0), ({ tx }) => readNow(tx));

async function asPlatform<T extends object>(house: House, data: T, work: typeof readCase | typeof learnCase) {
  const now = await instantOf(house);
  await unitOfWork(house, platform, now, (ctx) => work(ctx, data as never));
}

export const workers: readonly Worker[] = [
  { queue: readQueue, work: (house, data: CaseRef) => asPlatform(house, data, readCase), retries: 4 },
  { queue: learnQueue, work: (house, data: Confirmed) => asPlatform(house, data, learnCase), retries: 4 },
  // A draft that failed is told as failed: whoever wants it asks again.
  { queue: draftQueue, work: async (house, data: DraftJob) => writeDraft(house, data, await instantOf(house), chatEndpoint()), retries: 1 },
];

/**
 * Models are looked after every minute: made for the list at first, and again as a district's lessons grow. Topics are found anew county by county when
 * they are older than an hour.
 */
export const rounds: readonly Round[] = [
  { name: 'triage.models', everyMs: 60_000, run: trainNext },
  { name: 'triage.topics', everyMs: 60_000, run: renewTopics },
];
