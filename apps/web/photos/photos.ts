import { asProblem, mayPass, newKey, type PhotoClaim } from '@banyan/api-client';
import { computed, ref } from 'vue';
import { resizePhoto } from './resize-photo.ts';
import { uploadPhoto } from './upload.ts';

/** A photo on the page: `part` 0..1 while it goes up, `later` when the network failed (the outbox sends it), `refused` when the server said no. */
export type DraftPhoto = {
  key: string;
  blob: Blob;
  preview: string;
  claim: PhotoClaim | null;
  part: number | null;
  later: boolean;
  refused: boolean;
};
export type KeptPhoto = { key: string; blob: Blob; claim: PhotoClaim | null };
export const mostPhotos = 9;

/** Photos of one form: they are made small and go up while the reporter is still writing. */
export function usePhotos(changed: () => void = () => undefined) {
  const photos = ref<DraftPhoto[]>([]);
  const reading = ref(false);
  const unreadable = ref(false);
  const stops = new Map<string, AbortController>();

  const change = (key: string, values: Partial<DraftPhoto>) => {
    photos.value = photos.value.map((photo) => (photo.key === key ? { ...photo, ...values } : photo));
  };

  async function send(key: string, blob: Blob) {
    const stop = new AbortController();
    stops.set(key, stop);
    change(key, { part: 0, later: false });
    try {
      const { id, claim } = await uploadPhoto(blob, key, (part) => change(key, { part }), stop.signal);
      change(key, { claim: { id, claim }, part: null });
      changed();
    } catch (error) {
      if (!stop.signal.aborted) change(key, { part: null, later: mayPass(asProblem(error)), refused: !mayPass(asProblem(error)) });
    }
  }

  function show({ key, blob, claim }: KeptPhoto): DraftPhoto {
    return {
      key,
      blob,
      claim,
      preview: blob.type === 'image/jpeg' ? URL.createObjectURL(blob) : '',
      part: null,
      later: false,
      refused: false,
    };
  }

  async function add(files: readonly File[]) {
    unreadable.value = false;
    reading.value = true;
    for (const file of files.slice(0, mostPhotos - photos.value.length)) {
      const blob = await resizePhoto(file);
      if (!blob) {
        unreadable.value = true;
        continue;
      }
      const photo = show({ key: newKey(), blob, claim: null });
      photos.value = [...photos.value, photo];
      void send(photo.key, blob);
    }
    reading.value = false;
    changed();
  }

  /** Takes a photo away and gives back a way to undo it. */
  function remove(key: string): () => void {
    const index = photos.value.findIndex((photo) => photo.key === key);
    const photo = photos.value[index];
    stops.get(key)?.abort();
    photos.value = photos.value.filter((other) => other.key !== key);
    changed();
    return () => {
      if (!photo) return;
      const back = [...photos.value];
      back.splice(Math.min(index, back.length), 0, { ...photo, part: null });
      photos.value = back;
      if (!photo.claim) void send(photo.key, photo.blob);
      changed();
    };
  }

  function restore(kept: readonly KeptPhoto[]) {
    photos.value = kept.map(show);
    for (const photo of photos.value) if (!photo.claim) void send(photo.key, photo.blob);
  }

  function clear() {
    for (const stop of stops.values()) stop.abort();
    for (const { preview } of photos.value) if (preview) URL.revokeObjectURL(preview);
    photos.value = [];
    unreadable.value = false;
  }

  /** As they are kept and sent: plain, without previews. Refused ones are left out. */
  const kept = (): KeptPhoto[] =>
    photos.value.filter(({ refused }) => !refused).map(({ key, blob, claim }) => ({ key, blob, claim: claim ? { ...claim } : null }));
  const claims = computed(() => photos.value.flatMap(({ claim }) => (claim ? [{ ...claim }] : [])));
  const uploading = computed(() => photos.value.some(({ part }) => part !== null));
  return { photos, reading, unreadable, add, remove, restore, clear, kept, claims, uploading };
}
export type Photos = ReturnType<typeof usePhotos>;
