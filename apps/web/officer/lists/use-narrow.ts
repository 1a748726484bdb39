import { onBeforeUnmount, onMounted, ref } from 'vue';

/** Whether the window is too narrow for a table, so that lines stand as cards. */
export function useNarrow(query = '(max-width: 55.99rem)') {
  const watched = window.matchMedia(query);
  const narrow = ref(watched.matches);
  const read = () => {
    narrow.value = watched.matches;
  };
  onMounted(() => watched.addEventListener('change', read));
  onBeforeUnmount(() => watched.removeEventListener('change', read));
  return narrow;
}
