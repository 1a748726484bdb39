import { ref, watch } from 'vue';
import { recall, remember } from './language.ts';

/** How the page looks to this reader: remembered on this device, shown as a class of the root element. */
const chosen = (name: string, kept: string) => {
  const on = ref(recall(kept) === 'on');
  watch(on, (value) => typeof document !== 'undefined' && document.documentElement.classList.toggle(name, value), { immediate: true });
  const set = (value: boolean) => {
    on.value = value;
    remember(kept, value ? 'on' : 'off');
  };
  return { on, set };
};

const elderMode = chosen('elder', 'banyan.elder');
const nightMode = chosen('night', 'banyan.night');

/** 长辈版: larger words and targets, one task a page. */
export const elder = elderMode.on;
export const setElder = elderMode.set;
/** Dark, for halls and evenings. */
export const night = nightMode.on;
export const setNight = nightMode.set;
