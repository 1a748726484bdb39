import { toast, useWords } from '@banyan/ui';
import { computed, nextTick, onMounted } from 'vue';
import { useRouter } from '../../routing.ts';
import { gate } from './gate.ts';
import { tiles } from './tiles.ts';
import { useReport } from './use-report.ts';
import { reportWords } from './words.ts';

const touches = ['pointerdown', 'keydown', 'wheel'] as const;
/** Somebody does something with the page; until then it rests, and costs nobody's data. */
export const touched = new Promise<void>((resolve) => {
  for (const touch of touches) window.addEventListener(touch, () => resolve(), { once: true });
});
/** What must be shown without a network has to be here before the network goes. */
const fetchAhead = () => Promise.all([import('./done-page.vue'), import('../../keep/outbox-note.vue')]).catch(() => undefined);

/** Submitting as every face of the form does it: send, tell, go on; or show what is missing. */
export function useSubmit() {
  const report = useReport();
  const words = useWords(reportWords);
  const router = useRouter();
  const whatError = computed(() => (report.tried.value && report.lacks.value.includes('what') ? words.value.missing.what : undefined));
  const whereError = computed(() => (report.tried.value && report.lacks.value.includes('where') ? words.value.missing.where : undefined));

  /** Gives false where the words tell of danger and a number is to be called first. */
  async function submit(newFacts?: string) {
    if ((await gate.mayLeave?.(report.draft)) === false) return false;
    const tile = tiles.find(({ id }) => id === report.draft.tile);
    const outcome = await report.submit(
      { tile: tile && tile.id !== 'more' ? words.value.what.tiles[tile.id] : null, photos: words.value.photosAttached },
      newFacts,
    );
    if (outcome === 'sent') await router.push('/done');
    else if (outcome === 'kept') await router.push({ path: '/done', query: { kept: '1' } }).catch(() => toast(words.value.kept));
    else await nextTick(() => document.querySelector('main [role="alert"]')?.scrollIntoView({ block: 'center', behavior: 'smooth' }));
  }

  onMounted(() => void touched.then(() => setTimeout(fetchAhead, 500)));

  async function clear() {
    const undo = await report.clear();
    toast(words.value.cleared, { undo: { label: words.value.photo.undo, run: undo } });
  }

  return { ...report, words, whatError, whereError, submit, clear };
}
