import { onBeforeUnmount, onMounted, ref } from 'vue';

const now = ref(new Date());
let watchers = 0;
let timer: ReturnType<typeof setInterval> | undefined;
const tick = () => {
  now.value = new Date();
};
const wake = () => {
  if (document.visibilityState === 'visible') tick();
};

/** The present instant, one clock for the whole page: every 15 seconds, and at once when the page is looked at again. */
export function useNow() {
  onMounted(() => {
    tick();
    watchers += 1;
    if (watchers > 1) return;
    timer = setInterval(tick, 15_000);
    document.addEventListener('visibilitychange', wake);
  });
  onBeforeUnmount(() => {
    watchers -= 1;
    if (watchers > 0) return;
    clearInterval(timer);
    document.removeEventListener('visibilitychange', wake);
  });
  return now;
}
