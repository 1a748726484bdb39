import { language } from '@banyan/ui';
import { watchEffect } from 'vue';
import { shellWords } from '../words/shell-words.ts';

/** The window's title: the page first, so that several open tabs can be told apart. */
export function usePageTitle(title: () => string) {
  watchEffect(() => {
    const { brand, brandSecond } = shellWords[language.value];
    document.title = `${title()} – ${brand} ${brandSecond}`;
  });
}
