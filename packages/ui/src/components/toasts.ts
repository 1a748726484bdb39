import { ref } from 'vue';
import type { Tone } from '../case-law.ts';

export type Toast = { id: number; text: string; tone: Tone; undo?: { label: string; run: () => void } };
export const toasts = ref<Toast[]>([]);
let last = 0;

export function dropToast(id: number) {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}

/** Says something short that needs no answer; it goes by itself (with an undo it stays longer). */
export function toast(text: string, options: { tone?: Tone; undo?: Toast['undo']; seconds?: number } = {}) {
  last += 1;
  const id = last;
  toasts.value = [...toasts.value.slice(-2), { id, text, tone: options.tone ?? 'banyan', undo: options.undo }];
  setTimeout(() => dropToast(id), (options.seconds ?? (options.undo ? 10 : 5)) * 1000);
}
