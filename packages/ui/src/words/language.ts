import { type ComputedRef, computed, ref, shallowReactive, watch } from 'vue';

export type Language = 'zh' | 'en';
export const languages: readonly Language[] = ['zh', 'en'];

const remembered = 'banyan.language';

/** localStorage may be missing (private windows, blocked cookies); then the choice lives as long as the page. */
export function recall(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

export function remember(name: string, value: string) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Nothing to do: the page works the same, it only forgets.
  }
}

/** The language the reader sees. Chinese unless he chose English here before. */
export const language = ref<Language>(recall(remembered) === 'en' ? 'en' : 'zh');

/** The BCP 47 tag of the language, for `lang` and Accept-Language. */
export const languageTag = computed(() => (language.value === 'zh' ? 'zh-CN' : 'en'));

watch(
  languageTag,
  (tag) => {
    if (typeof document !== 'undefined') document.documentElement.lang = tag;
  },
  { immediate: true },
);

export function switchLanguage(to: Language = language.value === 'zh' ? 'en' : 'zh') {
  language.value = to;
  remember(remembered, to);
}

type Entry = string | ((...values: never[]) => string) | { readonly [key: string]: Entry };
/** The same keys and arguments with any text: a key missing in the second language does not compile. */
export type Same<T> = T extends string
  ? string
  : T extends (...values: infer A) => string
    ? (...values: A) => string
    : { readonly [K in keyof T]: Same<T[K]> };
export type Words<T> = Readonly<Record<Language, T>>;

/** A dictionary: Chinese first, English with exactly the same keys. */
export function defineWords<const T extends { readonly [key: string]: Entry }>(zh: T, en: Same<T>): Words<Same<T>> {
  return { zh: zh as unknown as Same<T>, en };
}

/**
 * As defineWords, for a large dictionary of a page that must load fast: English comes only to those who read it. Until it is there, and when it
 * cannot be had, Chinese is shown.
 */
export function defineLazyWords<const T extends { readonly [key: string]: Entry }>(
  zh: T,
  load: () => Promise<{ default: Same<T> }>,
): Words<Same<T>> {
  const known = zh as unknown as Same<T>;
  const words = shallowReactive({ zh: known, en: known });
  watch(
    language,
    (now) => {
      if (now !== 'en' || words.en !== known) return;
      load().then(
        ({ default: english }) => {
          words.en = english;
        },
        () => undefined,
      );
    },
    { immediate: true },
  );
  return words;
}

/** The words in the reader's language; follows the language switch. */
export const useWords = <T>(words: Words<T>): ComputedRef<T> => computed(() => words[language.value]);

/** Names as data carries them: Chinese always, English where the city wrote one. */
export function nameOf(thing: { name: string; nameEn?: string | null }): string {
  return language.value === 'en' && thing.nameEn ? thing.nameEn : thing.name;
}

/** As nameOf, for code lists of the pack ({code, zh, en}). */
export const labelOf = (thing: { zh: string; en?: string | null }): string => (language.value === 'en' && thing.en ? thing.en : thing.zh);
