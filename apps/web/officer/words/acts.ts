import { language } from '@banyan/ui/words';
import { actsEn } from './acts-en.ts';
import { type Act, actsZh } from './acts-zh.ts';

export type { Act };
export const acts = { zh: actsZh, en: actsEn } as const;

/** How a step is offered in the reader's language; one that is newer than this page goes by its own name. */
export function actOf(action: string): Act {
  const known: Readonly<Record<string, Act>> = acts[language.value];
  return known[action] ?? { name: action };
}
