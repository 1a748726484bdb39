import { defineLazyWords } from '@banyan/ui';
import { reportZh } from './words-zh.ts';

export const reportWords = defineLazyWords(reportZh, () => import('./words-en.ts'));
