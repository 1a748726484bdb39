import { asProblem, type Problem } from '@banyan/api-client';
import { language, problemText, wordFor } from '@banyan/ui';
import { actionWords } from '../words/action-words.ts';
import { actOf } from '../words/acts.ts';
import { refusalWords } from '../words/refusal-words.ts';

/** Somebody else moved the case meanwhile: what is on the page is old and has to be read again. */
export const isOvertaken = (problem: Problem): boolean =>
  ['case.lost_race', 'case.wrong_state', 'request.lost_race'].includes(problem.code);

/** A refusal of an action in words, with what is possible instead. */
export function refusalText(error: unknown): string {
  const problem = asProblem(error);
  const words = refusalWords[language.value];
  const { condition, allowed, latest } = problem.detail;
  const why =
    typeof condition === 'string' && condition in words.condition ? wordFor(words.condition, condition) : problemText(error, words.code);
  if (problem.code === 'review.out_of_range' && typeof latest === 'string') return words.latest(latest);
  if (!problem.code.startsWith('case.') || !Array.isArray(allowed)) return why;
  const { instead, nothingInstead } = actionWords[language.value];
  const possible = allowed.map((one) => actOf(String(one)).name);
  return `${why}\n${possible.length > 0 ? instead(possible.join(language.value === 'zh' ? '、' : ', ')) : nothingInstead}`;
}
