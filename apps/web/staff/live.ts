import { asProblem, type Problem } from '@banyan/api-client';
import { onBeforeUnmount, onMounted, ref, shallowRef } from 'vue';

/**
 * Something that is asked for again every `seconds` while the page is looked at. What was read last stays when a later
 * request fails: `problem` tells that it is old and `at` how old. Answers that arrive out of order are dropped.
 * Nothing is asked until `ready`.
 */
export function useLive<T>(load: (signal: AbortSignal) => Promise<T>, seconds: number, ready: () => boolean = () => true) {
  const data = shallowRef<T | null>(null);
  const problem = shallowRef<Problem | null>(null);
  const at = shallowRef<Date | null>(null);
  const busy = ref(false);
  let running: AbortController | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;

  async function reload() {
    if (!ready()) return;
    running?.abort();
    const mine = new AbortController();
    running = mine;
    busy.value = true;
    try {
      const answer = await load(mine.signal);
      if (mine.signal.aborted) return;
      data.value = answer;
      problem.value = null;
      at.value = new Date();
    } catch (error) {
      if (mine.signal.aborted) return;
      problem.value = asProblem(error);
    } finally {
      if (running === mine) busy.value = false;
    }
  }

  const tick = () => {
    if (document.visibilityState === 'visible') void reload();
  };
  const woken = () => {
    if (document.visibilityState === 'visible' && (at.value === null || Date.now() - at.value.getTime() > seconds * 1000)) void reload();
  };

  onMounted(() => {
    void reload();
    timer = setInterval(tick, seconds * 1000);
    document.addEventListener('visibilitychange', woken);
  });
  onBeforeUnmount(() => {
    running?.abort();
    clearInterval(timer);
    document.removeEventListener('visibilitychange', woken);
  });
  return { data, problem, at, busy, reload };
}
