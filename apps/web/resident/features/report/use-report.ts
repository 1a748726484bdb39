import { newKey, type Problem } from '@banyan/api-client';
import { computed, reactive, ref, watch } from 'vue';
import { type KeptPhoto, usePhotos } from '../../../photos/photos.ts';
import { dropOne, keepOne, readOne } from '../../keep/database.ts';
import { sendReport } from '../../keep/outbox.ts';
import { signedIn } from '../../session.ts';
import { composeReport, type Draft, emptyDraft, isBegun, lacksOf } from './compose-report.ts';
import { showDone } from './done.ts';

type Kept = { draft: Draft; photos: KeptPhoto[]; key: string };

/** The one unfinished report of this device. Every face of the form (one page, or one task a page) works on it. */
const draft = reactive<Draft>(emptyDraft());
let key = newKey();
let restoring: Promise<boolean> | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
const photos = usePhotos(keepSoon);
const busy = ref(false);
const progress = ref(0);
const tried = ref(false);
const problem = ref<Problem | null>(null);
const lacks = computed(() => lacksOf(draft, signedIn.value));
const begun = computed(() => isBegun(draft, photos.photos.value.length));

async function keep() {
  if (begun.value)
    await keepOne<Kept>('draft', 'report', {
      draft: { ...draft, point: draft.point && { ...draft.point }, matter: draft.matter && { ...draft.matter } },
      photos: photos.kept(),
      key,
    });
  else await dropOne('draft', 'report');
}

function keepSoon() {
  clearTimeout(timer);
  timer = setTimeout(() => void keep(), 400);
}

/** Brings back what was not finished, once a page load. True when there was something. */
function restore(): Promise<boolean> {
  restoring ??= (async () => {
    const kept = await readOne<Kept>('draft', 'report');
    watch(draft, keepSoon);
    if (!kept || begun.value) return false;
    Object.assign(draft, emptyDraft(), kept.draft);
    key = kept.key;
    photos.restore(kept.photos);
    return true;
  })();
  return restoring;
}

/** Empties the form and gives back a way to undo it. */
async function clear(): Promise<() => void> {
  const before = { draft: { ...draft }, photos: photos.kept(), key };
  Object.assign(draft, emptyDraft());
  photos.clear();
  key = newKey();
  tried.value = false;
  problem.value = null;
  clearTimeout(timer);
  await dropOne('draft', 'report');
  return () => {
    Object.assign(draft, before.draft);
    photos.restore(before.photos);
    key = before.key;
    keepSoon();
  };
}

/** Photos that are going up are not sent twice; each ends by itself within its time limit. */
async function photosSettled() {
  while (photos.uploading.value) {
    const parts = photos.photos.value.map(({ part, claim }) => part ?? (claim ? 1 : 0));
    progress.value = parts.reduce((sum, part) => sum + part, 0) / parts.length;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

/**
 * Sends the report, with what is new where it was reported before. `sent`: taken by the server; `kept`: no network, it waits in the outbox;
 * `stay`: something is to be mended.
 */
async function submit(spoken: { tile: string | null; photos: string }, newFacts?: string): Promise<'sent' | 'kept' | 'stay'> {
  tried.value = true;
  problem.value = null;
  if (lacks.value.length > 0 || busy.value) return 'stay';
  busy.value = true;
  progress.value = 0;
  try {
    await photosSettled();
    const report = { ...composeReport(draft, signedIn.value, spoken, photos.photos.value.length), newFacts };
    const outcome = await sendReport(report, photos.kept(), key, (part) => {
      progress.value = part;
    });
    if (outcome.problem && !outcome.reported) {
      problem.value = outcome.problem;
      key = newKey();
      if (outcome.kept) {
        await clear();
        return 'kept';
      }
      return 'stay';
    }
    if (outcome.reported) showDone({ reported: outcome.reported, title: report.content });
    await clear();
    return 'sent';
  } finally {
    busy.value = false;
  }
}

export function useReport() {
  return { draft, photos, busy, progress, tried, problem, lacks, begun, restore, clear, submit };
}
