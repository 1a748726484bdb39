import { onBeforeUnmount, onMounted, type Ref, ref } from 'vue';

/** The inner size of an element in CSS pixels, as it changes; 0 until it is laid out. */
export function useSize(element: Ref<HTMLElement | undefined>) {
  const width = ref(0);
  const height = ref(0);
  let watcher: ResizeObserver | undefined;
  onMounted(() => {
    if (!element.value) return;
    watcher = new ResizeObserver(([entry]) => {
      if (!entry) return;
      width.value = Math.floor(entry.contentRect.width);
      height.value = Math.floor(entry.contentRect.height);
    });
    watcher.observe(element.value);
  });
  onBeforeUnmount(() => watcher?.disconnect());
  return { width, height };
}
