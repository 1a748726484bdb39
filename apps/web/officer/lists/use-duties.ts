import { asProblem, type CaseLine, getWorkList, type Problem } from '@banyan/api-client';
import { computed, onBeforeUnmount, onMounted, ref, shallowRef, watch } from 'vue';
import { append, holdSteady } from './steady-list.ts';

const pageSize = 30;
const mostAtOnce = 100;
const seconds = 20;

/** The duties of one kind (undefined: all), looked at again every 20 seconds without moving under the reader's eyes. */
export function useDuties(kind: () => string | undefined) {
  const lines = shallowRef<CaseLine[] | null>(null);
  const next = ref<string | null>(null);
  const problem = shallowRef<Problem | null>(null);
  const at = shallowRef<Date | null>(null);
  const busy = ref(false);
  const change = shallowRef({ added: 0, gone: 0 });
  let asked: AbortController | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;

  /** One request at a time; a newer one drops the older, so that answers never cross. */
  async function ask(cursor: string | null, limit: number, take: (page: { cases: CaseLine[]; next: string | null }) => void) {
    asked?.abort();
    const mine = new AbortController();
    asked = mine;
    busy.value = true;
    try {
      const page = await getWorkList({ kind: kind(), cursor, limit }, { signal: mine.signal });
      if (mine.signal.aborted) return;
      take(page);
      problem.value = null;
      at.value = new Date();
    } catch (error) {
      if (!mine.signal.aborted) problem.value = asProblem(error);
    } finally {
      if (asked === mine) busy.value = false;
    }
  }

  const reload = () =>
    ask(null, Math.min(mostAtOnce, Math.max(pageSize, lines.value?.length ?? 0)), (page) => {
      lines.value = page.cases;
      next.value = page.next;
      change.value = { added: 0, gone: 0 };
    });
  const more = () =>
    ask(next.value, pageSize, (page) => {
      lines.value = append(lines.value ?? [], page.cases);
      next.value = page.next;
    });
  async function look() {
    if (document.visibilityState !== 'visible' || busy.value) return;
    const shown = lines.value;
    if (shown === null || shown.length === 0) return reload();
    await ask(null, Math.min(mostAtOnce, Math.max(pageSize, shown.length)), (page) => {
      const steady = holdSteady({ lines: shown, more: next.value !== null }, { lines: page.cases, more: page.next !== null });
      lines.value = steady.lines;
      change.value = { added: steady.added, gone: steady.gone };
    });
  }

  onMounted(() => {
    void reload();
    timer = setInterval(() => void look(), seconds * 1000);
    document.addEventListener('visibilitychange', look);
  });
  onBeforeUnmount(() => {
    asked?.abort();
    clearInterval(timer);
    document.removeEventListener('visibilitychange', look);
  });
  watch(kind, () => {
    lines.value = null;
    next.value = null;
    void reload();
  });
  return { lines, next, problem, at, busy, change, hasChanged: computed(() => change.value.added + change.value.gone > 0), reload, more };
}
