import { asProblem, mayPass, type NewReport, newKey, type PhotoClaim, type Problem, type Reported, reportCase } from '@banyan/api-client';
import { computed, ref } from 'vue';
import { uploadPhoto } from '../../photos/upload.ts';
import { isWaiting, nextTryAt, untilNext } from './backoff.ts';
import { dropOne, keepOne, readAll } from './database.ts';

/**
 * Reports on their way. A report is written down here before it is sent and leaves only when the server has answered, so neither a closed page
 * nor a lost network loses it; its key makes a second delivery return the first answer. The queue lives in the page, not in a service worker:
 * web views on iPhones have none. The `online` event does not come after every offline start, so there is a timer of our own as well.
 */
export type ParcelPhoto = { key: string; blob: Blob; claim: PhotoClaim | null };
export type Parcel = {
  key: string;
  report: NewReport;
  photos: ParcelPhoto[];
  madeAt: string;
  tries: number;
  nextAt: number;
  refused: string | null;
  /** What the refusal told beside its code. */
  told?: Problem['detail'];
  reported: Reported | null;
};

export const parcels = ref<Parcel[]>([]);
export const sending = ref(false);
export const waitingCount = computed(() => parcels.value.filter(isWaiting).length);
let timer: ReturnType<typeof setTimeout> | undefined;

const plain = (parcel: Parcel): Parcel => ({
  ...parcel,
  report: JSON.parse(JSON.stringify(parcel.report)) as NewReport,
  photos: parcel.photos.map(({ key, blob, claim }) => ({ key, blob, claim: claim ? { id: claim.id, claim: claim.claim } : null })),
  told: { ...parcel.told },
  reported: parcel.reported ? { ...parcel.reported } : null,
});
const save = (parcel: Parcel) => keepOne('outbox', parcel.key, plain(parcel));

/** Sends what is not there yet: photos first, each remembered as soon as it is taken, then the report under its key. */
async function deliver(parcel: Parcel, progress?: (part: number) => void): Promise<Reported> {
  const open = parcel.photos.filter(({ claim }) => claim === null);
  for (const [index, photo] of open.entries()) {
    const taken = await uploadPhoto(photo.blob, photo.key, (part) => progress?.((index + part) / (open.length + 1)));
    photo.claim = { id: taken.id, claim: taken.claim };
    await save(parcel);
  }
  const claims = parcel.photos.flatMap(({ claim }) => (claim ? [{ id: claim.id, claim: claim.claim }] : []));
  return reportCase({ ...parcel.report, ...(claims.length > 0 ? { photos: claims } : {}) }, { key: parcel.key });
}

/** An uploaded photo that nobody claimed in time is gone; then the photos must go up again. */
const lostPhotos = (problem: Problem) => problem.code.startsWith('photo.');

async function attempt(parcel: Parcel, progress?: (part: number) => void): Promise<Problem | null> {
  try {
    parcel.reported = await deliver(parcel, progress);
  } catch (error) {
    const problem = asProblem(error);
    parcel.tries += 1;
    const asked = Number(problem.detail.retryAfterSeconds ?? 0) || 0;
    if (lostPhotos(problem) && parcel.tries < 3) for (const photo of parcel.photos) photo.claim = null;
    else if (!mayPass(problem)) Object.assign(parcel, { refused: problem.code, told: problem.detail });
    parcel.nextAt = nextTryAt(Date.now(), parcel.tries, asked);
    await save(parcel);
    return problem;
  }
  await save(parcel);
  return null;
}

/** Sends a new report now. With a Problem that may pass it stays in the outbox; with another one it is taken out and the draft remains. */
export async function sendReport(
  report: NewReport,
  photos: ParcelPhoto[],
  key: string,
  progress: (part: number) => void,
): Promise<{ reported: Reported | null; problem: Problem | null; kept: boolean }> {
  const parcel: Parcel = {
    key,
    report,
    photos,
    madeAt: new Date().toISOString(),
    tries: 0,
    nextAt: Date.now(),
    refused: null,
    reported: null,
  };
  await save(parcel);
  const problem = await attempt(parcel, progress);
  if (parcel.reported || parcel.refused) {
    await dropOne('outbox', key);
    return { reported: parcel.reported, problem, kept: false };
  }
  parcels.value = [...parcels.value.filter((other) => other.key !== key), parcel];
  plan();
  return { reported: null, problem, kept: true };
}

/** Tries everything that is due (or everything, when `now`), one after the other. */
export async function sendWaiting(now = false) {
  if (sending.value) return;
  const due = parcels.value.filter((parcel) => isWaiting(parcel) && (now || parcel.nextAt <= Date.now()));
  if (due.length === 0) return plan();
  sending.value = true;
  try {
    for (const parcel of due) {
      await attempt(parcel);
      parcels.value = [...parcels.value];
    }
  } finally {
    sending.value = false;
    plan();
  }
}

export async function dropParcel(key: string) {
  parcels.value = parcels.value.filter((parcel) => parcel.key !== key);
  await dropOne('outbox', key);
}

/** A refusal that was a question is answered: the report goes again with what is new. The old key stands for the question, so it takes a new one. */
export async function answerParcel(parcel: Parcel, newFacts: string) {
  const again: Parcel = { ...parcel, key: newKey(), report: { ...parcel.report, newFacts }, refused: null, tries: 0, nextAt: Date.now() };
  await save(again);
  await dropParcel(parcel.key);
  parcels.value = [...parcels.value, again];
  await sendWaiting();
}

function plan() {
  clearTimeout(timer);
  const wait = untilNext(parcels.value, Date.now());
  if (wait !== null) timer = setTimeout(() => void sendWaiting(), Math.max(1000, wait));
}

export async function startOutbox() {
  parcels.value = await readAll<Parcel>('outbox');
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void sendWaiting(true));
  window.addEventListener('online', () => void sendWaiting(true));
  void sendWaiting(true);
}
