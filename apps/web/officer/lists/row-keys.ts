import { onBeforeUnmount, onMounted, type Ref } from 'vue';

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

/** J and K move the focus from row to row; Enter then opens, because the focus stands on the row's own link. */
export function useRowKeys(list: Ref<HTMLElement | undefined>) {
  function key(event: KeyboardEvent) {
    const step = { j: 1, k: -1 }[event.key.toLowerCase()];
    if (!step || event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector('dialog[open]')) return;
    const rows = [...(list.value?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
    const now = rows.findIndex((row) => row.matches(':focus'));
    const row = now < 0 ? rows[0] : rows[now + step];
    if (!row) return;
    event.preventDefault();
    row.focus();
    row.scrollIntoView({ block: 'nearest' });
  }
  onMounted(() => window.addEventListener('keydown', key));
  onBeforeUnmount(() => window.removeEventListener('keydown', key));
}
